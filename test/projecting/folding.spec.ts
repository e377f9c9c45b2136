import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { systemClock } from '#kernel';
import { MemoryEventStore } from '#event-store/testing';
import { ALL_SCHOOLS, type AnyProjection, type Key, SqliteReadStore } from '#projecting';
import { type Book, bookStream, libraryProjections, type LibraryEvent } from '../support/library/library.ts';
import { LibraryLog, libraryLife } from '../support/library/library-history.ts';
import { allEvents, hashOf, projectAll } from '../support/library/projecting.ts';

const SCHOOL = 'school-a';

let log: MemoryEventStore;
let library: LibraryLog;
let opened: SqliteReadStore[];

beforeEach(() => {
  log = new MemoryEventStore(systemClock);
  library = new LibraryLog(log);
  opened = [];
});
afterEach(async () => {
  for (const store of opened) await store.close();
});

function newStore(): SqliteReadStore {
  const store = SqliteReadStore.open({ memory: true });
  opened.push(store);
  return store;
}

const happen = (bookId: string, ...facts: LibraryEvent[]) =>
  library.happen({ schoolId: SCHOOL, stream: bookStream(SCHOOL, bookId), facts });
const added = (bookId: string, shelf = 'maps', pages = 100): LibraryEvent => ({
  type: 'BookAdded',
  data: { bookId, shelf, pages },
});
const painted = (shelf: string, colour: string): LibraryEvent => ({
  type: 'ShelfPainted',
  data: { shelf, colour },
});

const bookOf = (store: SqliteReadStore, key: string): Promise<Book | null> =>
  store.read(async (s) => {
    const doc = await s.get('books', SCHOOL, key);
    return doc && (JSON.parse(doc.body) as Book);
  });

