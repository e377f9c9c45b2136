import { describeEventStore, SettableClock } from './contract.ts';
import { MemoryEventStore } from './memory-event-store.ts';

describeEventStore('The store in memory', async () => {
  const clock = new SettableClock('2026-09-01T06:00:00.000Z');
  const store = new MemoryEventStore(clock);
  return { store, clock, close: () => store.close() };
});
