import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, jest } from '@jest/globals';
import { SettableClock, Trial } from '../../libs/event-store/src/contract/trial.ts';
import { EventStoreDbEventStore } from '../../libs/event-store/src/eventstoredb/eventstoredb-event-store.ts';
import type { Timings } from '../../libs/event-store/src/eventstoredb/timings.ts';
import type { Trouble } from '../../libs/event-store/src/eventstoredb/trouble.ts';
import { SmallEventStoreDb } from '../support/eventstoredb/small-eventstoredb.ts';

/** The adapter's waits, shortened in proportion: settling still outlasts the server's commit timeout. */
export const shortTimings: Timings = {
  callMs: 600,
  settleAfterMs: 250,
  appendGiveUpMs: 3_000,
  readGiveUpMs: 3_000,
  confirmMs: 600,
  backoffMinMs: 10,
  backoffMaxMs: 100,
};
export const COMMIT_TIMEOUT_MS = 150;

/** A trial of the adapter over a small server of its own, whose faults are at hand. */
export class FaultTrial extends Trial {
  database!: SmallEventStoreDb;
  /** What the store reported. */
  troubles: Trouble[] = [];
  #others: EventStoreDbEventStore[] = [];

  get adapter(): EventStoreDbEventStore {
    return this.store as EventStoreDbEventStore;
  }

  async begin(): Promise<void> {
    this.database = await SmallEventStoreDb.start({ commitTimeoutMs: COMMIT_TIMEOUT_MS });
    this.troubles = [];
    await this.open(async () => {
      const clock = new SettableClock('2026-09-01T06:00:00.000Z');
      const store = await this.#connect(clock);
      return { store, clock, close: () => store.close() };
    });
  }

  async end(): Promise<void> {
    this.database.thaw();
    await Promise.all(this.#others.splice(0).map((store) => store.close()));
    await this.close();
    await this.database.down();
  }

  /** Another process on the same log: it shares nothing with the first. */
  async another(
    at = '2026-09-01T06:00:00.000Z',
    timings: Partial<Timings> = {},
  ): Promise<EventStoreDbEventStore> {
    const store = await this.#connect(new SettableClock(at), timings);
    this.#others.push(store);
    return store;
  }

  #connect(clock: SettableClock, timings: Partial<Timings> = {}): Promise<EventStoreDbEventStore> {
    return EventStoreDbEventStore.connect({
      connectionString: this.database.connectionString,
      clock,
      timings: { ...shortTimings, ...timings },
      report: (trouble) => this.troubles.push(trouble),
    });
  }

  /** The numbers of the events that the server holds of a stream, whatever the adapter says. */
  stored(id: string): number[] {
    return (this.database.log.stream(this.stream(id)) ?? []).map(
      (record) => (JSON.parse(Buffer.from(record.data).toString()) as { n: number }).n,
    );
  }
}

/** Gives every test of a file a server and a store of its own. */
export function eachWithFaults(): FaultTrial {
  jest.setTimeout(30_000);
  const trial = new FaultTrial();
  beforeEach(() => trial.begin());
  afterEach(() => trial.end());
  return trial;
}

/** How long a promise takes to settle, in ms. */
export async function timeOf(work: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work.catch(() => undefined);
  return performance.now() - started;
}

/** Waits until something has come about that nobody announces. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}