describe('folding', () => {
  it('folds many events of a document into one write', async () => {
    await happen('b1', added('b1'), { type: 'BookMoved', data: { bookId: 'b1', shelf: 'poems' } });
    const last = await happen('b1', {
      type: 'BookRead',
      data: { bookId: 'b1', readers: ['r'], pages: 5, day: 'd' },
    });
    const store = newStore();
    await projectAll(log, store, 1_000);
    await store.read(async (s) => {
      const doc = await s.get('books', SCHOOL, 'b1');
      expect(doc?.position).toBe(last);
      expect(doc?.body).toBe(
        '{"bookId":"b1","colour":null,"pages":100,"readings":[{"by":["r"],"day":"d","pages":5}],"shelf":"poems"}',
      );
      expect(await s.checkpoint('readers', SCHOOL)).toBe(last);
    });
  });

  it.each([1, 2, 1_000])(
    'finds by an index what the same batch has changed (batches of %i)',
    async (batch) => {
      await happen('b1', added('b1', 'maps'));
      await happen('b2', added('b2', 'poems'));
      await happen('b3', added('b3', 'maps'));
      await happen('b3', { type: 'BookMoved', data: { bookId: 'b3', shelf: 'poems' } });
      await happen('b1', painted('maps', 'red'));
      await happen('b1', { type: 'BookMoved', data: { bookId: 'b1', shelf: 'poems' } });
      await happen('b2', { type: 'BookLost', data: { bookId: 'b2' } });
      await happen('b4', added('b4', 'poems'));
      await happen('b1', painted('poems', 'blue'));
      await happen('b2', added('b2', 'poems'));
      const store = newStore();
      await projectAll(log, store, batch);
      expect((await bookOf(store, 'b1'))?.colour).toBe('blue');
      expect((await bookOf(store, 'b2'))?.colour).toBeNull();
      expect((await bookOf(store, 'b3'))?.colour).toBe('blue');
      expect((await bookOf(store, 'b4'))?.colour).toBe('blue');
    },
  );

  it('removes a document with its entries and sums', async () => {
    await happen('b1', added('b1'));
    await happen('b1', { type: 'BookLost', data: { bookId: 'b1' } });
    const store = newStore();
    await projectAll(log, store, 1);
    await store.read(async (s) => {
      expect(await s.get('books', SCHOOL, 'b1')).toBeNull();
      expect((await s.find('books', SCHOOL, { index: 'byShelf', prefix: [], limit: 9 })).docs).toEqual([]);
      expect(await s.tally('books', SCHOOL, 'reading', { prefix: [] })).toEqual([]);
    });
  });

  it('hands every event to a projection that wants all, named or not', async () => {
    await happen('b1', added('b1'), { type: 'BookMoved', data: { bookId: 'b1', shelf: 'poems' } });
    await happen('b1', painted('poems', 'red'));
    const counts: AnyProjection = {
      name: 'counts',
      version: 1,
      key: () => 'all',
      evolve: { BookMoved: (doc: { moved: number; others: number } | null) => ({ ...doc!, moved: 1 }) },
      every: (doc: { moved: number; others: number } | null) => ({
        moved: doc?.moved ?? 0,
        others: (doc?.others ?? 0) + 1,
      }),
    };
    const store = newStore();
    await projectAll(log, store, 1_000, [counts]);
    const body = await store.read(async (s) => (await s.get('counts', SCHOOL, 'all'))?.body);
    expect(body).toBe('{"moved":1,"others":2}');
  });

  it('gives the same state for any batch size', async () => {
    await library.live(libraryLife(7, ['school-a', 'school-b', 'school-c']), 600);
    const hashes = new Set<string>();
    for (const batchSize of [1, 7, 100, 1_000]) {
      const store = newStore();
      await projectAll(log, store, batchSize);
      hashes.add(await hashOf(store));
    }
    expect(hashes.size).toBe(1);
  });

  it('projecting twice equals projecting once', async () => {
    const property = fc.asyncProperty(
      fc.integer(),
      fc.array(fc.tuple(fc.nat(150), fc.nat(60)), { maxLength: 8 }),
      async (seed, again) => {
        const life = new MemoryEventStore(systemClock);
        await new LibraryLog(life).live(libraryLife(seed, ['school-a', 'school-b'], 8), 80);
        const once = newStore();
        await projectAll(life, once, 1_000);
        const twice = newStore();
        const pass = await projectAll(life, twice, 5);
        const events = await allEvents(life);
        for (const [from, length] of again) {
          await pass.fold(events.slice(from, from + length));
          await pass.commit();
        }
        // a projector that starts from the store again, too
        await projectAll(life, twice, 11);
        expect(await hashOf(twice)).toBe(await hashOf(once));
      },
    );
    await fc.assert(property, { numRuns: 30 });
  });

  it('passes over events that a document holds already, should the checkpoint lag behind its documents', async () => {
    await library.live(libraryLife(3, ['school-a', 'school-b'], 12), 200);
    const events = await allEvents(log);
    const store = newStore();
    await projectAll(log, store, 1_000);
    const whole = await hashOf(store);
    for (const back of [0, 60, 199]) {
      for (const model of libraryProjections) {
        const after = await store.checkpoint(model, ALL_SCHOOLS);
        const checkpoint = events[back]!.position;
        await store.commit({ model, slice: ALL_SCHOOLS, after, checkpoint, docs: [], tallies: [] });
      }
      await projectAll(log, store, 13);
      expect(await hashOf(store)).toBe(whole);
    }
  });

  it('keeps sums equal to what the documents give', async () => {
    const property = fc.asyncProperty(
      fc.integer(),
      fc.integer({ min: 1, max: 50 }),
      async (seed, batchSize) => {
        const life = new MemoryEventStore(systemClock);
        await new LibraryLog(life).live(libraryLife(seed, ['school-a', 'school-b'], 10), 120);
        const store = newStore();
        await projectAll(life, store, batchSize);
        for (const projection of libraryProjections as AnyProjection[]) {
          const kept: unknown[] = [];
          for await (const row of store.scanTallies(projection)) kept.push(row);
          expect(kept).toEqual(await recomputed(store, projection));
        }
      },
    );
    await fc.assert(property, { numRuns: 30 });
  });
});

/** The tallies as the stored documents give them, row by row. */
async function recomputed(store: SqliteReadStore, projection: AnyProjection): Promise<unknown[]> {
  const rows = new Map<
    string,
    { schoolId: string; tally: string; key: Key; measures: Record<string, number> }
  >();
  for await (const { schoolId, body } of store.scan(projection)) {
    const doc = JSON.parse(body) as object;
    for (const tally of projection.tallies ?? []) {
      for (const key of tally.keys(doc)) {
        const name = JSON.stringify([schoolId, tally.name, key]);
        const row = rows.get(name) ?? { schoolId, tally: tally.name, key, measures: {} };
        rows.set(name, row);
        for (const [measure, value] of Object.entries(tally.measure(doc))) {
          row.measures[measure] = (row.measures[measure] ?? 0) + value;
        }
      }
    }
  }
  const nonZero = [...rows.values()].map((row) => ({
    ...row,
    measures: Object.fromEntries(Object.entries(row.measures).filter(([, value]) => value !== 0)),
  }));
  const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return nonZero
    .filter((row) => Object.keys(row.measures).length > 0)
    .sort((a, b) => byBytes(a.schoolId, b.schoolId) || compare(a.key, b.key));
}

function compare(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]!;
    if (part === other) continue;
    return typeof part === 'number' && typeof other === 'number'
      ? part - other
      : Buffer.compare(Buffer.from(String(part)), Buffer.from(String(other)));
  }
  return 0;
}
