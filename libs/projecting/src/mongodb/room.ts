import type { Collection, Db } from 'mongodb';
import { MAX_KEY_PARTS, type Key, type KeyPart } from '../projection.ts';
import type { Position } from '#kernel';

/**
 * The collections that one built model stands in. A model that is built again gets a new room, so readers of the
 * old one are never disturbed, and what a crash leaves behind is never taken for a model.
 */
export interface Room {
  readonly version: number;
  /** What its collections' names begin with: `register.3.8f2a1c`. */
  readonly room: string;
  /** The declared names. */
  readonly indexes: readonly string[];
  readonly tallies: readonly string[];
}

/** A document. The order of `_id`'s fields is the order of a scan: school, then key. */
export interface DocumentRow {
  readonly _id: { readonly s: string; readonly k: string };
  readonly body: string;
  readonly at: Position;
  /** JSON of its index entries: what has to go when they change. */
  readonly entries: string;
}

/** The parts of a key as scalar fields, so that a compound index orders them. Parts not reached are 0. */
type PartFields = Readonly<Record<PartField, KeyPart>>;
export const PART_FIELDS = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'] as const satisfies readonly string[] & {
  length: typeof MAX_KEY_PARTS;
};
type PartField = (typeof PART_FIELDS)[number];

/** One index entry of one document. */
export type EntryRow = PartFields & { readonly s: string; readonly i: string; readonly k: string };

/** One row of a tally. `_id` is JSON of school, tally and key: rows of a batch are fetched by it at once. */
export type TallyStored = PartFields & {
  readonly _id: string;
  readonly s: string;
  readonly t: string;
  /** How many parts the key has. */
  readonly n: number;
  /** Canonical JSON. */
  readonly measures: string;
};

/** Ascending on school, name and parts, then on the document's key: the one index that serves find and order. */
const ordered = (...fields: string[]): Record<string, 1> =>
  Object.fromEntries(fields.map((field) => [field, 1 as const]));
const ENTRY_ORDER = ordered('s', 'i', ...PART_FIELDS, 'k');
export const TALLY_ORDER = ordered('s', 't', ...PART_FIELDS);

export const documentsOf = (db: Db, { room }: Room): Collection<DocumentRow> =>
  db.collection(`${room}.documents`);
export const entriesOf = (db: Db, { room }: Room): Collection<EntryRow> => db.collection(`${room}.entries`);
export const talliesOf = (db: Db, { room }: Room): Collection<TallyStored> =>
  db.collection(`${room}.tallies`);

/** Makes the collections and indexes of a room: never inside a transaction. */
export async function furnish(db: Db, room: Room): Promise<void> {
  await db.createCollection(documentsOf(db, room).collectionName);
  await entriesOf(db, room).createIndex(ENTRY_ORDER, { name: 'order', unique: true });
  await talliesOf(db, room).createIndex(TALLY_ORDER, { name: 'order' });
}

/** Removes the collections of a room. */
export async function clearOut(db: Db, room: Pick<Room, 'room'>): Promise<void> {
  for (const part of ['documents', 'entries', 'tallies']) await db.collection(`${room.room}.${part}`).drop();
}

/** @throws RangeError when the key has more parts than there are fields */
export function partsOf(key: Key): PartFields {
  if (key.length > MAX_KEY_PARTS)
    throw new RangeError(
      `A key has at most ${MAX_KEY_PARTS} parts, not ${key.length}: ${JSON.stringify(key)}`,
    );
  return Object.fromEntries(PART_FIELDS.map((field, index) => [field, key[index] ?? 0])) as PartFields;
}
