import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventStore, SettableClock } from '../contract.ts';
import type { EventStore } from '../event-store.ts';
import { SqliteEventStore } from './sqlite-event-store.ts';
import { SqliteLogReader } from './sqlite-log-reader.ts';

/** Appends by the store and reads by a reader that hears of commits as another thread would. */
describeEventStore('A reader of the SQLite log beside its writer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhurnal-log-'));
  const file = join(folder, 'log.sqlite');
  const clock = new SettableClock('2026-09-01T06:00:00.000Z');
  const opened = async () => {
    const onFailure = (error: Error): never => {
      throw error;
    };
    const writer = await SqliteEventStore.open({ file, clock, onFailure });
    const reader = SqliteLogReader.open({ file });
    const store: EventStore = {
      append: (...all) => writer.append(...all),
      readStream: (...all) => reader.readStream(...all),
      readAll: (options) => reader.readAll(options),
      subscribe: (options) => reader.subscribe(options),
      head: () => reader.head(),
      positionAt: (prefix, at) => reader.positionAt(prefix, at),
      close: async () => {
        await reader.close();
        await writer.close();
      },
    };
    return store;
  };
  let store = await opened();
  return {
    store,
    clock,
    reopen: async () => {
      await store.close();
      store = await opened();
      return store;
    },
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
