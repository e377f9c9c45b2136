import { memo, type ReactElement } from 'react';
import { pupilName } from '../app/names.ts';
import { useWords } from '../words/catalogue.ts';
import { marksIn, type WorksAfter } from '../works/dated-work.ts';
import { type Totals, totalsOf } from './average.ts';
import type { Cell } from './cell.ts';
import { registerWords } from './register.messages.ts';
import { type SheetModel, useRow } from './sheet-model.ts';
import type { RegisterPage } from './use-register.ts';

/*
 * What stays in sight at both edges of a sheet while its columns go by. A screen that has to keep each cell of an edge
 * in its place pays for each with every frame: so an edge is one piece, drawn beside the table. For those who hear the
 * sheet, and on paper, the same stands in the table's own rows.
 */

type Pupil = RegisterPage['pupils'][number];

/** Fewer marks than this in a term are too few for a term mark: a sign, no rule. */
const FEW_MARKS = 3;

/** The left edge: whose row it is. */
export const SheetNames = memo(function SheetNames({
  pupils,
}: {
  readonly pupils: readonly Pupil[];
}): ReactElement {
  const words = useWords(registerWords);
  return (
    <div className="sheet-edge sheet-names no-print" aria-hidden="true">
      <div className="sheet-corner">{words.pupil}</div>
      {pupils.map((pupil, row) => (
        <div key={pupil.personId} className="sheet-line">
          <span className="sheet-number">{row + 1}</span> {pupilName(pupil)}
        </div>
      ))}
    </div>
  );
});

/** The right edge: the average, the absences, and how many marks there are. */
export const SheetTotals = memo(function SheetTotals({
  pupils,
  model,
  works,
}: {
  readonly pupils: readonly Pupil[];
  readonly model: SheetModel;
  readonly works: WorksAfter;
}): ReactElement {
  const words = useWords(registerWords);
  return (
    <div className="sheet-edge sheet-totals no-print" aria-hidden="true">
      <div className="sheet-corner">
        <span title={words.averageHint}>{words.average}</span>
        <span title={words.absencesHint}>{words.absences}</span>
        <span title={words.marksHint}>{words.marks}</span>
      </div>
      {pupils.map(({ personId }) => (
        <TotalsLine key={personId} pupilId={personId} model={model} works={works} />
      ))}
    </div>
  );
});

function TotalsLine({
  pupilId,
  model,
  works,
}: {
  readonly pupilId: string;
  readonly model: SheetModel;
  readonly works: WorksAfter;
}): ReactElement {
  const words = useWords(registerWords);
  const { average, absences, marks, isFew } = saidTotals(useRow(model, pupilId), works, pupilId);
  return (
    <div className="sheet-line">
      <span className="sheet-average">{average}</span>
      <span>{absences}</span>
      <span title={isFew ? words.few(FEW_MARKS) : undefined}>
        {marks}
        {isFew && <span className="sheet-few">&nbsp;↓</span>}
      </span>
    </div>
  );
}

/** The totals as they are written; empty: nothing to say. */
export function saidTotals(
  cells: readonly Cell[],
  works: WorksAfter,
  pupilId: string,
): Readonly<Record<'average' | 'absences', string>> & Pick<Totals, 'marks'> & { readonly isFew: boolean } {
  const { average, marks, absences } = totalsOf(
    cells,
    [...works.values()].flat().flatMap((work) => marksIn(work, pupilId)),
  );
  return {
    average: average === null ? '' : average.toFixed(2).replace('.', ','),
    absences: absences === 0 ? '' : String(absences),
    marks,
    isFew: marks < FEW_MARKS,
  };
}
