import type { ReactElement } from 'react';
import { cellWords } from '../register/cell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { type DatedWork, marksIn } from './dated-work.ts';
import { worksWords } from './works.messages.ts';

/** The heads of works' columns; each opens its work. */
export function WorkHeads({
  works,
  open,
}: {
  readonly works: readonly DatedWork[];
  readonly open: (workId: string) => void;
}): ReactElement {
  const words = useWords(worksWords);
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  return (
    <>
      {works.map(({ workId, workType, title, date }) => (
        <th role="columnheader" scope="col" key={workId} className="sheet-dated">
          <button type="button" aria-haspopup="dialog" onClick={() => open(workId)}>
            <span className="visually-hidden">
              {words.head(title ?? cells.works[workType], time.day(date))}
            </span>
            <span aria-hidden="true">+</span>
            <b aria-hidden="true">{time.short(date)}</b>
            <span aria-hidden="true" className="sheet-work">
              {cells.worksShort[workType]}
            </span>
          </button>
        </th>
      ))}
    </>
  );
}

/** A pupil's cells of works' columns; a press opens the work. The cursor of the sheet goes past them. */
export function WorkCells({
  works,
  pupilId,
  open,
}: {
  readonly works: readonly DatedWork[];
  readonly pupilId: string;
  readonly open: (workId: string) => void;
}): ReactElement {
  const cells = useWords(cellWords);
  return (
    <>
      {works.map((work) => (
        <td role="gridcell" key={work.workId} className="sheet-dated" onClick={() => open(work.workId)}>
          {marksIn(work, pupilId).map(({ markId, value, isRetaken }) => (
            <span key={markId} className={isRetaken ? 'sheet-mark retaken' : 'sheet-mark'}>
              {value === 'pass' ? cells.passShort : value === 'fail' ? cells.failShort : value}
            </span>
          ))}
        </td>
      ))}
    </>
  );
}
