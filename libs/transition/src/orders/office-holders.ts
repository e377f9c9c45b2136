import type { Directory } from '#platform';
import type { Snapshot } from '#projecting';
import { cardOf, compareCards, everyDoc } from '../reading.ts';
import { type OfficeDoc, offices } from './offices.projection.ts';

/** Who holds an office by the roles of their accounts: ids of people, in the order of names. */
export async function officeHolders(
  snapshot: Snapshot,
  directory: Directory,
  schoolId: string,
  role: 'head' | 'deputy-head',
): Promise<string[]> {
  const docs = await everyDoc<OfficeDoc>(snapshot, offices.name, schoolId, 'byRole', [role]);
  const ids = [...new Set(docs.map(({ personId }) => personId))];
  const names = await directory.people(snapshot, schoolId, ids);
  const cards = ids.map((id) => cardOf(names, id)).filter(({ erased }) => !erased);
  return cards.sort(compareCards).map(({ personId }) => personId);
}
