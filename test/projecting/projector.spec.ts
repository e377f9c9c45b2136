import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Position, systemClock } from '#kernel';
import { MemoryEventStore } from '#event-store/testing';
import { type Advanced, type AnyProjection, Fenced, Projector, SqliteReadStore } from '#projecting';
import { books, libraryProjections } from '../support/library/library.ts';
import { LibraryLog, libraryLife } from '../support/library/library-history.ts';
import { until, untilShown } from '../support/library/patience.ts';
import { hashOf, projectAll } from '../support/library/projecting.ts';

let folder: string;
let log: MemoryEventStore;
let library: LibraryLog;
let store: SqliteReadStore;
let stop: AbortController;
let running: Promise<void>[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'projector-'));
  log = new MemoryEventStore(systemClock);
  library = new LibraryLog(log);
  store = SqliteReadStore.open({ file: join(folder, 'read.db') });
  stop = new AbortController();
  running = [];
});
afterEach(async () => {
  stop.abort();
  await Promise.allSettled(running);
  await store.close();
  rmSync(folder, { recursive: true });
});

function started(
  projections: readonly AnyProjection[] = libraryProjections,
  onAdvanced: (advanced: Advanced) => void = () => {},
): Projector {
  const projector = new Projector({ log, store, projections, onAdvanced });
  running.push(projector.run(stop.signal));
  return projector;
}

const shows = (position: Position, names?: readonly string[]) => untilShown(store, position, names);

/** The hash of a clean replay of everything in the log. */
async function cleanHash(projections: readonly AnyProjection[] = libraryProjections): Promise<string> {
  const clean = SqliteReadStore.open({ memory: true });
  await projectAll(log, clean, 1_000, projections);
  const hash = await hashOf(clean, projections);
  await clean.close();
  return hash;
}

/** The hash of what readers see. */
async function liveHash(): Promise<string> {
  const live = await store.live();
  return hashOf(
    store,
    libraryProjections.map((one): AnyProjection => ({ ...one, version: live.get(one.name)! })),
  );
}

const life = (seed = 1) => libraryLife(seed, ['school-a', 'school-b', 'school-c']);

