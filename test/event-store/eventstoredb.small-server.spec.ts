import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { END, EventStoreDBClient, eventTypeFilter, jsonEvent, NO_STREAM, START } from '@eventstore/db-client';
import { SmallEventStoreDb } from '../support/eventstoredb/small-eventstoredb.ts';
import { describeAnswers } from './eventstoredb-answers.ts';

jest.setTimeout(30_000);

describeAnswers('The small server', async () => {
  const database = await SmallEventStoreDb.start();
  return { url: database.connectionString, stop: () => database.down() };
});

/** What a real server cannot be asked to do at will, and what the small one says it does not do. */
describe('The small server for tests', () => {
  let database: SmallEventStoreDb;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    database = await SmallEventStoreDb.start({ commitTimeoutMs: 200 });
    client = EventStoreDBClient.connectionString(database.connectionString);
  });
  afterEach(async () => {
    await client.dispose();
    await database.down();
  });

  const PLAIN = { credentials: { username: 'plain', password: 'path' } };
  const noted = () => jsonEvent({ type: 'Noted', data: {} });

  describe.each([
    ['batch', {}, 'deadline-exceeded'],
    ['plain', PLAIN, 'timeout'],
  ] as const)('by the %s path', (_path, options, timeout) => {
    it('lets the same events wait while the first attempt is uncommitted, and answers once it is', async () => {
      const event = noted();
      const append = () =>
        client.appendToStream('aa.s.x-1', event, { expectedRevision: NO_STREAM, ...options });
      const release = database.log.holdCommits();
      await expect(append()).rejects.toMatchObject({ type: timeout });
      await expect(append()).rejects.toMatchObject({ type: timeout });
      release();
      expect(await append()).toMatchObject({ nextExpectedRevision: 0n });
      expect(database.log.stream('aa.s.x-1')).toHaveLength(1);
    });

    it('forgets recent ids with a restart: ANY stores again, an exact revision does not', async () => {
      const event = noted();
      await client.appendToStream('aa.s.x-1', event, { expectedRevision: NO_STREAM, ...options });
      await database.down();
      await database.up();
      await retried(() =>
        client.appendToStream('aa.s.x-1', event, { expectedRevision: NO_STREAM, ...options }),
      );
      expect(database.log.stream('aa.s.x-1')).toHaveLength(1);
      await client.appendToStream('aa.s.x-1', event, options);
      expect(database.log.stream('aa.s.x-1')).toHaveLength(2);
    });
  });

  it('answers while it is starting as the real one does', async () => {
    await client.appendToStream('aa.s.x-1', noted());
    database.ready = false;
    await expect(client.appendToStream('aa.s.x-1', noted())).rejects.toMatchObject({
      type: 'unknown',
      message: 'Could not recognize Server Is Not Ready',
      code: undefined,
    });
    const unavailable = { type: 'unavailable', code: 14 };
    await expect(client.appendToStream('aa.s.x-1', noted(), PLAIN)).rejects.toMatchObject(unavailable);
    await expect(read(client.readStream('aa.s.x-1'))).rejects.toMatchObject(unavailable);
  });

  it('answers nothing when it is down: the batch path fails without a type', async () => {
    await database.down();
    const error: unknown = await client
      .appendToStream('aa.s.x-1', noted())
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 14 });
    expect(error).not.toHaveProperty('type');
    await expect(read(client.readStream('aa.s.x-1'))).rejects.toMatchObject({
      type: 'unavailable',
      code: 14,
    });
  });

  it('breaks the batch stream at an event of 17 MB, with whatever is in flight on it', async () => {
    await client.appendToStream('aa.s.x-0', noted());
    const huge = jsonEvent({ type: 'Huge', data: { text: 'x'.repeat(17 * 1024 * 1024) } });
    const release = database.log.holdCommits();
    const inFlight = Promise.allSettled([1, 2, 3].map((n) => client.appendToStream(`aa.s.x-${n}`, noted())));
    await pause(20);
    await expect(client.appendToStream('aa.s.x-4', huge)).rejects.toThrow('larger');
    expect((await inFlight).map((end) => end.status)).toEqual(['rejected', 'rejected', 'rejected']);
    release();
    expect([1, 2, 3].filter((n) => database.log.stream(`aa.s.x-${n}`) !== null)).toEqual([1, 2, 3]);
  });

  it('drops a live consumer that is too slow, and no one who catches up', async () => {
    const large = Array.from({ length: 40 }, () =>
      jsonEvent({ type: 'Large', data: { text: 'x'.repeat(5_000) } }),
    );
    for (let n = 0; n < 40; n += 1) await client.appendToStream(`aa.s.x-${n}`, large);
    const catchingUp = client.subscribeToAll({ fromPosition: START });
    const errors: unknown[] = [];
    catchingUp.on('error', (error) => errors.push(error));
    await pause(300);
    expect(errors).toEqual([]);
    const live = client.subscribeToAll({ fromPosition: END });
    live.on('error', (error) => errors.push(error));
    await pause(100);
    for (let n = 40; n < 80; n += 1) await client.appendToStream(`aa.s.x-${n}`, large);
    const reading = read(live);
    await expect(reading).rejects.toMatchObject({ type: 'timeout', code: 10 });
    await expect(reading).rejects.toThrow('Consumer too slow to handle event while live');
  });

  it('ends a subscription by a reset with an unavailable error first, and an abort behind it', async () => {
    const subscription = client.subscribeToAll({ fromPosition: END });
    const errors: unknown[] = [];
    subscription.on('error', (error) => errors.push(error));
    setTimeout(() => database.resetConnections(), 100);
    await expect(read(subscription)).rejects.toMatchObject({ type: 'unavailable', code: 14 });
    await pause(20);
    expect(errors).toMatchObject([{ type: 'unavailable' }, { name: 'AbortError' }]);
  });

  it('does nothing that it was not made for, and says what', async () => {
    const unimplemented = { code: 12 };
    await expect(read(client.readStream('aa.s.x-1', { resolveLinkTos: true }))).rejects.toMatchObject(
      unimplemented,
    );
    const typed = client.subscribeToAll({ filter: eventTypeFilter({ prefixes: ['N'] }) });
    typed.on('error', () => {});
    await expect(read(typed)).rejects.toMatchObject(unimplemented);
    const one = client.subscribeToStream('aa.s.x-1');
    one.on('error', () => {});
    await expect(read(one)).rejects.toMatchObject(unimplemented);
    await expect(client.deleteStream('aa.s.x-1', { expectedRevision: 0n })).rejects.toMatchObject(
      unimplemented,
    );
    await expect(client.tombstoneStream('aa.s.x-1', { expectedRevision: 0n })).rejects.toMatchObject(
      unimplemented,
    );
    await expect(client.setStreamMetadata('aa.s.x-1', { maxCount: 1 }, PLAIN)).rejects.toMatchObject(
      unimplemented,
    );
    await expect(client.setStreamMetadata('aa.s.x-1', { maxCount: 1 })).rejects.toThrow(
      'no metadata streams',
    );
    await expect(client.listProjections()).rejects.toMatchObject(unimplemented);
  });
});

async function read(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _item of items) count += 1;
  return count;
}

/** The client needs a call to notice that its connection is gone. */
async function retried<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === 20) throw error;
      await pause(50);
    }
  }
}
