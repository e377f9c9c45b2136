import type { ClientSession, Db, Filter } from 'mongodb';
import type { Position } from '#kernel';
import type { Key, KeyPart, Measures } from '../projection.ts';
import type { FindOptions, FoundPage, Halt, Snapshot, StoredDoc, TallyRow } from '../read-store.ts';
import { covers } from '../slice.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Halts } from './halts.ts';
import { cursorOf, type Place, placeOf } from './page-cursor.ts';
import { documentsOf, entriesOf, type EntryRow, PART_FIELDS, type Room, talliesOf } from './room.ts';

const LARGEST_PAGE = 10_000;
const ENTRY_TAIL = [...PART_FIELDS, 'k'] as const;

interface Range {
  readonly prefix: Key;
  readonly from?: KeyPart;
  readonly to?: KeyPart;
}

/** Where the reads of a snapshot go. */
export interface SnapshotSource {
  readonly db: Db;
  /** A snapshot session whose moment is already chosen: reads may then run side by side. */
  readonly session: ClientSession;
  readonly checkpoints: Checkpoints;
  readonly halts: Halts;
  /** Which room a name stands for in this snapshot. */
  readonly room: (name: string) => Room | null;
}

/** Reads with read concern "snapshot" at one cluster time. */
export class MongoSnapshot implements Snapshot {
  readonly #source: SnapshotSource;

  constructor(source: SnapshotSource) {
    this.#source = source;
  }

  async checkpoint(model: string, schoolId: string): Promise<Position | null> {
    const room = this.#source.room(model);
    if (room === null) return null;
    const all = await this.#source.checkpoints.in(room, this.#source.session);
    return all.find(({ slice }) => covers(slice, schoolId))?.at ?? null;
  }

  async get(model: string, schoolId: string, key: string): Promise<StoredDoc | null> {
    return (await this.getMany(model, schoolId, [key]))[0] ?? null;
  }

  async getMany(model: string, schoolId: string, keys: readonly string[]): Promise<readonly StoredDoc[]> {
    const room = this.#source.room(model);
    if (room === null || keys.length === 0) return [];
    const found = new Map<string, StoredDoc>();
    const ids = [...new Set(keys)].map((k) => ({ s: schoolId, k }));
    const rows = documentsOf(this.#source.db, room).find(
      { _id: { $in: ids } },
      { session: this.#source.session, projection: { body: 1, at: 1 }, batchSize: ids.length },
    );
    for await (const { _id, body, at } of rows) found.set(_id.k, { key: _id.k, body, position: at });
    return keys.map((key) => found.get(key)).filter((doc) => doc !== undefined);
  }

  async find(model: string, schoolId: string, options: FindOptions): Promise<FoundPage> {
    const { index, prefix, limit, cursor, descending = false } = options;
    if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE)
      throw new RangeError(`A page holds 1 to ${LARGEST_PAGE} documents, not ${limit}`);
    const room = this.#source.room(model);
    if (room === null) return { docs: [] };
    if (!room.indexes.includes(index)) throw new Error(`${model} has no index ${index}`);
    const filter = { s: schoolId, i: index, ...within(options) } as Filter<EntryRow>;
    if (cursor !== undefined) filter.$and = beyond(placeOf(cursor), prefix.length, descending);
    const direction = descending ? -1 : 1;
    const sort = Object.fromEntries(['s', 'i', ...ENTRY_TAIL].map((field) => [field, direction] as const));
    const rows = await entriesOf(this.#source.db, room)
      .find(filter, {
        session: this.#source.session,
        sort,
        limit: limit + 1,
        batchSize: limit + 2, // the whole page at once: no second trip for its rest
        projection: { _id: 0, s: 0, i: 0 },
      })
      .toArray();
    const shown = rows.slice(0, limit);
    const docs = await this.getMany(
      model,
      schoolId,
      shown.map((row) => row.k),
    );
    if (rows.length <= limit) return { docs };
    return { docs, cursor: cursorOf(shown.at(-1)!) };
  }

  async findBytes(model: string, schoolId: string, options: FindOptions): Promise<FoundPage<Buffer>> {
    const page = await this.find(model, schoolId, options);
    return { ...page, docs: page.docs.map((doc) => ({ ...doc, body: Buffer.from(doc.body) })) };
  }

  async tally(model: string, schoolId: string, tally: string, range: Range): Promise<readonly TallyRow[]> {
    const room = this.#source.room(model);
    if (room === null) return [];
    if (!room.tallies.includes(tally)) throw new Error(`${model} has no tally ${tally}`);
    const sort = Object.fromEntries(['s', 't', ...PART_FIELDS].map((field) => [field, 1] as const));
    const rows = await talliesOf(this.#source.db, room)
      .find({ s: schoolId, t: tally, ...within(range) }, { session: this.#source.session, sort })
      .toArray();
    return rows.map((row) => ({ key: keyOf(row), measures: JSON.parse(row.measures) as Measures }));
  }

  async halts(model: string): Promise<readonly Halt[]> {
    const room = this.#source.room(model);
    return room === null ? [] : this.#source.halts.in(room, this.#source.session);
  }
}

/** The key that a tally row stands under. */
export const keyOf = (
  row: { readonly n: number } & Readonly<Record<(typeof PART_FIELDS)[number], KeyPart>>,
): Key => PART_FIELDS.slice(0, row.n).map((field) => row[field]);

/** A prefix and the range on the part after it, as conditions on the part fields. */
function within({ prefix, from, to }: Range): Record<string, unknown> {
  const conditions: Record<string, unknown> = {};
  for (const [place, part] of prefix.entries()) conditions[PART_FIELDS[place]!] = part;
  const next = PART_FIELDS[prefix.length];
  if (next !== undefined && (from !== undefined || to !== undefined))
    conditions[next] = {
      ...(from === undefined ? {} : { $gte: from }),
      ...(to === undefined ? {} : { $lte: to }),
    };
  return conditions;
}

/**
 * What lies beyond a place in the order of parts and key: the same up to some field and greater in that one. The
 * first part is bounded by itself as well, so that the server begins its index scan there.
 */
function beyond(place: Place, prefixLength: number, descending: boolean): Filter<EntryRow>[] {
  const [further, from] = descending ? ['$lt', '$lte'] : ['$gt', '$gte'];
  const fields = ENTRY_TAIL.slice(prefixLength);
  const values = place.slice(prefixLength);
  const branches = fields.map((field, index) => ({
    ...Object.fromEntries(fields.slice(0, index).map((equal, at) => [equal, values[at]])),
    [field]: { [further]: values[index] },
  }));
  return [{ [fields[0]!]: { [from]: values[0] } }, { $or: branches }] as Filter<EntryRow>[];
}