describe('a running projector', () => {
  it('shows what was there before and what comes while it runs', async () => {
    const happenings = life();
    await library.live(happenings, 200);
    const projector = started();
    const last = await library.live(happenings, 200);
    await shows(last);
    expect(await liveHash()).toBe(await cleanHash());
    expect(await projector.status()).toMatchObject({
      head: last,
      caughtUp: true,
      models: [
        { name: 'books', version: 1, state: 'live', checkpoint: last, lag: 0, halts: [] },
        { name: 'readers', version: 1, state: 'live', checkpoint: last, lag: 0 },
      ],
    });
  });

  it('tells which documents have changed, after readers can see them', async () => {
    const advanced: Advanced[] = [];
    const seen: (string | undefined)[] = [];
    started(libraryProjections, (one) => {
      advanced.push(one);
      for (const { schoolId, key } of one.changed) {
        void store.read((s) => s.get(one.model.name, schoolId, key)).then((doc) => seen.push(doc?.key));
      }
    });
    const position = await library.happen({
      schoolId: 'school-a',
      stream: '90.school-a.book-b1',
      facts: [
        { type: 'BookAdded', data: { bookId: 'b1', shelf: 'maps', pages: 3 } },
        { type: 'BookRead', data: { bookId: 'b1', readers: ['r1'], pages: 3, day: '2026-09-01' } },
      ],
    });
    await shows(position);
    const changes = advanced.filter(({ changed }) => changed.length > 0);
    expect(changes).toEqual([
      {
        model: { name: 'books', version: 1 },
        slice: '*',
        checkpoint: position,
        changed: [{ schoolId: 'school-a', key: 'b1' }],
      },
      {
        model: { name: 'readers', version: 1 },
        slice: '*',
        checkpoint: position,
        changed: [{ schoolId: 'school-a', key: 'r1' }],
      },
    ]);
    expect(seen).toEqual(['b1', 'r1']);
  });

  it('goes on where it stopped', async () => {
    const happenings = life();
    started();
    await shows(await library.live(happenings, 100));
    stop.abort();
    await Promise.all(running);
    await library.live(happenings, 100);
    stop = new AbortController();
    started();
    await shows(await library.live(happenings, 100));
    expect(await liveHash()).toBe(await cleanHash());
  });

  it('stops when somebody else projects the same models', async () => {
    const happenings = life();
    started();
    await shows(await library.live(happenings, 20));
    const at = await store.checkpoint(books, '*');
    await store.commit({
      model: books,
      slice: '*',
      after: at,
      checkpoint: `${at!.slice(0, 14)}ff` as Position,
      docs: [],
      tallies: [],
    });
    await library.live(happenings, 1);
    await expect(running[0]).rejects.toThrow(Fenced);
  });

  it('builds a new version beside, and readers see the old one until it is whole', async () => {
    const happenings = life();
    await library.live(happenings, 300);
    const first = started([books]);
    await shows(await library.live(happenings, 1), ['books']);
    expect((await first.status()).models[0]?.version).toBe(1);
    stop.abort();
    await Promise.all(running);

    const next: AnyProjection = {
      ...books,
      version: 2,
      evolve: { ...books.evolve, BookLost: (book: object | null) => book },
    };
    stop = new AbortController();
    const position = await library.live(happenings, 50);
    const seen = new Set<number>();
    const watching = setInterval(() => void store.live().then((live) => seen.add(live.get('books')!)), 1);
    const second = started([next]);
    await until(async () => (await store.live()).get('books') === 2, 'the take-over');
    await store.read(async (s) => expect(await s.checkpoint('books', 'school-a')).toBe(position));
    clearInterval(watching);
    await shows(await library.live(happenings, 50), ['books']);
    expect(await hashOf(store, [next])).toBe(await cleanHash([next]));
    await until(async () => (await store.models()).length === 1, 'the old version to be dropped');
    expect((await second.status()).models).toMatchObject([{ name: 'books', version: 2, state: 'live' }]);
  });

  it('leaves alone what a newer program projects', async () => {
    await store.prepare([{ ...books, version: 5 }]);
    const projector = started([books]);
    await library.live(life(), 10);
    await until(async () => (await projector.status()).superseded.length === 1, 'the status');
    expect((await projector.status()).superseded).toEqual(['books']);
    expect(await store.checkpoint({ name: 'books', version: 5 }, '*')).toBeNull();
  });
});

describe('a rebuild', () => {
  it('takes over from itself while appends go on, and readers never go back', async () => {
    const happenings = life();
    await library.live(happenings, 1_500);
    const projector = started();
    await shows((await log.head())!);
    let appending = true;
    const appends = (async () => {
      while (appending) {
        await library.live(happenings, 3);
        await delay(1);
      }
    })();
    const seen: Position[] = [];
    const watching = (async () => {
      while (appending) {
        const position = await store.read((s) => s.checkpoint('books', 'school-a'));
        if (position !== null) seen.push(position);
        await delay(0);
      }
    })();
    for (const expected of [-1, 1, -1]) {
      await projector.rebuild();
      expect((await store.live()).get('books')).toBe(expected);
      expect((await store.live()).get('readers')).toBe(expected);
    }
    await delay(20);
    appending = false;
    await Promise.all([appends, watching]);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual(seen.toSorted());
    await shows((await log.head())!);
    expect(await liveHash()).toBe(await cleanHash());
    await until(async () => (await store.models()).length === 2, 'the old models to be dropped');
  });

  it('of one model leaves the others where they are', async () => {
    await library.live(life(), 100);
    const projector = started();
    await shows((await log.head())!);
    await projector.rebuild(['readers']);
    expect(await store.live()).toEqual(
      new Map([
        ['books', 1],
        ['readers', -1],
      ]),
    );
  });

  it('of a model that is none is refused', async () => {
    await expect(started().rebuild(['unheard-of'])).rejects.toThrow('There is no projection unheard-of');
  });
});
