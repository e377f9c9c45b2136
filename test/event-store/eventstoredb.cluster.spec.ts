import { describe, it } from '@jest/globals';
import { describeEventStore, SettableClock } from '../../libs/event-store/src/contract.ts';
import { EventStoreDbEventStore } from '../../libs/event-store/src/eventstoredb/eventstoredb-event-store.ts';

const connectionString = process.env['EVENTSTORE_URL'];

if (connectionString === undefined) {
  describe('EventStoreDB', () => {
    it.skip('needs a real server: EVENTSTORE_URL is not set', () => {});
  });
} else {
  describeEventStore('EventStoreDB, a real server', async () => {
    const clock = new SettableClock('2026-09-01T06:00:00.000Z');
    const connect = () => EventStoreDbEventStore.connect({ connectionString, clock });
    let store = await connect();
    return {
      store,
      clock,
      async reopen() {
        await store.close();
        store = await connect();
        return store;
      },
      close: () => store.close(),
    };
  });
}
