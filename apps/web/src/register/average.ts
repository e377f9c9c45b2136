import type { Cell } from './cell.ts';

/** What stands at the right edge of a pupil's row. */
export interface Totals {
  /** Weighted by the works' weights; null without marks. A hint, never the term mark. */
  readonly average: number | null;
  readonly marks: number;
  readonly absences: number;
}

/** Of a retaken mark only the retake counts; pass and fail have no average. */
export function totalsOf(cells: readonly Cell[]): Totals {
  let sum = 0;
  let weights = 0;
  let marks = 0;
  let absences = 0;
  for (const cell of cells) {
    if (cell.attendance?.value === 'absent') absences += 1;
    for (const { value, weight, isRetaken } of cell.marks) {
      if (isRetaken) continue;
      marks += 1;
      const number = Number(value);
      if (Number.isNaN(number)) continue;
      sum += number * weight;
      weights += weight;
    }
  }
  return { average: weights === 0 ? null : sum / weights, marks, absences };
}
