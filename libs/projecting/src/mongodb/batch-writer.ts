import type { AnyBulkWriteOperation, ClientSession, Db, WithoutId } from 'mongodb';
import { canonicalJson } from '#kernel';
import type { Key, Measures } from '../projection.ts';
import type { Batch, DocWrite, TallyChange } from '../read-store.ts';
import type { Halts } from './halts.ts';
import {
  documentsOf,
  type DocumentRow,
  entriesOf,
  type EntryRow,
  partsOf,
  type Room,
  talliesOf,
  type TallyStored,
} from './room.ts';

type Entries = Readonly<Record<string, readonly Key[]>>;

/** Everything one batch changes but the checkpoint, as rows: worked out before the transaction begins. */
export interface PreparedBatch {
  readonly batch: Batch;
  /** By school and key; a document that the batch writes twice counts as it is written last. */
  readonly documents: ReadonlyMap<string, DocWrite>;
  /** By `_id`, with what is to be added. */
  readonly tallies: ReadonlyMap<string, { row: Omit<TallyStored, 'measures'>; add: Measures }>;
}

/** @throws RangeError when a key has too many parts, Error when it names an undeclared index or tally */
export function prepareBatch(batch: Batch, room: Room): PreparedBatch {
  const documents = new Map<string, DocWrite>();
  for (const doc of batch.docs) {
    for (const [index, keys] of Object.entries(doc.indexes)) {
      if (!room.indexes.includes(index)) throw new Error(`The model has no index ${index}`);
      keys.forEach(partsOf);
    }
    documents.set(canonicalJson([doc.schoolId, doc.key]), doc);
  }
  const tallies = new Map<string, { row: Omit<TallyStored, 'measures'>; add: Measures }>();
  for (const change of batch.tallies) {
    if (!room.tallies.includes(change.tally)) throw new Error(`The model has no tally ${change.tally}`);
    const row = tallyRow(change);
    tallies.set(row._id, { row, add: sum(tallies.get(row._id)?.add ?? {}, change.add) });
  }
  return { batch, documents, tallies };
}

const tallyRow = ({ schoolId, tally, key }: TallyChange): Omit<TallyStored, 'measures'> => ({
  _id: canonicalJson([schoolId, tally, ...key]),
  s: schoolId,
  t: tally,
  ...partsOf(key),
  n: key.length,
});

/** The sums that are left when measures are added; those that come to 0 are no more. */
function sum(measures: Measures, add: Measures): Measures {
  const result: Record<string, number> = { ...measures };
  for (const [measure, value] of Object.entries(add)) {
    const total = (result[measure] ?? 0) + value;
    if (total === 0) delete result[measure];
    else result[measure] = total;
  }
  return result;
}

/** Writes a batch into its room, inside a transaction that holds the batch's checkpoint. */
export async function writeBatch(
  db: Db,
  room: Room,
  prepared: PreparedBatch,
  halts: Halts,
  session: ClientSession,
): Promise<void> {
  if (prepared.documents.size > 0) await writeDocuments(db, room, [...prepared.documents.values()], session);
  if (prepared.tallies.size > 0) await writeTallies(db, room, prepared.tallies, session);
  await halts.write(room, prepared.batch, session);
}

async function writeDocuments(
  db: Db,
  room: Room,
  docs: readonly DocWrite[],
  session: ClientSession,
): Promise<void> {
  const documents = documentsOf(db, room);
  const ids = docs.map(({ schoolId, key }) => ({ s: schoolId, k: key }));
  const standing = new Map<string, string>();
  for await (const { _id, entries } of documents.find(
    { _id: { $in: ids } },
    { session, projection: { entries: 1 }, batchSize: ids.length },
  ))
    standing.set(canonicalJson([_id.s, _id.k]), entries);

  const changes: AnyBulkWriteOperation<DocumentRow>[] = [];
  const gone: AnyBulkWriteOperation<EntryRow>[] = [];
  const come: AnyBulkWriteOperation<EntryRow>[] = [];
  for (const [index, { schoolId, key, body, position, indexes }] of docs.entries()) {
    const _id = ids[index]!;
    const before = standing.get(canonicalJson([schoolId, key]));
    const entries = body === null ? '{}' : JSON.stringify(indexes);
    if (body !== null && before === undefined)
      changes.push({ insertOne: { document: { _id, body, at: position, entries } } });
    else if (body !== null)
      changes.push({ replaceOne: { filter: { _id }, replacement: { body, at: position, entries } } });
    else if (before !== undefined) changes.push({ deleteOne: { filter: { _id } } });
    if (entries === (before ?? '{}')) continue;
    const had = entryRows(schoolId, key, JSON.parse(before ?? '{}') as Entries);
    const has = entryRows(schoolId, key, JSON.parse(entries) as Entries);
    for (const [id, filter] of had) if (!has.has(id)) gone.push({ deleteOne: { filter } });
    for (const [id, document] of has) if (!had.has(id)) come.push({ insertOne: { document } });
  }
  if (changes.length > 0) await documents.bulkWrite(changes, { session, ordered: false });
  const entries = entriesOf(db, room);
  if (gone.length > 0) await entries.bulkWrite(gone, { session });
  if (come.length > 0) await entries.bulkWrite(come, { session });
}

/** A document's entries by what makes each of them one: index and key. */
function entryRows(s: string, k: string, indexes: Entries): Map<string, EntryRow> {
  const rows = new Map<string, EntryRow>();
  for (const [i, keys] of Object.entries(indexes))
    for (const key of keys) rows.set(JSON.stringify([i, ...key]), { s, i, ...partsOf(key), k });
  return rows;
}

async function writeTallies(
  db: Db,
  room: Room,
  changes: PreparedBatch['tallies'],
  session: ClientSession,
): Promise<void> {
  const tallies = talliesOf(db, room);
  const standing = new Map<string, Measures>();
  for await (const { _id, measures } of tallies.find(
    { _id: { $in: [...changes.keys()] } },
    { session, projection: { measures: 1 }, batchSize: changes.size },
  ))
    standing.set(_id, JSON.parse(measures) as Measures);

  const writes: AnyBulkWriteOperation<TallyStored>[] = [];
  for (const [_id, { row, add }] of changes) {
    const before = standing.get(_id);
    const sums = sum(before ?? {}, add);
    const measures = canonicalJson(sums);
    if (Object.keys(sums).length === 0) {
      if (before) writes.push({ deleteOne: { filter: { _id } } });
    } else if (before) {
      const { _id: _same, ...rest } = row;
      const replacement: WithoutId<TallyStored> = { ...rest, measures };
      writes.push({ replaceOne: { filter: { _id }, replacement } });
    } else writes.push({ insertOne: { document: { ...row, measures } } });
  }
  if (writes.length > 0) await tallies.bulkWrite(writes, { session, ordered: false });
}
