import type { Key, KeyPart, Measures } from '../projection.ts';
import type { Model } from '../read-store.ts';
import { numberedModel } from './catalogue.ts';
import type { Connection } from './connection.ts';
import { PART_COLUMNS } from './schema.ts';

const PAGE = 1_000;
const PARTS = PART_COLUMNS.join(', ');

/** The schools that there are, in the order of their ids' bytes. */
const schoolsOf = (connection: Connection): { id: number; name: string }[] =>
  connection.statement<{ id: number; name: string }>('SELECT id, name FROM schools ORDER BY name').all();

/** Every document of a model by school and key. */
export async function* scanDocuments(
  connection: Connection,
  model: Model,
): AsyncIterable<{ schoolId: string; key: string; body: string }> {
  const numbered = numberedModel(connection, model);
  if (numbered === null) return;
  const page = connection.statement<{ key: string; body: string }>(
    'SELECT key, body FROM documents WHERE model = ? AND school = ? AND key > ? ORDER BY key LIMIT ?',
  );
  const first = connection.statement<{ key: string; body: string }>(
    'SELECT key, body FROM documents WHERE model = ? AND school = ? ORDER BY key LIMIT ?',
  );
  for (const school of schoolsOf(connection)) {
    let rows = first.all(numbered.id, school.id, PAGE);
    while (rows.length > 0) {
      for (const row of rows) yield { schoolId: school.name, ...row };
      rows = page.all(numbered.id, school.id, rows.at(-1)!.key, PAGE);
    }
  }
}

/** Every tally row of a model by school, tally and key. */
export async function* scanTallyRows(
  connection: Connection,
  model: Model,
): AsyncIterable<{ schoolId: string; tally: string; key: Key; measures: Measures }> {
  const numbered = numberedModel(connection, model);
  if (numbered === null) return;
  const columns = `SELECT measures, parts, ${PARTS} FROM tallies WHERE tally = ? AND school = ?`;
  const first = connection.statement<[string, number, ...KeyPart[]]>(`${columns} ORDER BY ${PARTS} LIMIT ?`);
  const page = connection.statement<[string, number, ...KeyPart[]]>(
    `${columns} AND (${PARTS}) > (${PART_COLUMNS.map(() => '?').join(', ')}) ORDER BY ${PARTS} LIMIT ?`,
  );
  const tallies = [...numbered.tallies].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const school of schoolsOf(connection)) {
    for (const [tally, id] of tallies) {
      let rows = first.raw().all(id, school.id, PAGE);
      while (rows.length > 0) {
        for (const [measures, length, ...parts] of rows) {
          yield {
            schoolId: school.name,
            tally,
            key: parts.slice(0, length),
            measures: JSON.parse(measures) as Measures,
          };
        }
        const [, , ...last] = rows.at(-1)!;
        rows = page.raw().all(id, school.id, ...last, PAGE);
      }
    }
  }
}
