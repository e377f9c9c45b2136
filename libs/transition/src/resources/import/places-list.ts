import { Refused } from '#kernel';
import type { PersonName } from '#platform';
import { roomTitle, type Workplace } from '../resources.ts';
import { columnsIn, yesOrNo } from './columns.ts';
import { type ImportedLine, refusedLine, taken } from './import-lines.ts';
import type { SheetRow } from './read-sheet.ts';

/**
 * Who has a place to work at, as a list tells it, and what becomes of each of its lines. People go by family name, given
 * name and patronymic; an empty part fits everybody.
 * @param staff everybody whom the list may name
 * @throws Refused `invalid` for a list without the columns
 */
export function placesIn(
  rows: readonly SheetRow[],
  staff: readonly PersonName[],
): { readonly places: readonly Workplace[]; readonly lines: readonly ImportedLine[] } {
  const cellsOf = columnsIn(rows[0], ['familyName', 'hasPlace']);
  const places = new Map<string, Workplace>();
  const lines = rows.slice(1).map((row): ImportedLine => {
    if (row.hasFormula) return refusedLine(row.line, '', 'formula');
    const { familyName, givenName, patronymic, hasPlace, room } = cellsOf(row);
    const what = [familyName, givenName, patronymic].filter((part) => part !== '').join(' ');
    const found = staff.filter(
      (one) =>
        !one.erased &&
        familyName !== '' &&
        fits(familyName, one.familyName) &&
        (givenName === '' || fits(givenName, one.givenName)) &&
        (patronymic === '' || fits(patronymic, one.patronymic)),
    );
    if (found.length !== 1) return refusedLine(row.line, what, found.length === 0 ? 'nobody' : 'several');
    const { personId } = found[0]!;
    const has = yesOrNo(hasPlace);
    if (has === null) return refusedLine(row.line, what, 'yes-or-no');
    if (places.has(personId)) return refusedLine(row.line, what, 'twice');
    const where = has && room !== '' ? titleIn(room) : null;
    if (where === undefined) return refusedLine(row.line, what, 'room');
    places.set(personId, { personId, hasPlace: has, room: where });
    return taken(row.line, what);
  });
  return { places: [...places.values()], lines };
}

/** «Ё» and «е» are one letter in lists. */
const plain = (name: string): string => name.trim().toLowerCase().replaceAll('ё', 'е');
const fits = (said: string, name: string): boolean => plain(said) === plain(name);

/** undefined: no title of a room. */
function titleIn(cell: string): string | undefined {
  try {
    return roomTitle('room', cell);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
