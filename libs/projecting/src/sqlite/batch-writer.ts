import { canonicalJson } from '#kernel';
import type { Key, Measures } from '../projection.ts';
import { type Batch, type DocWrite, Fenced, type TallyChange } from '../read-store.ts';
import { numberedModel, type Numbered } from './catalogue.ts';
import type { Connection } from './connection.ts';
import { columnsOf } from './key-columns.ts';
import { PART_COLUMNS } from './schema.ts';

const PARTS = PART_COLUMNS.join(', ');
const MARKS = PART_COLUMNS.map(() => '?').join(', ');
const EQUAL_PARTS = PART_COLUMNS.map((column) => `${column} = ?`).join(' AND ');

/** Writes one model's batch. Inside a write transaction. @throws Fenced, RangeError (too long a key) */
export function writeBatch(connection: Connection, batch: Batch): void {
  const model = numberedModel(connection, batch.model);
  if (model === null)
    throw new Error(`There is no room for ${batch.model.name} ${batch.model.version}: prepare it`);
  fence(connection, batch, model.id);
  const schools = schoolNumbers(connection);
  for (const doc of batch.docs) writeDocument(connection, model, schools(doc.schoolId), doc);
  for (const change of batch.tallies) addToTally(connection, model, schools(change.schoolId), change);
  const resume = connection.statement('DELETE FROM halts WHERE model = ? AND school = ?');
  for (const schoolId of batch.resumed ?? []) resume.run(model.id, schoolId);
  const halt = connection.statement(
    'INSERT OR REPLACE INTO halts (model, school, event, position, error) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { schoolId, eventId, position, error } of batch.halts ?? []) {
    halt.run(model.id, schoolId, eventId, position, error);
  }
  connection
    .statement('INSERT OR REPLACE INTO checkpoints (model, slice, position) VALUES (?, ?, ?)')
    .run(model.id, batch.slice, batch.checkpoint);
}

function fence(connection: Connection, { model, slice, after }: Batch, id: number): void {
  const row = connection
    .statement<{ position: string }>('SELECT position FROM checkpoints WHERE model = ? AND slice = ?')
    .get(id, slice);
  const standing = row?.position ?? null;
  if (standing === after) return;
  throw new Fenced(
    `${model.name} ${model.version} (${slice}) stands at ${standing ?? 'its beginning'}, ` +
      `not at ${after ?? 'its beginning'}: somebody else projects it`,
  );
}

/** School numbers for the length of a transaction; a new school gets the next. */
function schoolNumbers(connection: Connection): (schoolId: string) => number {
  const numbers = new Map<string, number>();
  return (schoolId) => {
    let number = numbers.get(schoolId) ?? connection.schoolNumber(schoolId);
    number ??= Number(
      connection.statement('INSERT INTO schools (name) VALUES (?)').run(schoolId).lastInsertRowid,
    );
    numbers.set(schoolId, number);
    return number;
  };
}

type Entries = Readonly<Record<string, readonly Key[]>>;

function writeDocument(connection: Connection, model: Numbered, school: number, doc: DocWrite): void {
  const { key, body, position, indexes } = doc;
  const standing = connection
    .statement<{ id: number; entries: string }>(
      'SELECT id, entries FROM documents WHERE model = ? AND school = ? AND key = ?',
    )
    .get(model.id, school, key);
  if (body === null) {
    if (standing === undefined) return;
    moveEntries(connection, model, school, key, standing.id, standing.entries, {});
    connection.statement('DELETE FROM documents WHERE id = ?').run(standing.id);
    return;
  }
  const entries = JSON.stringify(indexes);
  if (standing === undefined) {
    const { lastInsertRowid } = connection
      .statement(
        'INSERT INTO documents (model, school, key, position, entries, body) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(model.id, school, key, position, entries, body);
    moveEntries(connection, model, school, key, Number(lastInsertRowid), '{}', indexes);
    return;
  }
  if (standing.entries === entries) {
    connection
      .statement('UPDATE documents SET position = ?, body = ? WHERE id = ?')
      .run(position, body, standing.id);
    return;
  }
  moveEntries(connection, model, school, key, standing.id, standing.entries, indexes);
  connection
    .statement('UPDATE documents SET position = ?, entries = ?, body = ? WHERE id = ?')
    .run(position, entries, body, standing.id);
}

/** Takes away the entries that the document no longer has and adds those it has now. */
function moveEntries(
  connection: Connection,
  model: Numbered,
  school: number,
  key: string,
  document: number,
  before: string,
  after: Entries,
): void {
  const standing = before === '{}' ? {} : (JSON.parse(before) as Entries);
  for (const [name, entries] of Object.entries(standing)) {
    const kept = new Set(after[name]?.map((entry) => JSON.stringify(entry)));
    for (const entry of entries) {
      if (kept.has(JSON.stringify(entry))) continue;
      connection
        .statement(`DELETE FROM entries WHERE idx = ? AND school = ? AND ${EQUAL_PARTS} AND key = ?`)
        .run(model.indexes.get(name), school, ...columnsOf(entry), key);
    }
  }
  for (const [name, entries] of Object.entries(after)) {
    const index = model.indexes.get(name);
    if (index === undefined) throw new Error(`The model has no index ${name}`);
    const had = new Set(standing[name]?.map((entry) => JSON.stringify(entry)));
    for (const entry of entries) {
      if (had.has(JSON.stringify(entry))) continue;
      connection
        .statement(
          `INSERT OR IGNORE INTO entries (idx, school, ${PARTS}, key, document) VALUES (?, ?, ${MARKS}, ?, ?)`,
        )
        .run(index, school, ...columnsOf(entry), key, document);
    }
  }
}

function addToTally(
  connection: Connection,
  model: Numbered,
  school: number,
  { tally, key, add }: TallyChange,
): void {
  const id = model.tallies.get(tally);
  if (id === undefined) throw new Error(`The model has no tally ${tally}`);
  const columns = columnsOf(key);
  const row = connection
    .statement<{ measures: string }>(
      `SELECT measures FROM tallies WHERE tally = ? AND school = ? AND ${EQUAL_PARTS}`,
    )
    .get(id, school, ...columns);
  const sums = added(row === undefined ? {} : (JSON.parse(row.measures) as Measures), add);
  if (Object.keys(sums).length > 0) {
    connection
      .statement(
        `INSERT OR REPLACE INTO tallies (tally, school, ${PARTS}, parts, measures) VALUES (?, ?, ${MARKS}, ?, ?)`,
      )
      .run(id, school, ...columns, key.length, canonicalJson(sums));
  } else if (row !== undefined) {
    connection
      .statement(`DELETE FROM tallies WHERE tally = ? AND school = ? AND ${EQUAL_PARTS}`)
      .run(id, school, ...columns);
  }
}

/** The sums that are left when measures are added; those that come to 0 are no more. */
function added(sums: Measures, add: Measures): Measures {
  const result: Record<string, number> = { ...sums };
  for (const [measure, value] of Object.entries(add)) {
    const sum = (result[measure] ?? 0) + value;
    if (sum === 0) delete result[measure];
    else result[measure] = sum;
  }
  return result;
}
