import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Position, positionFrom, Refused } from '#kernel';
import { type Advanced, ALL_SCHOOLS, type Halt, ReadModels, SqliteReadStore } from '#projecting';
import { books, libraryProjections, readers } from '../support/library/library.ts';

const at = (order: number): Position => positionFrom(order);

describe('reading the live models', () => {
  let store: SqliteReadStore;
  let readModels: ReadModels;

  beforeEach(async () => {
    store = SqliteReadStore.open({ memory: true });
    await store.prepare(libraryProjections);
    readModels = new ReadModels(store);
  });
  afterEach(() => store.close());

  async function advance(model: typeof books | typeof readers, checkpoint: Position, halts: Halt[] = []) {
    const after = await store.checkpoint(model, ALL_SCHOOLS);
    await store.commit({ model, slice: ALL_SCHOOLS, after, checkpoint, docs: [], tallies: [], halts });
  }
  const both = { models: ['books', 'readers'], schoolId: 'school-a' };
  const position = async ({ position }: { position: Position | null }) => position;

  it('tells the least position that all of the models show', async () => {
    expect(await readModels.read(both, position)).toBeNull();
    await advance(books, at(7));
    expect(await readModels.read(both, position)).toBeNull();
    await advance(readers, at(5));
    expect(await readModels.read(both, position)).toBe(at(5));
    expect(await readModels.read({ ...both, models: ['books'] }, position)).toBe(at(7));
  });

  it('answers at once when the models are there', async () => {
    await advance(books, at(7));
    await advance(readers, at(7));
    expect(await readModels.read({ ...both, minPosition: at(7), timeoutMs: 0 }, position)).toBe(at(7));
  });

  it('waits until all of them are there, and is woken', async () => {
    await advance(books, at(7));
    let answered = false;
    const reading = readModels
      .read({ ...both, minPosition: at(7) }, position)
      .finally(() => (answered = true));
    await delay(30);
    expect(answered).toBe(false);
    await advance(readers, at(8));
    readModels.advanced({} as Advanced);
    expect(await reading).toBe(at(7));
  });

  it('looks by itself when nobody wakes it', async () => {
    const reading = readModels.read({ ...both, models: ['books'], minPosition: at(3) }, position);
    await advance(books, at(3));
    expect(await reading).toBe(at(3));
  });

  it('does not wait for ever', async () => {
    const began = performance.now();
    const refusal = await readModels
      .read({ ...both, minPosition: at(3), timeoutMs: 60 }, position)
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect(refusal).toMatchObject({ code: 'not-yet-visible', status: 503, more: { retryAfter: 1 } });
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
  });

  it('says so at once when a model has halted for the school before the position', async () => {
    await advance(readers, at(9));
    await advance(books, at(9), [{ schoolId: 'school-a', eventId: 'e', position: at(4), error: 'x' }]);
    expect(await readModels.read(both, position)).toBe(at(4));
    await expect(readModels.read({ ...both, minPosition: at(6) }, position)).rejects.toMatchObject({
      code: 'projection-halted',
      status: 503,
    });
    expect(await readModels.read({ ...both, minPosition: at(4) }, position)).toBe(at(4));
    expect(await readModels.read({ ...both, schoolId: 'school-b', minPosition: at(6) }, position)).toBe(
      at(9),
    );
  });

  it('hands on what the work throws', async () => {
    await expect(
      readModels.read(both, async () => {
        throw new Error('of the work');
      }),
    ).rejects.toThrow('of the work');
  });
});
