import { describe, expect, it } from '@jest/globals';
import { describeEventStore, SettableClock } from '../../libs/event-store/src/contract.ts';
import { batchPathProcess } from './batch-path-process.ts';
import { describeAnswers } from './eventstoredb-answers.ts';
import { EventStoreDbEventStore } from '../../libs/event-store/src/eventstoredb/eventstoredb-event-store.ts';

const connectionString = process.env['EVENTSTORE_URL'];

if (connectionString === undefined) {
  describe('EventStoreDB', () => {
    it.skip('needs a real server: EVENTSTORE_URL is not set', () => {});
  });
} else {
  describeAnswers('A real server', async () => ({ url: connectionString, stop: async () => {} }));

  describe("the official client's batch path, with a real server", () => {
    it('ends the process after a request that was refused as bad: it is answered twice', async () => {
      const end = await batchPathProcess(connectionString, 'bad-request');
      expect(end.said).toEqual(['refused: Could not recognize BadRequest']);
      expect(end.complaint).toContain('TypeError: undefined is not iterable');
      expect(end.code).not.toBe(0);
    }, 20_000);
  });

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
