import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { SettableClock } from '../contract.ts';
import { StoreUnavailable } from '../errors.ts';
import { checkBuilt } from './built-file.ts';
import { SqliteEventStore } from './sqlite-event-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhurnal-opening-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (name = 'log.sqlite') =>
  SqliteEventStore.open({
    file: join(folder, name),
    clock: new SettableClock('2026-09-01T06:00:00.000Z'),
    onFailure: (error) => {
      throw error;
    },
  });

describe('opening a log', () => {
  it('lays out a new file, whose head is nowhere', async () => {
    const store = await open();
    expect(await store.head()).toBeNull();
    expect(await store.readAll({ after: null, limit: 10 })).toEqual({ events: [], next: null, end: true });
    await store.close();
  });

  it('is for one store at a time', async () => {
    const store = await open();
    await expect(open()).rejects.toThrow(/is in use by another process; only one may open it/);
    await store.close();
    await (await open()).close();
  });

  it.each<[string, (file: string) => Promise<void> | void, RegExp]>([
    ['a file that is no database', (file) => writeFile(file, 'x'.repeat(10_000)), /file is not a database/],
    [
      'a database of something else',
      (file) => new Database(file).exec('CREATE TABLE t (a)').close() && undefined,
      /log.sqlite is a database, but not an event log of this program/,
    ],
  ])('refuses %s, and leaves the folder free', async (_case, make, message) => {
    await make(join(folder, 'log.sqlite'));
    await expect(open()).rejects.toThrow(message);
    await (await open('another.sqlite')).close();
  });

  it('refuses a log of a format that it does not know', async () => {
    await (await open()).close();
    const log = new Database(join(folder, 'log.sqlite'));
    log.pragma('user_version = 7');
    log.close();
    await expect(open()).rejects.toThrow(/log.sqlite has log format 7; this program reads format 1/);
  });

  it('refuses everything once it is closed', async () => {
    const store = await open();
    await store.close();
    await store.close();
    await expect(store.readStream('00.s.lesson-1')).rejects.toThrow(StoreUnavailable);
    await expect(store.readAll({ after: null, limit: 1 })).rejects.toThrow(StoreUnavailable);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
  });
});

describe('what the thread is started from', () => {
  const write = async (name: string, secondsOld: number): Promise<void> => {
    const file = join(folder, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, '');
    const time = Date.now() / 1_000 - secondsOld;
    await utimes(file, time, time);
  };

  it('must be built', async () => {
    await write('libs/a.ts', 10);
    expect(() => checkBuilt(folder, join(folder, 'libs'))).toThrow(
      /a.js is missing: run "npm run build" first/,
    );
  });

  it('must not be older than its sources; tests are no part of it', async () => {
    await write('libs/a.ts', 10);
    await write('dist/libs/a.js', 5);
    await write('libs/a.spec.ts', 0);
    checkBuilt(folder, join(folder, 'libs'));
    await write('libs/a.ts', 0);
    expect(() => checkBuilt(folder, join(folder, 'libs'))).toThrow(/a.js is older than its source/);
  });
});
