import { type Position, positionFrom } from '#kernel';
import { type AnyProjection, type Key, projection } from '../projection.ts';
import type { Batch, DocWrite, Model, ReadStore, Snapshot, TallyChange } from '../read-store.ts';
import { ALL_SCHOOLS } from '../slice.ts';

/** A made-up model that the contract suite writes by hand: notes on boards. */
export const notes: AnyProjection = projection({
  name: 'notes',
  version: 1,
  key: () => [],
  evolve: {},
  indexes: { byBoard: () => [], byPlace: () => [], byRank: () => [] },
  tallies: [
    { name: 'counts', keys: () => [], measure: () => ({}) },
    { name: 'sizes', keys: () => [], measure: () => ({}) },
  ],
});

export const notesNext: AnyProjection = { ...notes, version: 2 };
/** The second place of version 1. */
export const notesBeside: AnyProjection = { ...notes, version: -1 };
export const people: AnyProjection = projection({ name: 'people', version: 3, key: () => [], evolve: {} });

export const modelOf = ({ name, version }: AnyProjection): Model => ({ name, version });

/** The nth position of the log. */
export const at = (order: number): Position => positionFrom(order);

/** A document to write; the body holds its key and text. */
export const note = (
  key: string,
  indexes: Readonly<Record<string, readonly Key[]>> = {},
  { schoolId = 'school-a', text = key, position = at(1) } = {},
): DocWrite => ({ schoolId, key, body: bodyOf(key, text), position, indexes });

export const bodyOf = (key: string, text = key): string => JSON.stringify({ key, text });

export const removed = (key: string, schoolId = 'school-a'): DocWrite => ({
  schoolId,
  key,
  body: null,
  position: at(1),
  indexes: {},
});

export const counted = (
  key: Key,
  add: Readonly<Record<string, number>>,
  { schoolId = 'school-a', tally = 'counts' } = {},
): TallyChange => ({ schoolId, tally, key, add });

export const batch = (
  after: Position | null,
  checkpoint: Position,
  changes: Partial<Omit<Batch, 'after' | 'checkpoint'>> = {},
): Batch => ({
  model: modelOf(notes),
  slice: ALL_SCHOOLS,
  after,
  checkpoint,
  docs: [],
  tallies: [],
  ...changes,
});

/** Writes documents and tallies as one batch after whatever checkpoint the model stands at. */
export async function write(
  store: ReadStore,
  docs: readonly DocWrite[],
  tallies: readonly TallyChange[] = [],
  projection = notes,
): Promise<void> {
  const model = modelOf(projection);
  const after = await store.checkpoint(model, ALL_SCHOOLS);
  const checkpoint = at(after === null ? 1 : Number(BigInt(`0x${after}`)) + 1);
  await store.commit(batch(after, checkpoint, { model, docs, tallies }));
}

/** One read on a snapshot of its own. */
export const reading = <T>(store: ReadStore, work: (snapshot: Snapshot) => Promise<T>): Promise<T> =>
  store.read(work);

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Keys compared as every store must: part by part, strings by the bytes of their UTF-8, numbers by value. */
export function compareKeys(a: Key, b: Key): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));
  }
  return a.length - b.length;
}
