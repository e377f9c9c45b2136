import { invalidField } from '#kernel';
import { type ResourceColumn, resourceWords } from '../resource-words.ts';
import type { SheetRow } from './read-sheet.ts';

/** Reads the cells of a line by the names of their columns. */
export type CellsOf = (row: SheetRow) => Readonly<Record<ResourceColumn, string>>;

/**
 * Where the columns of a list stand, by the headings in its first line.
 * @throws Refused `invalid`, rule `columns`, that names those that are missing
 */
export function columnsIn(heading: SheetRow | undefined, wanted: readonly ResourceColumn[]): CellsOf {
  const titles = (heading?.cells ?? []).map((cell) => cell.toLowerCase().replaceAll(/\s+/g, ' ').trim());
  const all = Object.keys(resourceWords.columns) as ResourceColumn[];
  const places = new Map(
    all.map((column) => [column, titles.findIndex((title) => resourceWords.columns[column].includes(title))]),
  );
  const missing = wanted.filter((column) => places.get(column)! < 0);
  if (missing.length > 0) {
    const names = missing.map((column) => `«${resourceWords.columns[column][0]!}»`).join(', ');
    throw invalidField('file', 'columns', `The first line names no column ${names}.`);
  }
  return ({ cells }) =>
    Object.fromEntries(all.map((column) => [column, cells[places.get(column)!] ?? ''])) as Record<
      ResourceColumn,
      string
    >;
}

/** Whether a cell says yes or no; null: neither. */
export function yesOrNo(cell: string): boolean | null {
  const said = cell.toLowerCase();
  if (resourceWords.yes.includes(said)) return true;
  return resourceWords.no.includes(said) ? false : null;
}

/** The thing that a cell means by one of its words; null: none of them. */
export const wordIn = <Id extends string>(
  known: readonly { readonly id: Id; readonly title: string; readonly words: readonly string[] }[],
  cell: string,
): Id | null => {
  const said = cell.toLowerCase().replaceAll(/\s+/g, ' ');
  return known.find(({ title, words }) => title === said || words.includes(said))?.id ?? null;
};

/** A whole number from 0 to `most`; an empty cell is `otherwise`; null: something else. */
export function numberIn(cell: string, otherwise: number, most: number): number | null {
  if (cell === '') return otherwise;
  return /^\d{1,4}$/.test(cell) && Number(cell) <= most ? Number(cell) : null;
}
