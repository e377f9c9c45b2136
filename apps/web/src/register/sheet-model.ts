import { useCallback, useSyncExternalStore } from 'react';
import type { Act, LessonView } from '../outbox/act.ts';
import { type Cell, cellOf, sameCell } from './cell.ts';
import type { RegisterPage } from './use-register.ts';

type Pupil = RegisterPage['pupils'][number];

interface Column {
  readonly lesson: LessonView;
  readonly acts: readonly Act[];
  readonly pupils: readonly Pupil[];
  readonly cells: ReadonlyMap<string, Cell>;
}

/**
 * The cells of a sheet. What did not change keeps its identity, and only a row that changed is told so: a key that
 * changes one cell costs one row on the screen, however long the term is.
 */
export class SheetModel {
  readonly #columns = new Map<string, Column>();
  readonly #rows = new Map<string, readonly Cell[]>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #untold = new Set<string>();

  /** Takes up what a page and the acts on it say now. Rows hear of it with `tell`. */
  take(page: RegisterPage, acts: readonly Act[]): void {
    const columns = page.lessons.map((lesson) => this.#column(lesson, actsOf(acts, lesson), page.pupils));
    for (const { personId } of page.pupils) {
      const before = this.#rows.get(personId);
      const isSame =
        before?.length === columns.length &&
        columns.every((column, index) => column.cells.get(personId) === before[index]);
      if (isSame) continue;
      this.#rows.set(
        personId,
        columns.map((column) => column.cells.get(personId)!),
      );
      this.#untold.add(personId);
    }
  }

  /** Calls back whoever shows a row that changed. Not while something is being drawn. */
  tell(): void {
    const changed = [...this.#untold];
    this.#untold.clear();
    for (const pupilId of changed) for (const listener of this.#listeners.get(pupilId) ?? []) listener();
  }

  /** A pupil's cells in the order of the lessons. */
  row(pupilId: string): readonly Cell[] {
    return this.#rows.get(pupilId) ?? [];
  }

  /** Calls back when a pupil's row changed. @returns ends it */
  onRow(pupilId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(pupilId) ?? new Set();
    this.#listeners.set(pupilId, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #column(lesson: LessonView, acts: readonly Act[], pupils: readonly Pupil[]): Column {
    const before = this.#columns.get(lesson.lessonId);
    if (before?.lesson === lesson && before.pupils === pupils && sameActs(before.acts, acts)) return before;
    const cells = new Map(
      pupils.map(({ personId, stays }) => {
        const cell = cellOf(lesson, personId, stays, acts);
        const known = before?.cells.get(personId);
        return [personId, known !== undefined && sameCell(known, cell) ? known : cell] as const;
      }),
    );
    const column = { lesson, acts, pupils, cells };
    this.#columns.set(lesson.lessonId, column);
    return column;
  }
}

/** A pupil's cells; drawn anew only when one of them changed. */
export const useRow = (model: SheetModel, pupilId: string): readonly Cell[] =>
  useSyncExternalStore(
    useCallback((listener) => model.onRow(pupilId, listener), [model, pupilId]),
    () => model.row(pupilId),
  );

const actsOf = (acts: readonly Act[], { lessonId }: LessonView): readonly Act[] =>
  acts.length === 0 ? acts : acts.filter((act) => act.lessonId === lessonId);

const sameActs = (a: readonly Act[], b: readonly Act[]): boolean =>
  a.length === b.length && a.every((act, index) => act === b[index]);
