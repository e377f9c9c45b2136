import type { Schema } from '../api/client.ts';
import type { CellMark } from '../register/cell.ts';

/** A work beyond one lesson. */
export type DatedWork = Schema<'DatedWorkView'>;

/** The works that stand after each lesson's column: by its index, -1 before the first. */
export type WorksAfter = ReadonlyMap<number, readonly DatedWork[]>;

/** Each work stands after the last lesson of its day, or of the days before. @param lessons in the order of time */
export function worksAfter(
  works: readonly DatedWork[],
  lessons: readonly { readonly date: string }[],
): WorksAfter {
  const after = new Map<number, DatedWork[]>();
  for (const work of works) {
    const column = lessons.findLastIndex(({ date }) => date <= work.date);
    after.set(column, [...(after.get(column) ?? []), work]);
  }
  return after;
}

/** A pupil's marks of a work that stand, in the order of being given. */
export function marksIn(work: DatedWork, pupilId: string): readonly CellMark[] {
  const standing = work.marks.filter((mark) => mark.pupilId === pupilId && mark.value !== null);
  const retaken = new Set(standing.map(({ retakeOf }) => retakeOf));
  return standing.map(({ markId, value, workId, doneOn }) => ({
    markId,
    value: value!,
    workId,
    weight: work.weight,
    isRetaken: retaken.has(markId),
    doneOn: doneOn ?? null,
  }));
}
