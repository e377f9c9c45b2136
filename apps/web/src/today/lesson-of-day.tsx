import type { ReactElement } from 'react';
import { staffName } from '../app/names.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { OpenRegister, registerPath } from './open-register.tsx';
import { groupTitles, subjectTitle, type TimetableLesson, type TimetablePage } from './own-lessons.ts';
import { todayWords } from './today.messages.ts';

/** One lesson of the day; the present one is open and large. */
export function LessonOfDay({
  lesson,
  page,
  now,
  isPresent,
  isSubstitute,
  isGivenAway,
}: {
  readonly lesson: TimetableLesson;
  readonly page: TimetablePage;
  /** ms */
  readonly now: number;
  readonly isPresent: boolean;
  readonly isSubstitute: boolean;
  /** Others give it in this teacher's place. */
  readonly isGivenAway: boolean;
}): ReactElement {
  const words = useWords(todayWords);
  const time = useSchoolTime();
  const { state, status } = lesson;
  const givers = isGivenAway
    ? lesson.teacherIds
        .map((id) => page.teachers.find(({ personId }) => personId === id))
        .map((person) => (person === undefined ? '—' : staffName(person)))
        .join(', ')
    : '';
  const isOver = Date.parse(lesson.endsAt) <= now;
  const opensLater = state !== null && Date.parse(state.opensAt) > now;
  return (
    <li
      className="today-lesson"
      data-present={isPresent || undefined}
      data-off={status !== 'planned' || undefined}
    >
      <div className="today-time">
        <span>{time.clock(lesson.startsAt)}</span>
        <span className="today-quiet">{time.clock(lesson.endsAt)}</span>
      </div>
      <div className="today-what">
        <div className="today-name">
          <b>{groupTitles(page, lesson)}</b> {subjectTitle(page, lesson)}
        </div>
        <div className="today-quiet">
          {[
            words.lesson(lesson.number),
            lesson.room === null ? null : words.room(lesson.room),
            isPresent ? words.now : null,
            isSubstitute ? words.substituting : null,
            isGivenAway ? words.givenBy(givers) : null,
            lesson.moved ? words.moved : null,
            status === 'cancelled' ? words.cancelled : status === 'replaced' ? words.replaced : null,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </div>
        {lesson.topic !== null && <div className="today-topic">{lesson.topic}</div>}
      </div>
      {status === 'planned' && state !== null && !isGivenAway && (
        <div className="today-state">
          <ul className="today-marks">
            <Sign has={state.topic} what={words.topic} />
            <Sign has={state.homework} what={words.homework} />
            <Sign has={state.attendance} what={words.attendance} />
            <Sign has={state.entries > 0} what={words.entries} count={state.entries} />
          </ul>
          <div className="today-quiet">
            {opensLater
              ? words.opensAt(time.clock(state.opensAt))
              : isOver && state.entries === 0 && now > Date.parse(state.inTimeUntil)
                ? words.late
                : state.entries === 0
                  ? words.inTimeUntil(time.moment(state.inTimeUntil, now))
                  : ''}
          </div>
        </div>
      )}
      {status === 'planned' && (
        <div className="today-action">
          <OpenRegister path={registerPath(lesson)} isMain={isPresent} />
        </div>
      )}
    </li>
  );
}

/** One of the four small marks in their fixed places: a word and a shape, before any colour. */
function Sign({
  has,
  what,
  count,
}: {
  readonly has: boolean;
  readonly what: string;
  readonly count?: number;
}): ReactElement {
  const words = useWords(todayWords);
  return (
    <li data-has={has || undefined} title={has ? words.has(what) : words.hasNot(what)}>
      <span aria-hidden="true">{has ? '●' : '○'}</span>{' '}
      {count !== undefined && count > 0 ? words.marksOf(count) : what}
      <span className="visually-hidden">{has ? words.has(what) : words.hasNot(what)}</span>
    </li>
  );
}
