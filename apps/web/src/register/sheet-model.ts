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
 * The cells of a sheet. What did not change keeps its identity: a key that changes one cell costs one row on the
 * screen, however long the term is.
 */
export class SheetModel {
  readonly #columns = new Map<string, Column>();
  readonly #rows = new Map<string, readonly Cell[]>();

  /** The rows in the order of the pupils, each with its cells in the order of the lessons. */
  rows(page: RegisterPage, acts: readonly Act[]): readonly (readonly Cell[])[] {
    const columns = page.lessons.map((lesson) => this.#column(lesson, actsOf(acts, lesson), page.pupils));
    return page.pupils.map(({ personId }) => {
      const cells = columns.map((column) => column.cells.get(personId)!);
      const before = this.#rows.get(personId);
      const isSame = before?.length === cells.length && before.every((cell, index) => cell === cells[index]);
      if (isSame) return before;
      this.#rows.set(personId, cells);
      return cells;
    });
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

const actsOf = (acts: readonly Act[], { lessonId }: LessonView): readonly Act[] =>
  acts.length === 0 ? acts : acts.filter((act) => act.lessonId === lessonId);

const sameActs = (a: readonly Act[], b: readonly Act[]): boolean =>
  a.length === b.length && a.every((act, index) => act === b[index]);
