import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/testing';
import { comparePositions, schoolPrefix, systemClock } from '#kernel';
import {
  type AnyProjection,
  covers,
  Projector,
  rebuild,
  runSlices,
  type Slice,
  slicesOf,
  SqliteReadStore,
  statusOf,
  streamPrefixesOf,
} from '#projecting';
import { MemoryLeases } from '#projecting/testing';
import { books, libraryProjections } from '../support/library/library.ts';
import { LibraryLog, libraryLife } from '../support/library/library-history.ts';
import { until } from '../support/library/patience.ts';
import { hashOf, projectAll } from '../support/library/projecting.ts';

const SCHOOLS = Array.from({ length: 12 }, (_, n) => `school-${n}`);
const SLICES = slicesOf(4);
const HELD_MS = 200;

describe('slices of the schools', () => {
  it.each([1, 2, 8, 256])('cut in %i put every school into exactly one', (count) => {
    for (const school of SCHOOLS) {
      const home = slicesOf(count).filter((slice) => covers(slice, school));
      expect(home).toHaveLength(1);
      const prefixes = streamPrefixesOf(home[0]!);
      if (prefixes)
        expect(prefixes.filter((prefix) => schoolPrefix(school).startsWith(prefix))).toHaveLength(1);
    }
  });

  it('cannot be cut unevenly, and are read as they are written only', () => {
    expect(() => slicesOf(3)).toThrow(RangeError);
    expect(() => covers('everyone', 'school-1')).toThrow('Not a slice of schools: everyone');
  });
});

