import type Database from 'better-sqlite3';
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

type Entries = Readonly<Record<string, readonly Key[]>>;
type Statement<Row = unknown> = Database.Statement<unknown[], Row>;

const NO_ENTRIES = '{}';

/** Writes batches on one connection, inside its write transactions. */
export class BatchWriter {
  readonly #connection: Connection;
  readonly #standing: Statement<{ id: number; entries: string }>;
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #updateBody: Statement;
  readonly #delete: Statement;
  readonly #addEntry: Statement;
  readonly #removeEntry: Statement;
  readonly #sums: Statement<string>;
  readonly #setSums: Statement;
  readonly #removeSums: Statement;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#standing = connection.statement(
      'SELECT id, entries FROM documents WHERE model = ? AND school = ? AND key = ?',
    );
    this.#insert = connection.statement(
      'INSERT INTO documents (model, school, key, position, entries, body) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#update = connection.statement(
      'UPDATE documents SET position = ?, entries = ?, body = ? WHERE id = ?',
    );
    this.#updateBody = connection.statement('UPDATE documents SET position = ?, body = ? WHERE id = ?');
    this.#delete = connection.statement('DELETE FROM documents WHERE id = ?');
    this.#addEntry = connection.statement(
      `INSERT OR IGNORE INTO entries (idx, school, ${PARTS}, key, document) VALUES (?, ?, ${MARKS}, ?, ?)`,
    );
    this.#removeEntry = connection.statement(
      `DELETE FROM entries WHERE idx = ? AND school = ? AND ${EQUAL_PARTS} AND key = ?`,
    );
    this.#sums = connection
      .statement<string>(`SELECT measures FROM tallies WHERE tally = ? AND school = ? AND ${EQUAL_PARTS}`)
      .pluck();
    this.#setSums = connection.statement(
      `INSERT OR REPLACE INTO tallies (tally, school, ${PARTS}, parts, measures) VALUES (?, ?, ${MARKS}, ?, ?)`,
    );
    this.#removeSums = connection.statement(
      `DELETE FROM tallies WHERE tally = ? AND school = ? AND ${EQUAL_PARTS}`,
    );
  }

  /** Writes one model's batch. Inside a write transaction. @throws Fenced, RangeError (too long a key) */
  write(batch: Batch): void {
    const model = numberedModel(this.#connection, batch.model);
    if (model === null) {
      throw new Error(`There is no room for ${batch.model.name} ${batch.model.version}: prepare it`);
    }
    this.#fence(batch, model.id);
    const schools = this.#schoolNumbers();
    for (const doc of batch.docs) this.#writeDocument(model, schools(doc.schoolId), doc);
    for (const change of batch.tallies) this.#addToTally(model, schools(change.schoolId), change);
    this.#writeHalts(batch, model.id);
    this.#connection
      .statement('INSERT OR REPLACE INTO checkpoints (model, slice, position) VALUES (?, ?, ?)')
      .run(model.id, batch.slice, batch.checkpoint);
  }

  #fence({ model, slice, after }: Batch, id: number): void {
    const row = this.#connection
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
  #schoolNumbers(): (schoolId: string) => number {
    const numbers = new Map<string, number>();
    return (schoolId) => {
      let number = numbers.get(schoolId);
      if (number !== undefined) return number;
      number =
        this.#connection.schoolNumber(schoolId) ??
        Number(
          this.#connection.statement('INSERT INTO schools (name) VALUES (?)').run(schoolId).lastInsertRowid,
        );
      numbers.set(schoolId, number);
      return number;
    };
  }

  #writeDocument(model: Numbered, school: number, { key, body, position, indexes }: DocWrite): void {
    const standing = this.#standing.get(model.id, school, key);
    if (body === null) {
      if (standing === undefined) return;
      this.#moveEntries(model, school, key, standing.id, parsed(standing.entries), {});
      this.#delete.run(standing.id);
      return;
    }
    const entries = JSON.stringify(indexes);
    if (standing === undefined) {
      const { lastInsertRowid } = this.#insert.run(model.id, school, key, position, entries, body);
      if (entries !== NO_ENTRIES) this.#addEntries(model, school, key, Number(lastInsertRowid), indexes);
    } else if (standing.entries === entries) {
      this.#updateBody.run(position, body, standing.id);
    } else {
      this.#moveEntries(model, school, key, standing.id, parsed(standing.entries), indexes);
      this.#update.run(position, entries, body, standing.id);
    }
  }

  #addEntries(model: Numbered, school: number, key: string, document: number, entries: Entries): void {
    for (const name in entries) {
      const index = model.indexes.get(name);
      if (index === undefined) throw new Error(`The model has no index ${name}`);
      for (const entry of entries[name]!) {
        this.#addEntry.run(index, school, ...columnsOf(entry), key, document);
      }
    }
  }

  /** Takes away the entries that the document no longer has and adds those it has now. */
  #moveEntries(
    model: Numbered,
    school: number,
    key: string,
    document: number,
    before: Entries,
    after: Entries,
  ): void {
    for (const name in before) {
      const index = model.indexes.get(name);
      for (const entry of without(before[name]!, after[name])) {
        this.#removeEntry.run(index, school, ...columnsOf(entry), key);
      }
    }
    const added: Record<string, readonly Key[]> = {};
    for (const name in after) added[name] = without(after[name]!, before[name]);
    this.#addEntries(model, school, key, document, added);
  }

  #addToTally(model: Numbered, school: number, { tally, key, add }: TallyChange): void {
    const id = model.tallies.get(tally);
    if (id === undefined) throw new Error(`The model has no tally ${tally}`);
    const columns = columnsOf(key);
    const standing = this.#sums.get(id, school, ...columns);
    const sums = summed(standing === undefined ? {} : (JSON.parse(standing) as Measures), add);
    if (Object.keys(sums).length > 0) {
      this.#setSums.run(id, school, ...columns, key.length, canonicalJson(sums));
    } else if (standing !== undefined) {
      this.#removeSums.run(id, school, ...columns);
    }
  }

  #writeHalts({ resumed = [], halts = [] }: Batch, model: number): void {
    const resume = this.#connection.statement('DELETE FROM halts WHERE model = ? AND school = ?');
    for (const schoolId of resumed) resume.run(model, schoolId);
    const halt = this.#connection.statement(
      'INSERT OR REPLACE INTO halts (model, school, event, position, error) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { schoolId, eventId, position, error } of halts) {
      halt.run(model, schoolId, eventId, position, error);
    }
  }
}

const parsed = (entries: string): Entries => (entries === NO_ENTRIES ? {} : (JSON.parse(entries) as Entries));

/** Those of the keys that are not among the others. */
function without(keys: readonly Key[], others: readonly Key[] = []): readonly Key[] {
  if (keys.length === 0 || others.length === 0) return keys;
  const names = new Set(others.map((key) => JSON.stringify(key)));
  return keys.filter((key) => !names.has(JSON.stringify(key)));
}

/** The sums that are left when measures are added; those that come to 0 are no more. */
function summed(sums: Measures, add: Measures): Measures {
  const result: Record<string, number> = { ...sums };
  for (const measure in add) {
    const sum = (result[measure] ?? 0) + add[measure]!;
    if (sum === 0) delete result[measure];
    else result[measure] = sum;
  }
  return result;
}
