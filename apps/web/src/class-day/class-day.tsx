import { Anchor, Button, Group, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import type { Schema } from '../api/client.ts';
import { useHas } from '../app/me.ts';
import { pupilName, staffName } from '../app/names.ts';
import { cellWords } from '../register/cell.messages.ts';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { registerPath } from '../today/open-register.tsx';
import { subjectTitle } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { AbsenceReason } from './absence-reason.tsx';
import { classDayWords } from './class-day.messages.ts';
import { ManyAbsences } from './many-absences.tsx';
import { WeekRead } from './week-read.tsx';

type Day = Schema<'ClassDay'>;
type Pupil = Schema<'ClassDayPupil'>;
type Lesson = Schema<'ClassDayLesson'>;

/** Of a day: who was there lesson by lesson and why not, the marks of the week, and the lessons themselves. */
export function ClassDay({ day }: { readonly day: Day }): ReactElement {
  const words = useWords(classDayWords);
  const [asked, setAsked] = useState<Pupil | null>(null);
  const mayExplain = useHas('class-teacher', 'deputy-head');
  const lessons = day.lessons.filter(({ status }) => status === 'planned');
  if (day.pupils.length === 0) return <Message title={words.noPupils} why={words.noPupilsWhy} />;
  return (
    <>
      <Sum day={day} lessons={lessons} />
      <Links day={day} />
      <div className="class-frame">
        <table className="class-day" aria-label={words.attendance}>
          <thead>
            <tr>
              <th scope="col">{words.pupil}</th>
              {lessons.map((lesson) => (
                <th scope="col" key={lesson.lessonId} title={subjectTitle(day, lesson)}>
                  <Anchor component={Link} href={registerPath(lesson)}>
                    <span className="visually-hidden">{subjectTitle(day, lesson)}, </span>
                    {lesson.number}
                  </Anchor>
                </th>
              ))}
              <th scope="col">{words.reason}</th>
              <th scope="col">{words.marks}</th>
              {mayExplain && (
                <th scope="col" className="no-print">
                  <span className="visually-hidden">{words.actions}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {day.pupils.map((pupil, index) => (
              <tr key={pupil.personId}>
                <th scope="row">
                  <span className="class-number">{index + 1}</span>{' '}
                  <Link href={`/diary/${pupil.personId}`}>{pupilName(pupil)}</Link>
                </th>
                {lessons.map((lesson) => (
                  <Attendance key={lesson.lessonId} lesson={lesson} pupil={pupil} />
                ))}
                <td>
                  <Reasons pupil={pupil} date={day.date} />
                </td>
                <td className="class-marks">
                  <Marks pupil={pupil} day={day} />
                </td>
                {mayExplain && (
                  <td className="no-print">
                    <Button size="compact-sm" variant="subtle" onClick={() => setAsked(pupil)}>
                      {reasonOn(pupil, day.date) === undefined ? words.setReason : words.changeReason}
                      <span className="visually-hidden">, {pupilName(pupil)}</span>
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <WeekRead day={day} />
      <ManyAbsences groupId={day.group.groupId} date={day.date} />
      <LessonsOfDay day={day} />
      {asked !== null && (
        <AbsenceReason
          pupil={asked}
          date={day.date}
          reason={reasonOn(asked, day.date)}
          close={() => setAsked(null)}
        />
      )}
    </>
  );
}

const reasonOn = ({ reasons }: Pupil, date: string): Schema<'ClassDayReason'> | undefined =>
  reasons.find(({ from, to }) => from <= date && date <= to);

const isAway = (pupil: Pupil, date: string): boolean =>
  reasonOn(pupil, date) !== undefined || pupil.attendance.some(({ value }) => value === 'absent');

/** What one wants to know first, in sentences. */
function Sum({ day, lessons }: { readonly day: Day; readonly lessons: readonly Lesson[] }): ReactElement {
  const words = useWords(classDayWords);
  const away = day.pupils.filter((pupil) => isAway(pupil, day.date)).length;
  const all = day.pupils.length;
  const now = Date.now();
  const uncalled = lessons.filter(({ startsAt, attendance }) => Date.parse(startsAt) <= now && !attendance);
  return (
    <p className="class-sum">
      {lessons.length === 0 ? (
        words.noLessons
      ) : (
        <b>
          {away > 0
            ? words.away(away, all)
            : lessons.some(({ attendance }) => attendance)
              ? words.nobodyAway(all)
              : words.nobodyCalled}
        </b>
      )}{' '}
      {uncalled.length > 0 && words.notCalled(uncalled.map(({ number }) => number).join(', '))}
    </p>
  );
}

function Links({ day: { group } }: { readonly day: Day }): ReactElement {
  const words = useWords(classDayWords);
  const hasAccounts = useHas('class-teacher', 'administrator');
  return (
    <Group gap="md" mb="sm" className="no-print">
      {hasAccounts && (
        <Anchor component={Link} href={`/accounts/class/${group.groupId}`}>
          {words.accounts}
        </Anchor>
      )}
      <Anchor component={Link} href={`/registers?class=${group.groupId}`}>
        {words.registers}
      </Anchor>
      <Anchor component={Link} href={`/morning/marks?class=${group.groupId}`}>
        {words.few}
      </Anchor>
    </Group>
  );
}

function Attendance({ lesson, pupil }: { readonly lesson: Lesson; readonly pupil: Pupil }): ReactElement {
  const words = useWords(classDayWords);
  const cells = useWords(cellWords);
  const one = pupil.attendance.find(({ lessonId }) => lessonId === lesson.lessonId);
  const [short, said] =
    one === undefined
      ? ['', words.notHis]
      : one.value === 'absent'
        ? [
            one.code === null ? cells.absentShort : cells.codesShort[one.code],
            one.code === null ? words.absent : `${words.absent}, ${words.codes[one.code]}`,
          ]
        : one.value === 'late'
          ? [cells.lateShort, words.late]
          : one.value === 'present'
            ? ['·', words.present]
            : ['', words.unknown];
  return (
    <td className="class-attendance" data-value={one?.value ?? undefined} title={said}>
      <span aria-hidden="true">{short}</span>
      <span className="visually-hidden">{said}</span>
    </td>
  );
}

function Reasons({ pupil, date }: { readonly pupil: Pupil; readonly date: string }): ReactElement | null {
  const words = useWords(classDayWords);
  const time = useSchoolTime();
  const reason = reasonOn(pupil, date);
  if (reason === undefined) return null;
  return (
    <>
      {words.codes[reason.code]}
      {reason.to !== date && <span className="class-quiet"> {words.until(time.dayAndMonth(reason.to))}</span>}
    </>
  );
}

/** «Алг 5, 4 · Рус 3»: the marks of the week by subject. */
function Marks({ pupil, day }: { readonly pupil: Pupil; readonly day: Day }): ReactElement {
  const cells = useWords(cellWords);
  const bySubject = new Map<string, string[]>();
  for (const { subjectId, value, counts } of pupil.marks) {
    if (!counts) continue;
    const said = value === 'pass' ? cells.passShort : value === 'fail' ? cells.failShort : value;
    bySubject.set(subjectId, [...(bySubject.get(subjectId) ?? []), said]);
  }
  const short = (id: string): string =>
    day.subjects.find(({ subjectId }) => subjectId === id)?.shortTitle ?? '';
  return <>{[...bySubject].map(([id, marks]) => `${short(id)} ${marks.join(', ')}`).join(' · ')}</>;
}

function LessonsOfDay({ day }: { readonly day: Day }): ReactElement | null {
  const words = useWords(classDayWords);
  const time = useSchoolTime();
  if (day.lessons.length === 0) return null;
  return (
    <section aria-labelledby="class-lessons" className="class-lessons">
      <Title order={2} size="h4" id="class-lessons" mb="xs">
        {words.lessons}
      </Title>
      <ol>
        {day.lessons.map((lesson) => (
          <li key={lesson.lessonId} data-off={lesson.status !== 'planned' || undefined}>
            <div>
              <b>{lesson.number}</b> {subjectTitle(day, lesson)}{' '}
              <span className="class-quiet">
                {time.clock(lesson.startsAt)}–{time.clock(lesson.endsAt)}
                {lesson.room === null ? '' : ` · ${lesson.room}`}
                {' · '}
                {lesson.teacherIds
                  .flatMap((id) => {
                    const person = day.people.find(({ personId }) => personId === id);
                    return person === undefined ? [] : [staffName(person)];
                  })
                  .join(', ')}
                {lesson.status === 'cancelled'
                  ? ` · ${words.off}`
                  : lesson.status === 'replaced'
                    ? ` · ${words.replaced}`
                    : ''}
              </span>
            </div>
            {lesson.topic !== null && (
              <div>
                <span className="class-quiet">{words.topic}:</span> {lesson.topic}
              </div>
            )}
            {lesson.homework !== null && (
              <div>
                <span className="class-quiet">{words.homework}:</span> {lesson.homework}
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
