import { useCallback, useSyncExternalStore } from 'react';
import type { Act, LessonView } from '../outbox/act.ts';
import { type Cell, cellOf, looksSame, sameCell } from './cell.ts';
import { isAhead, positionOf, type RegisterPage, type Shown } from './use-register.ts';

type Pupil = RegisterPage['pupils'][number];

interface Column {
  readonly lesson: LessonView;
  readonly acts: readonly Act[];
  readonly pupils: readonly Pupil[];
  readonly cells: ReadonlyMap<string, Cell>;
}

/**
 * The cells of a sheet. What did not change keeps its identity, and only a row that looks otherwise is told so: a key
 * that changes one cell costs that cell and its row's totals, however long the term is.
 */
export class SheetModel {
  readonly #rows = new Map<string, readonly Cell[]>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #untold = new Set<string>();
  #page: RegisterPage | null = null;
  #columns: readonly Column[] = [];

  /** Takes up what a page shows now and the acts that are ahead of it. Rows hear of it with `tell`. */
  take(shown: Shown, all: readonly Act[]): void {
    const { page } = shown;
    const acts = all.filter((act) => isAhead(act, positionOf(shown, act.lessonId)));
    const known = new Map(this.#columns.map((column) => [column.lesson.lessonId, column]));
    const columns = page.lessons.map((lesson) =>
      columnOf(lesson, actsOf(acts, lesson), page.pupils, known.get(lesson.lessonId)),
    );
    const isSameSheet =
      this.#page?.pupils === page.pupils &&
      this.#columns.length === columns.length &&
      columns.every(({ lesson }, index) => lesson.lessonId === this.#columns[index]!.lesson.lessonId);
    if (isSameSheet) {
      columns.forEach((column, index) => {
        if (column !== this.#columns[index]) this.#replace(index, column);
      });
    } else {
      for (const { personId } of page.pupils) {
        const cells = columns.map((column) => column.cells.get(personId)!);
        this.#rows.set(personId, cells);
        this.#untold.add(personId);
      }
    }
    this.#page = page;
    this.#columns = columns;
  }

  #replace(index: number, column: Column): void {
    for (const [pupilId, cell] of column.cells) {
      const row = this.#rows.get(pupilId)!;
      const before = row[index]!;
      if (cell === before) continue;
      this.#rows.set(pupilId, row.with(index, cell));
      if (!looksSame(cell, before)) this.#untold.add(pupilId);
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
}

function columnOf(
  lesson: LessonView,
  acts: readonly Act[],
  pupils: readonly Pupil[],
  before: Column | undefined,
): Column {
  const isSameLesson = before?.lesson === lesson && before.pupils === pupils;
  if (isSameLesson && sameActs(before.acts, acts)) return before;
  const news = isSameLesson ? acted(before.acts, acts) : [];
  const cells = new Map(
    pupils.map(({ personId, stays }) => {
      const known = before?.cells.get(personId);
      const isUntouched = news.length > 0 && !news.some(({ wish }) => isOf(wish, personId));
      if (known !== undefined && isUntouched) return [personId, known] as const;
      const cell = cellOf(lesson, personId, stays, acts);
      return [personId, known !== undefined && sameCell(known, cell) ? known : cell] as const;
    }),
  );
  return { lesson, acts, pupils, cells };
}

/** A pupil's cells; drawn anew only when one of them changed. */
export const useRow = (model: SheetModel, pupilId: string): readonly Cell[] =>
  useSyncExternalStore(
    useCallback((listener) => model.onRow(pupilId, listener), [model, pupilId]),
    () => model.row(pupilId),
  );

/** One of a pupil's cells; drawn anew only when it changed. */
export const useCell = (model: SheetModel, pupilId: string, column: number): Cell =>
  useSyncExternalStore(
    useCallback((listener) => model.onRow(pupilId, listener), [model, pupilId]),
    () => model.row(pupilId)[column]!,
  );

const actsOf = (acts: readonly Act[], { lessonId }: LessonView): readonly Act[] =>
  acts.length === 0 ? acts : acts.filter((act) => act.lessonId === lessonId);

const sameActs = (a: readonly Act[], b: readonly Act[]): boolean =>
  a.length === b.length && a.every((act, index) => act === b[index]);

/** The acts that are in one of two lists only. */
const acted = (before: readonly Act[], after: readonly Act[]): readonly Act[] => [
  ...before.filter((act) => !after.includes(act)),
  ...after.filter((act) => !before.includes(act)),
];

const isOf = (wish: Act['wish'], pupilId: string): boolean => 'pupilId' in wish && wish.pupilId === pupilId;
