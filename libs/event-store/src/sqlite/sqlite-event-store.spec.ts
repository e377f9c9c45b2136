import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventStore, SettableClock } from '../contract.ts';
import { SqliteEventStore } from './sqlite-event-store.ts';

describeEventStore('The SQLite store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhurnal-log-'));
  const clock = new SettableClock('2026-09-01T06:00:00.000Z');
  const openStore = () =>
    SqliteEventStore.open({
      file: join(folder, 'log.sqlite'),
      clock,
      onFailure: (error) => {
        throw error;
      },
    });
  let store = await openStore();
  return {
    store,
    clock,
    reopen: async () => {
      await store.close();
      store = await openStore();
      return store;
    },
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
