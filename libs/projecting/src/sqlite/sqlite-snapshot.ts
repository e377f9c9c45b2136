import type { Position } from '#kernel';
import { type Key, type KeyPart, MAX_KEY_PARTS, type Measures } from '../projection.ts';
import type { FindOptions, FoundPage, Halt, Snapshot, StoredDoc, TallyRow } from '../read-store.ts';
import { covers } from '../slice.ts';
import type { Numbered } from './catalogue.ts';
import type { Connection } from './connection.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { PART_COLUMNS } from './schema.ts';

const PARTS = PART_COLUMNS.join(', ');
const ENTRY = PART_COLUMNS.map((column) => `e.${column}`).join(', ');
const LARGEST_PAGE = 10_000;

interface Range {
  readonly prefix: Key;
  readonly from?: KeyPart;
  readonly to?: KeyPart;
}

/** Reads on one connection inside one read transaction. Answers take microseconds and come at once. */
export class SqliteSnapshot implements Snapshot {
  readonly #connection: Connection;
  readonly #resolve: (name: string) => Numbered | null;
  readonly #models = new Map<string, Numbered | null>();

  /** @param resolve which model a name stands for in this snapshot */
  constructor(connection: Connection, resolve: (name: string) => Numbered | null) {
    this.#connection = connection;
    this.#resolve = resolve;
  }

  async checkpoint(model: string, schoolId: string): Promise<Position | null> {
    const numbered = this.#model(model);
    if (numbered === null) return null;
    const row = this.#connection
      .statement<{ slice: string; position: Position }>(
        'SELECT slice, position FROM checkpoints WHERE model = ?',
      )
      .all(numbered.id)
      .find(({ slice }) => covers(slice, schoolId));
    return row?.position ?? null;
  }

  async get(model: string, schoolId: string, key: string): Promise<StoredDoc | null> {
    return (await this.getMany(model, schoolId, [key]))[0] ?? null;
  }

  async getMany(model: string, schoolId: string, keys: readonly string[]): Promise<readonly StoredDoc[]> {
    const place = this.#place(model, schoolId);
    if (place === null) return [];
    const statement = this.#connection.statement<StoredDoc>(
      'SELECT key, body, position FROM documents WHERE model = ? AND school = ? AND key = ?',
    );
    const found: StoredDoc[] = [];
    for (const key of keys) {
      const doc = statement.get(place.model.id, place.school, key);
      if (doc !== undefined) found.push(doc);
    }
    return found;
  }

  async find(model: string, schoolId: string, options: FindOptions): Promise<FoundPage> {
    return this.#find<string>('d.body', model, schoolId, options);
  }

  async findBytes(model: string, schoolId: string, options: FindOptions): Promise<FoundPage<Buffer>> {
    return this.#find<Buffer>('CAST(d.body AS BLOB)', model, schoolId, options);
  }

  #find<Body>(body: string, model: string, schoolId: string, options: FindOptions): FoundPage<Body> {
    const { index, prefix, from, to, limit, cursor, descending = false } = options;
    if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
      throw new RangeError(`A page holds 1 to ${LARGEST_PAGE} documents, not ${limit}`);
    }
    const numbered = this.#model(model);
    if (numbered === null) return { docs: [] };
    const idx = numbered.indexes.get(index);
    if (idx === undefined) throw new Error(`${model} has no index ${index}`);
    const place = cursor === undefined ? undefined : placeOf(cursor);
    const school = this.#connection.schoolNumber(schoolId);
    if (school === undefined) return { docs: [] };

    // the cursor's own part narrows the range: a far page is found without passing those before it
    const end = place?.slice(prefix.length, MAX_KEY_PARTS)[0];
    const range = rangeOf({
      prefix,
      from: [from, descending ? undefined : end],
      to: [to, descending ? end : undefined],
    });
    const beyond =
      place === undefined ? '' : ` AND (${PARTS}, e.key) ${descending ? '<' : '>'} (${marksOf(place)})`;
    const order = [...PART_COLUMNS.slice(prefix.length), 'e.key']
      .map((column) => (descending ? `${column} DESC` : column))
      .join(', ');
    const rows = this.#connection
      .statement<[string, Body, Position, ...KeyPart[]]>(
        `SELECT d.key, ${body}, d.position, ${ENTRY} FROM entries e CROSS JOIN documents d ON d.id = e.document
         WHERE e.idx = ? AND e.school = ?${range.sql}${beyond} ORDER BY ${order} LIMIT ?`,
      )
      .raw()
      .all(idx, school, ...range.values, ...(place ?? []), limit + 1);
    const shown = rows.length > limit ? rows.slice(0, limit) : rows;
    const docs = shown.map(([key, body, position]) => ({ key, body, position }));
    if (rows.length <= limit) return { docs };
    const [key, , , ...parts] = shown.at(-1)!;
    return { docs, cursor: cursorOf([...parts, key]) };
  }

  async tally(model: string, schoolId: string, tally: string, range: Range): Promise<readonly TallyRow[]> {
    const place = this.#place(model, schoolId);
    if (place === null) return [];
    const id = place.model.tallies.get(tally);
    if (id === undefined) throw new Error(`${model} has no tally ${tally}`);
    const { sql, values } = rangeOf({ prefix: range.prefix, from: [range.from], to: [range.to] });
    return this.#connection
      .statement<[string, number, ...KeyPart[]]>(
        `SELECT measures, parts, ${PARTS} FROM tallies WHERE tally = ? AND school = ?${sql} ORDER BY ${PARTS}`,
      )
      .raw()
      .all(id, place.school, ...values)
      .map(([measures, length, ...parts]) => ({
        key: parts.slice(0, length),
        measures: JSON.parse(measures) as Measures,
      }));
  }

  async halts(model: string): Promise<readonly Halt[]> {
    const numbered = this.#model(model);
    if (numbered === null) return [];
    return this.#connection
      .statement<Halt>(
        'SELECT school AS schoolId, event AS eventId, position, error FROM halts WHERE model = ? ORDER BY school',
      )
      .all(numbered.id);
  }

  #model(name: string): Numbered | null {
    let numbered = this.#models.get(name);
    if (numbered === undefined) this.#models.set(name, (numbered = this.#resolve(name)));
    return numbered;
  }

  /** Where a school's rows of a model are, or null when there can be none. */
  #place(name: string, schoolId: string): { model: Numbered; school: number } | null {
    const model = this.#model(name);
    if (model === null) return null;
    const school = this.#connection.schoolNumber(schoolId);
    return school === undefined ? null : { model, school };
  }
}

const marksOf = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** A prefix and the range on the part after it, as SQL over the part columns; the narrowest ends hold. */
function rangeOf(range: {
  readonly prefix: Key;
  readonly from: readonly (KeyPart | undefined)[];
  readonly to: readonly (KeyPart | undefined)[];
}): { sql: string; values: KeyPart[] } {
  const column = PART_COLUMNS[range.prefix.length];
  const from = range.from.filter((end) => end !== undefined);
  const to = range.to.filter((end) => end !== undefined);
  let sql = range.prefix.map((_, index) => ` AND ${PART_COLUMNS[index]} = ?`).join('');
  if (from.length > 0) sql += ` AND ${column} >= ${from.length > 1 ? 'max(?, ?)' : '?'}`;
  if (to.length > 0) sql += ` AND ${column} <= ${to.length > 1 ? 'min(?, ?)' : '?'}`;
  return { sql, values: [...range.prefix, ...from, ...to] };
}
