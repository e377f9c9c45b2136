import type { Cell, CellMark } from './cell.ts';

/** What stands at the right edge of a pupil's row. */
export interface Totals {
  /** Weighted by the works' weights; null without marks. A hint, never the term mark. */
  readonly average: number | null;
  readonly marks: number;
  readonly absences: number;
}

/**
 * Of a retaken mark only the retake counts; pass and fail have no average.
 * @param beyond marks of works beyond one lesson
 */
export function totalsOf(cells: readonly Cell[], beyond: readonly CellMark[] = []): Totals {
  let sum = 0;
  let weights = 0;
  const counted = [...cells.flatMap((cell) => cell.marks), ...beyond].filter(({ isRetaken }) => !isRetaken);
  for (const { value, weight } of counted) {
    const number = Number(value);
    if (Number.isNaN(number)) continue;
    sum += number * weight;
    weights += weight;
  }
  const absences = cells.filter(({ attendance }) => attendance?.value === 'absent').length;
  return { average: weights === 0 ? null : sum / weights, marks: counted.length, absences };
}
