import { Fragment, memo, type ReactElement } from 'react';
import { pupilName } from '../app/names.ts';
import { useWords } from '../words/catalogue.ts';
import type { WorksAfter } from '../works/dated-work.ts';
import { WorkCells } from '../works/work-columns.tsx';
import { cellWords } from './cell.messages.ts';
import { registerWords } from './register.messages.ts';
import { saidTotals } from './sheet-edges.tsx';
import { type SheetModel, useCell, useRow } from './sheet-model.ts';
import type { RegisterPage } from './use-register.ts';

/** A pupil's row. It is drawn once: its cells and totals follow what changes by themselves. */
export const SheetRow = memo(function SheetRow({
  row,
  pupil,
  lessonIds,
  model,
  activeColumn,
  works,
  onWork,
}: {
  readonly row: number;
  readonly pupil: RegisterPage['pupils'][number];
  readonly lessonIds: readonly string[];
  readonly model: SheetModel;
  readonly activeColumn: number;
  readonly works: WorksAfter;
  readonly onWork: (workId: string) => void;
}): ReactElement {
  const pupilId = pupil.personId;
  const worksAfterColumn = (column: number): ReactElement | null => {
    const of = works.get(column);
    return of === undefined ? null : <WorkCells works={of} pupilId={pupilId} open={onWork} />;
  };
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="sheet-pupil">
        <span className="sheet-number">{row + 1}</span> {pupilName(pupil)}
      </th>
      {worksAfterColumn(-1)}
      {lessonIds.map((lessonId, column) => (
        <Fragment key={lessonId}>
          <SheetCell
            model={model}
            pupilId={pupilId}
            row={row}
            column={column}
            isActive={column === activeColumn}
          />
          {worksAfterColumn(column)}
        </Fragment>
      ))}
      <RowTotals model={model} works={works} pupilId={pupilId} />
    </tr>
  );
});

function RowTotals({
  model,
  works,
  pupilId,
}: {
  readonly model: SheetModel;
  readonly works: WorksAfter;
  readonly pupilId: string;
}): ReactElement {
  const { average, absences, marks } = saidTotals(useRow(model, pupilId), works, pupilId);
  return (
    <>
      <td role="gridcell" className="sheet-total sheet-average">
        {average}
      </td>
      <td role="gridcell" className="sheet-total">
        {absences}
      </td>
      <td role="gridcell" className="sheet-total">
        {marks}
      </td>
    </>
  );
}

const SheetCell = memo(function SheetCell({
  model,
  pupilId,
  row,
  column,
  isActive,
}: {
  readonly model: SheetModel;
  readonly pupilId: string;
  readonly row: number;
  readonly column: number;
  readonly isActive: boolean;
}): ReactElement {
  const words = useWords(registerWords);
  const cells = useWords(cellWords);
  const cell = useCell(model, pupilId, column);
  const attendance =
    cell.attendance === null
      ? ''
      : cell.attendance.value === 'late'
        ? cells.lateShort
        : cell.attendance.code === null
          ? cells.absentShort
          : cells.codesShort[cell.attendance.code];
  const marks = cell.marks.map(({ value, isRetaken }) => ({
    said: value === 'pass' ? cells.passShort : value === 'fail' ? cells.failShort : value,
    isRetaken,
  }));
  return (
    <td
      role="gridcell"
      id={`cell-${row}-${column}`}
      tabIndex={-1}
      data-row={row}
      data-column={column}
      className={isActive ? 'sheet-cell active' : 'sheet-cell'}
      data-state={cell.state === 'saved' ? undefined : cell.state}
      data-away={cell.isAway || undefined}
      aria-label={cell.isAway && cell.marks.length === 0 ? words.away : undefined}
      title={cell.state === 'waiting' ? words.waiting : cell.state === 'refused' ? words.refused : undefined}
    >
      {attendance !== '' && <span className="sheet-attendance">{attendance}</span>}
      {marks.map(({ said, isRetaken }, index) => (
        <span key={index} className={isRetaken ? 'sheet-mark retaken' : 'sheet-mark'}>
          {said}
        </span>
      ))}
      {cell.state === 'refused' && <span className="visually-hidden">{words.refused}</span>}
    </td>
  );
});
