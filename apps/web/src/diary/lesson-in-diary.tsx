import { Fragment, type ReactElement } from 'react';
import { cellWords } from '../register/cell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { DiaryLesson, DiaryWeek } from './diary-week.ts';
import { diaryWords } from './diary.messages.ts';
import { MarkInDiary } from './mark-in-diary.tsx';

/** One line of the diary: number, subject, homework, marks and attendance. */
export function LessonInDiary({
  lesson,
  page,
  isDone,
  tick,
}: {
  readonly lesson: DiaryLesson;
  readonly page: DiaryWeek;
  readonly isDone: boolean;
  /** Missing for those whose homework it is not. */
  readonly tick: ((isDone: boolean) => void) | undefined;
}): ReactElement {
  const words = useWords(diaryWords);
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  const { attendance, homework, marks, status } = lesson;
  const subject = page.subjects.find(({ subjectId }) => subjectId === lesson.subjectId)?.title ?? '';
  const said = [
    status === 'cancelled' ? words.cancelled : status === 'replaced' ? words.replaced : null,
    lesson.moved ? words.moved : null,
    lesson.substituted ? words.substituted : null,
    attendance.value === 'absent'
      ? attendance.code === null
        ? words.absent
        : words.absentWith(cells.codes[attendance.code])
      : attendance.value === 'late'
        ? words.late
        : null,
  ].filter((part) => part !== null);
  return (
    <li className="diary-lesson" data-off={status !== 'planned' || undefined}>
      <span className="diary-number">{lesson.number}</span>
      <div className="diary-subject">
        <span className="diary-name">{subject}</span>
        <span className="diary-quiet diary-when">
          {time.clock(lesson.startsAt)}
          {lesson.room === null ? '' : ` · ${words.room(lesson.room)}`}
        </span>
        {said.length > 0 && <span className="diary-said">{said.join(' · ')}</span>}
      </div>
      <div className="diary-homework">
        {homework !== null && (
          <>
            {tick === undefined ? (
              <span className="visually-hidden">{words.homework}</span>
            ) : (
              <input
                type="checkbox"
                className="diary-tick no-print"
                checked={isDone}
                aria-label={words.done(subject)}
                onChange={(event) => tick(event.currentTarget.checked)}
              />
            )}
            <span data-done={isDone || undefined}>
              {homework.text} <span className="diary-quiet">{dueOf(homework.dueDate)}</span>
            </span>
          </>
        )}
      </div>
      <div className="diary-marks">
        {attendance.value === 'absent' && <span aria-hidden="true">{cells.absentShort}</span>}
        {attendance.value === 'late' && <span aria-hidden="true">{cells.lateShort}</span>}
        {marks.map((mark) => (
          <Fragment key={mark.markId}>
            {mark.retakeOf !== undefined && <span aria-hidden="true">→</span>}
            <MarkInDiary mark={mark} staff={page.staff} />
          </Fragment>
        ))}
      </div>
    </li>
  );

  function dueOf(dueDate: string | null): string {
    if (dueDate !== null) return words.dueOn(time.day(dueDate));
    const next = page.days.find(({ lessons }) =>
      lessons.some(
        (other) =>
          other.registerId === lesson.registerId &&
          other.status === 'planned' &&
          other.startsAt > lesson.startsAt,
      ),
    );
    return next === undefined ? words.dueNext : words.dueOn(time.day(next.date));
  }
}
