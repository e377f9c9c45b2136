import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { positionFrom, systemClock } from '#kernel';
import { StoreUnavailable } from '#event-store';
import { noted, notedFrom, numbersOf } from '../../libs/event-store/src/contract/trial.ts';
import { EventStoreDbEventStore } from '../../libs/event-store/src/eventstoredb/eventstoredb-event-store.ts';
import { eachWithFaults, shortTimings, timeOf } from './eventstoredb-trial.ts';

/** Each test stands for lines of docs/eventstoredb.md, «Reading and subscribing to $all» and «Faults». */
describe('reading from EventStoreDB', () => {
  const trial = eachWithFaults();

  const ownRecord = { id: '', contentType: '', data: new Uint8Array(), metadata: new Uint8Array() };

  it('has no head in a log that holds nothing but records of the server itself', async () => {
    expect(trial.start).toBeNull();
    expect(await trial.readOn(null, 2)).toEqual([]);
    expect(await trial.store.positionAt('', '2099-01-01T00:00:00.000Z')).toBeNull();
  });

  it.each([1, 300])(
    'has its head at our last event, behind which the server wrote %i of its own',
    async (own) => {
      const { position } = await trial.append('a', 'none', notedFrom(0, 3));
      for (let n = 0; n < own; n += 1) trial.database.log.write('$stats', [{ ...ownRecord, type: '$stats' }]);
      expect(await trial.store.head()).toBe(position);
      expect((await trial.store.readAll({ after: position, limit: own })).end).toBe(true);
      expect((await trial.store.readAll({ after: position, limit: 1 })).events).toEqual([]);
    },
  );

  it('has its head no earlier than our last event, behind whatever many records of the server', async () => {
    const { position } = await trial.append('a', 'none', [noted(0)]);
    const many = Array.from({ length: 5_000 }, () => ({ ...ownRecord, type: '$stats' }));
    trial.database.log.write('$stats', many);
    const head = await trial.store.head();
    expect(head! > position).toBe(true);
  });

  it('reads a stream that was deleted softly as one that is not there, and goes on behind it', async () => {
    await trial.append('a', 'none', notedFrom(0, 2));
    trial.database.log.softDelete(trial.stream('a'));
    expect(await trial.store.readStream(trial.stream('a'))).toEqual([]);
    expect(numbersOf(await trial.readOn(trial.start))).toEqual([0, 1]);
  });

  it('says so when a stream was closed for ever', async () => {
    await trial.append('a', 'none');
    trial.database.log.tombstone(trial.stream('a'));
    await expect(trial.store.readStream(trial.stream('a'))).rejects.toThrow('is deleted');
  });

  it('says so when no record stands where it shall read on, and does not try again', async () => {
    await trial.append('a', 'none', notedFrom(0, 2));
    const reading = trial.store.readAll({ after: positionFrom(3), limit: 10 });
    await expect(reading).rejects.toThrow('ReadAllResult');
    expect(trial.troubles).toEqual([]);
  });

  it('reads nothing beyond the end of the log', async () => {
    await trial.append('a', 'none');
    const beyond = positionFrom(1_000_000);
    expect(await trial.store.readAll({ after: beyond, limit: 10 })).toEqual({
      events: [],
      next: beyond,
      end: true,
    });
  });

  it('reads again what broke off in the middle, and gives every event once', async () => {
    await trial.append('a', 'none', notedFrom(0, 200));
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    trial.database.faults.breakReadAfter(70);
    expect(numbersOf(await trial.store.readStream(trial.stream('a')))).toEqual(numbers);
    trial.database.faults.breakReadAfter(70);
    expect(numbersOf(await trial.readOn(trial.start))).toEqual(numbers);
    trial.database.faults.breakReadAfter(70);
    expect(await trial.store.positionAt(trial.prefix, '2000-01-01T00:00:00.000Z')).toBeNull();
    expect(trial.troubles).toHaveLength(3);
  });

  it('waits for a server that is starting', async () => {
    await trial.append('a', 'none', [noted(0)]);
    trial.database.ready = false;
    setTimeout(() => (trial.database.ready = true), 300);
    const [events, receipt] = await Promise.all([
      trial.store.readStream(trial.stream('a')),
      trial.append('b', 'none', [noted(1)]),
    ]);
    expect(numbersOf(events)).toEqual([0]);
    expect(receipt.revision).toBe(0);
    expect(trial.troubles).toContainEqual(
      expect.objectContaining({ reason: expect.stringContaining('Not Ready') }),
    );
    expect(trial.troubles).not.toContainEqual(expect.objectContaining({ uncertain: true }));
  });

  it.each<[string, () => Promise<void> | void, RegExp]>([
    ['down', () => trial.database.down(), /ECONNREFUSED/],
    ['frozen', () => trial.database.freeze(), /did not answer|Deadline exceeded/],
  ])(
    'gives up on a server that is %s, in bounded time, and recovers with it',
    async (state, fault, reason) => {
      await trial.append('a', 'none', [noted(0)]);
      await fault();
      const calls = [
        trial.store.readStream(trial.stream('a')),
        trial.store.readAll({ after: null, limit: 10 }),
        trial.store.head(),
        trial.store.positionAt(trial.prefix, '2099-01-01T00:00:00.000Z'),
      ];
      const { readGiveUpMs, callMs } = shortTimings;
      expect(await timeOf(Promise.allSettled(calls))).toBeLessThan(readGiveUpMs + 2 * callMs);
      for (const call of calls) {
        await expect(call).rejects.toThrow(StoreUnavailable);
        await expect(call).rejects.toThrow(reason);
      }
      const appending = trial.append('b', 'none', [noted(1)]);
      expect(await timeOf(appending)).toBeLessThan(shortTimings.appendGiveUpMs + 3 * callMs);
      // a connection that was never made can have recorded nothing; bytes that were taken may have
      await expect(appending).rejects.toMatchObject({
        name: state === 'down' ? 'StoreUnavailable' : 'AppendUncertain',
      });
      if (state === 'down') await trial.database.up();
      else trial.database.thaw();
      await pause(50);
      expect((await trial.append('c', 'none', [noted(2)])).revision).toBe(0);
      expect(trial.stored('b').length).toBeLessThanOrEqual(1);
    },
  );

  it('does not connect to a server that is not there, and says so', async () => {
    await trial.database.down();
    const { connectionString } = trial.database;
    const timings = { ...shortTimings, readGiveUpMs: 300 };
    await expect(
      EventStoreDbEventStore.connect({ connectionString, clock: systemClock, timings }),
    ).rejects.toThrow(StoreUnavailable);
  });

  it.each([
    ['esdb://127.0.0.1:2113?tls=false&throwOnAppendFailure=false', 'hide conflicts'],
    ['esdb://127.0.0.1:2113', 'user:password@'],
    ['http://127.0.0.1:2113?tls=false', 'esdb://'],
  ])('refuses the connection string %s', async (connectionString, reason) => {
    await expect(EventStoreDbEventStore.connect({ connectionString, clock: systemClock })).rejects.toThrow(
      reason,
    );
  });

  it('closes at once, though reads were left early', async () => {
    await trial.append('a', 'none', notedFrom(0, 5));
    const other = await trial.another();
    await other.append(trial.stream('a'), [noted(5)], 4, trial.command());
    expect(await other.positionAt(trial.prefix, '2099-01-01T00:00:00.000Z')).not.toBeNull();
    expect((await other.readAll({ after: null, limit: 2 })).end).toBe(false);
    expect(await Promise.race([other.close(), pause(2_000, 'hangs')])).toBeUndefined();
  });

  it('fails what is called after it was closed, and what was waiting', async () => {
    await trial.database.down();
    await expect(trial.store.head()).rejects.toThrow(StoreUnavailable);
    const waiting = trial.append('a', 'none');
    await pause(50);
    await trial.store.close();
    await expect(waiting).rejects.toThrow(StoreUnavailable);
    await expect(trial.store.readStream(trial.stream('a'))).rejects.toThrow('the store was closed');
    await expect(trial.append('a', 'none')).rejects.toThrow(StoreUnavailable);
  });
});
