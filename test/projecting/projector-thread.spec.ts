import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '#event-store';
import { positionFrom, systemClock } from '#kernel';
import {
  type Advanced,
  ALL_SCHOOLS,
  type AnyProjection,
  Fenced,
  ProjectorThread,
  type RebuildProgress,
  SqliteReadStore,
} from '#projecting';
import { builtFile } from '../support/library/built.ts';
import { libraryProjections } from '../support/library/library.ts';
import { LibraryLog, libraryLife } from '../support/library/library-history.ts';
import { until, untilShown } from '../support/library/patience.ts';
import { hashOf, projectAll } from '../support/library/projecting.ts';

let folder: string;
let log: SqliteEventStore;
let library: LibraryLog;
let store: SqliteReadStore;

const files = () => ({
  logFile: join(folder, 'log.sqlite'),
  readModelsFile: join(folder, 'read-models.sqlite'),
  projectionsUrl: builtFile('library-projections'),
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'projector-thread-'));
  const onFailure = (error: Error): never => {
    throw error;
  };
  log = await SqliteEventStore.open({ file: files().logFile, clock: systemClock, onFailure });
  library = new LibraryLog(log);
  store = SqliteReadStore.open({ file: files().readModelsFile });
});
afterEach(async () => {
  await store.close();
  await log.close();
  rmSync(folder, { recursive: true });
});

const life = () => libraryLife(1, ['school-a', 'school-b']);

describe('a projector in a thread of its own', () => {
  it('projects, tells what changed, rebuilds, and ends when asked', async () => {
    const happenings = life();
    await library.live(happenings, 100);
    const advanced: Advanced[] = [];
    const thread = new ProjectorThread({ ...files(), onAdvanced: (one) => advanced.push(one) });
    const stop = new AbortController();
    const running = thread.run(stop.signal);
    await untilShown(store, await library.live(happenings, 100));
    // The thread tells of a commit after it has made it.
    await until(() => Promise.resolve(advanced.some(({ changed }) => changed.length > 0)), 'a change');
    expect((await thread.status()).models).toMatchObject([
      { name: 'books', state: 'live' },
      { name: 'readers', state: 'live' },
    ]);

    const progress: RebuildProgress[] = [];
    await thread.rebuild(['books'], (one) => progress.push(one));
    expect(await store.live()).toEqual(
      new Map([
        ['books', -1],
        ['readers', 1],
      ]),
    );
    expect(progress.at(-1)?.done).toBe(1);
    await expect(thread.rebuild(['unheard-of'])).rejects.toThrow('There is no projection unheard-of');

    await untilShown(store, await library.live(happenings, 50));
    stop.abort();
    await running;
    await expect(thread.status()).rejects.toThrow('The projector has stopped');

    const clean = SqliteReadStore.open({ memory: true });
    await projectAll(log, clean);
    const live = libraryProjections.map((one): AnyProjection => ({
      ...one,
      version: one.name === 'books' ? -1 : 1,
    }));
    expect(await hashOf(store, live)).toBe(await hashOf(clean));
    await clean.close();
  });

  it('folds together what came since it last looked, and looks when asked where it stands', async () => {
    const happenings = life();
    const advanced: Advanced[] = [];
    const onAdvanced = (one: Advanced): number => advanced.push(one);
    const thread = new ProjectorThread({ ...files(), lookEveryMs: 3_600_000, onAdvanced });
    const stop = new AbortController();
    const running = thread.run(stop.signal);
    await until(async () => (await thread.status()).models.every(({ lag }) => lag === 0), 'the empty log');
    const before = advanced.length;
    for (let times = 0; times < 20; times += 1) await library.live(happenings, 5);
    expect(advanced).toHaveLength(before);
    await until(async () => (await thread.status()).models.every(({ lag }) => lag === 0), 'everything');
    const after = advanced.slice(before);
    expect(after.map(({ model }) => model.name).toSorted()).toEqual(['books', 'readers']);
    expect(new Set(after.map(({ checkpoint }) => checkpoint))).toEqual(new Set([await log.head()]));
    stop.abort();
    await running;
  });

  it('says why it could not start', async () => {
    const thread = new ProjectorThread({ ...files(), projectionsUrl: builtFile('library') });
    await expect(thread.run(new AbortController().signal)).rejects.toThrow(
      /must export projections and upcasts/,
    );
  });

  it('says why it ended', async () => {
    const happenings = life();
    const thread = new ProjectorThread(files());
    const ended = expect(thread.run(new AbortController().signal)).rejects.toThrow(Fenced);
    await untilShown(store, await library.live(happenings, 50));
    const model = libraryProjections[0]!;
    const after = await store.checkpoint(model, ALL_SCHOOLS);
    const checkpoint = positionFrom(0xffff);
    await store.commit({ model, slice: ALL_SCHOOLS, after, checkpoint, docs: [], tallies: [] });
    await library.live(happenings, 1);
    await ended;
  });
});
