import { jest } from '@jest/globals';
import { SmallEventStoreDb } from '../support/eventstoredb/small-eventstoredb.ts';
import { describeEventStore, SettableClock } from '../../libs/event-store/src/contract.ts';
import { EventStoreDbEventStore } from '../../libs/event-store/src/eventstoredb/eventstoredb-event-store.ts';

// a connection and a server for each test take their time on a busy machine
jest.setTimeout(30_000);

describeEventStore('EventStoreDB, over the small server', async () => {
  const database = await SmallEventStoreDb.start();
  const clock = new SettableClock('2026-09-01T06:00:00.000Z');
  const connect = () =>
    EventStoreDbEventStore.connect({ connectionString: database.connectionString, clock });
  let store = await connect();
  return {
    store,
    clock,
    async reopen() {
      await store.close();
      await database.down();
      await database.up();
      store = await connect();
      return store;
    },
    async close() {
      await store.close();
      await database.down();
    },
  };
});