describe('projectors that share the slices', () => {
  let log: MemoryEventStore;
  let library: LibraryLog;
  let store: SqliteReadStore;
  const processes: { stop: AbortController; running: Promise<void> }[] = [];

  beforeEach(async () => {
    log = new MemoryEventStore(systemClock);
    library = new LibraryLog(log);
    store = SqliteReadStore.open({ memory: true });
    await store.prepare(libraryProjections);
  });
  afterEach(async () => {
    for (const { stop } of processes) stop.abort();
    await Promise.allSettled(processes.splice(0).map(({ running }) => running));
    await store.close();
  });

  /** A process that takes slices and projects them. */
  function started(
    leases: MemoryLeases,
    projections: readonly AnyProjection[] = libraryProjections,
    heldMs = HELD_MS,
  ) {
    const stop = new AbortController();
    const held = new Set<Slice>();
    const taken: Slice[] = [];
    const running = runSlices(
      {
        leases,
        slices: SLICES,
        heldMs,
        work: async (slice, signal) => {
          taken.push(slice);
          held.add(slice);
          await new Projector({ log, store, projections, slice, slices: SLICES })
            .run(signal)
            .finally(() => held.delete(slice));
        },
      },
      stop.signal,
    );
    processes.push({ stop, running });
    return { stop, held, taken, running };
  }

  /** A slice's checkpoint moves with the events of its schools; those of others move it now and then. */
  const allShown = async (projections: readonly AnyProjection[] = libraryProjections): Promise<void> => {
    await until(async () => {
      for (const school of SCHOOLS) {
        const last = await log.positionAt(schoolPrefix(school), '2999-01-01T00:00:00.000Z');
        const slice = SLICES.find((one) => covers(one, school))!;
        for (const model of projections) {
          if (comparePositions(await store.checkpoint(model, slice), last) < 0) return false;
        }
      }
      return true;
    }, 'all schools to show everything');
  };

  async function cleanHash(projections: readonly AnyProjection[] = libraryProjections): Promise<string> {
    const clean = SqliteReadStore.open({ memory: true });
    await projectAll(log, clean, 1_000, projections);
    const hash = await hashOf(clean, projections);
    await clean.close();
    return hash;
  }

  it('share them out, and come to what one projector comes to', async () => {
    const life = libraryLife(1, SCHOOLS);
    await library.live(life, 100);
    const office = new MemoryLeases();
    const one = started(office);
    const two = started(office.another());
    await until(async () => one.held.size + two.held.size === SLICES.length, 'all slices to be taken');
    expect(one.held.size).toBeGreaterThan(0);
    expect(two.held.size).toBeGreaterThan(0);
    await library.live(life, 100);
    await allShown();
    expect(await hashOf(store)).toBe(await cleanHash());
    for (const { stop, running } of processes) {
      stop.abort();
      await running;
    }
    const { models } = await statusOf({ log, store, projections: libraryProjections, slices: SLICES });
    expect(models).toHaveLength(libraryProjections.length);
    for (const { name, version, checkpoint } of models) {
      const bySlice = await Promise.all(SLICES.map((slice) => store.checkpoint({ name, version }, slice)));
      expect(checkpoint).toBe([...bySlice].sort(comparePositions)[0]);
      expect(checkpoint).not.toBeNull();
    }
  });

  it('take over from one that stops, and from one that falls silent', async () => {
    const life = libraryLife(2, SCHOOLS);
    const office = new MemoryLeases();
    // silent: it took all slices and is never heard of again
    const silent = office.another();
    for (const slice of SLICES) await silent.acquire(slice, HELD_MS * 2);
    await library.live(life, 50);
    const one = started(office);
    await until(async () => one.held.size === SLICES.length, 'the silent one’s slices');
    one.stop.abort();
    await one.running;
    const two = started(office.another());
    await until(async () => two.held.size === SLICES.length, 'the stopped one’s slices');
    await library.live(life, 50);
    await allShown();
    expect(await hashOf(store)).toBe(await cleanHash());
  });

  it('let go of a slice that somebody else has taken', async () => {
    const office = new MemoryLeases();
    const one = started(office);
    await until(async () => one.held.size === SLICES.length, 'all slices');
    // as if the process had been frozen while its time passed
    Object.assign(office, { renew: async () => false, acquire: async () => null });
    await until(async () => one.held.size === 0, 'the slices to be let go');
  });

  it('keep a slice while nobody can be asked for a moment', async () => {
    const office = new MemoryLeases();
    const { renew } = office;
    const asked = new Map<Slice, number>();
    Object.assign(office, {
      // every second time a slice's lease is to be renewed, nobody answers
      renew: async (...all: Parameters<typeof renew>) => {
        const [{ slice }] = all;
        const times = (asked.get(slice) ?? 0) + 1;
        asked.set(slice, times);
        if (times % 2 === 1) throw new Error('nobody there');
        return renew.apply(office, all);
      },
    });
    // long enough that a busy machine does not let a lease lapse by itself
    const one = started(office, libraryProjections, 1_500);
    const twiceFailed = () => SLICES.every((slice) => (asked.get(slice) ?? 0) >= 3);
    await until(async () => twiceFailed(), 'each slice’s lease to fail twice');
    expect(one.taken).toHaveLength(SLICES.length);
    expect(one.held.size).toBe(SLICES.length);
  });

  it('build a new version each its slices, and readers see it when the last is built', async () => {
    const life = libraryLife(3, SCHOOLS);
    await library.live(life, 150);
    const old = started(new MemoryLeases());
    await allShown();
    old.stop.abort();
    await old.running;

    const next: AnyProjection = {
      ...books,
      version: 2,
      evolve: { ...books.evolve, BookLost: (book: object | null) => book },
    };
    const projections = [next];
    const office = new MemoryLeases();
    // one slice stays with a process that is slow to start
    await office.another().acquire(SLICES[3]!, HELD_MS * 4);
    const one = started(office, projections);
    await until(async () => one.held.size === 3, 'three slices');
    await delay(HELD_MS);
    expect((await store.live()).get('books')).toBe(1);
    await until(async () => one.held.size === 4, 'the fourth slice');
    await until(async () => (await store.live()).get('books') === 2, 'the take-over');
    await library.live(life, 50);
    await allShown(projections);
    expect(await hashOf(store, projections)).toBe(await cleanHash(projections));
  });

  it('follow a rebuild of all slices by another program', async () => {
    const life = libraryLife(4, SCHOOLS);
    await library.live(life, 150);
    const one = started(new MemoryLeases());
    await allShown();
    await rebuild({ log, store, projections: libraryProjections, slices: SLICES });
    expect((await store.live()).get('books')).toBe(-1);
    await library.live(life, 50);
    const live = libraryProjections.map((projection): AnyProjection => ({ ...projection, version: -1 }));
    await allShown(live);
    expect(await hashOf(store, live)).toBe(await cleanHash());
    expect(one.held.size).toBe(SLICES.length);
  });
});
