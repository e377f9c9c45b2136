import { Fragment, type ReactElement } from 'react';
import { cellWords } from '../register/cell.messages.ts';
import { useWords } from '../words/catalogue.ts';
import type { DiaryWeek } from './diary-week.ts';
import { diaryWords } from './diary.messages.ts';
import { MarkInDiary } from './mark-in-diary.tsx';

/** A work beyond one lesson, after the lessons of its day: what it is, in which subject, and its marks. */
export function WorkInDiary({
  work,
  page,
}: {
  readonly work: DiaryWeek['days'][number]['works'][number];
  readonly page: DiaryWeek;
}): ReactElement {
  const words = useWords(diaryWords);
  const cells = useWords(cellWords);
  const subject = page.subjects.find(({ subjectId }) => subjectId === work.subjectId)?.title ?? '';
  const spans = work.lessonIds.length;
  return (
    <li className="diary-lesson">
      <span className="diary-number" aria-hidden="true">
        +
      </span>
      <div className="diary-subject">
        <span className="diary-name">{subject}</span>
        <span className="diary-quiet">{spans > 1 ? words.overLessons(spans) : words.outsideLessons}</span>
      </div>
      <div className="diary-homework">
        {cells.works[work.workType]}
        {work.title === null ? '' : `: ${work.title}`}
      </div>
      <div className="diary-marks">
        {work.marks.map((mark) => (
          <Fragment key={mark.markId}>
            {mark.retakeOf !== undefined && <span aria-hidden="true">→</span>}
            <MarkInDiary mark={mark} staff={page.staff} />
          </Fragment>
        ))}
      </div>
    </li>
  );
}
