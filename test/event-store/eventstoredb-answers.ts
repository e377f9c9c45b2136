import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ANY,
  type AppendExpectedRevision,
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  type Position,
  type ResolvedEvent,
  START,
  STREAM_EXISTS,
  streamNameFilter,
} from '@eventstore/db-client';

const PLAIN = { credentials: { username: 'plain', password: 'path' } };
const BATCH = {};

/**
 * What docs/eventstoredb.md says a real EventStoreDB answers, asked through the official client and nothing
 * else. It runs against the small server always and against a real one when there is one: what holds for both
 * is what the adapter's tests over the small server are worth.
 */
export function describeAnswers(
  name: string,
  start: () => Promise<{ url: string; stop: () => Promise<void> }>,
): void {
  describe(`${name} answers as docs/eventstoredb.md says`, () => {
    let client: EventStoreDBClient;
    let stop: () => Promise<void>;
    beforeAll(async () => {
      const server = await start();
      stop = server.stop;
      client = EventStoreDBClient.connectionString(server.url);
    });
    afterAll(async () => {
      await client.dispose();
      await stop();
    });

    // No name of a stream of ours: whoever reads the whole log of the same server passes it over.
    const stream = () => `answers-${randomUUID()}`;
    const event = (n = 0, id = randomUUID()) => jsonEvent({ id, type: 'Noted', data: { n } });
    const events = (count: number) => Array.from({ length: count }, (_, n) => event(n));
    const lengthOf = async (name_: string) => (await collected(client.readStream(name_))).length;

    describe.each([
      ['the batch path', BATCH],
      ['the plain path', PLAIN],
    ])('appending by %s', (_path, options) => {
      const append = (
        to: string,
        what: ReturnType<typeof events>,
        expectedRevision: AppendExpectedRevision,
      ) => client.appendToStream(to, what, { expectedRevision, deadline: 5_000, ...options });

      it('answers revision and position of the last event, prepare equal to commit', async () => {
        const to = stream();
        const answer = await append(to, events(3), NO_STREAM);
        expect(answer).toMatchObject({ success: true, nextExpectedRevision: 2n });
        expect(answer.position!.prepare).toBe(answer.position!.commit);
        const stored = await collected(client.readStream(to));
        expect(stored.at(-1)!.event!.position).toEqual(answer.position);
      });

      it.each<[string, AppendExpectedRevision, number, bigint | 'no_stream']>([
        ['none, where there is one', NO_STREAM, 2, 1n],
        ['a revision behind', 0n, 2, 1n],
        ['a revision ahead', 7n, 2, 1n],
        ['a revision, where there is no stream', 0n, 0, 'no_stream'],
        ['that it exists, where it does not', STREAM_EXISTS, 0, 'no_stream'],
      ])('refuses a wrong revision: %s', async (_case, expectedVersion, length, actualVersion) => {
        const to = stream();
        if (length > 0) await append(to, events(length), NO_STREAM);
        await expect(append(to, events(1), expectedVersion)).rejects.toMatchObject({
          type: 'wrong-expected-version',
          streamName: to,
          expectedVersion,
          actualVersion,
          message: '',
        });
      });

      it('takes 1,048,576 bytes of data in one append, and no more; metadata is not counted', async () => {
        const frame = JSON.stringify({ text: '' }).length;
        const ofBytes = (bytes: number, metadata = {}) =>
          jsonEvent({ type: 'Written', data: { text: 'x'.repeat(bytes - frame) }, metadata });
        const to = stream();
        const limit = 1_048_576;
        const large = { more: 'y'.repeat(100_000) };
        const write = (what: ReturnType<typeof ofBytes>[]) =>
          client.appendToStream(to, what, { expectedRevision: ANY, ...options });
        await write([ofBytes(limit)]);
        await write([ofBytes(limit / 2, large), ofBytes(limit / 2, large)]);
        const tooLarge = { type: 'maximum-append-size-exceeded', maxAppendSize: limit };
        await expect(write([ofBytes(limit + 1)])).rejects.toMatchObject(tooLarge);
        await expect(write([ofBytes(limit / 2), ofBytes(limit / 2 + 1)])).rejects.toMatchObject(tooLarge);
        expect(await lengthOf(to)).toBe(3);
      });

      it('takes an empty list, and makes no stream of it', async () => {
        const to = stream();
        expect((await append(to, [], NO_STREAM)).success).toBe(true);
        await expect(lengthOf(to)).rejects.toMatchObject({ type: 'stream-not-found' });
      });

      it('takes events into a stream of any name', async () => {
        expect((await append(`$foo-${randomUUID()}`, events(1), NO_STREAM)).success).toBe(true);
      });

      describe('the same events again', () => {
        const first = async () => {
          const to = stream();
          await append(to, events(2), NO_STREAM);
          const batch = events(3);
          const answer = await append(to, batch, 1n);
          return { to, batch, answer };
        };

        it('at the same revision: the first answer, stored once, after 50 others too', async () => {
          const { to, batch, answer } = await first();
          expect(await append(to, batch, 1n)).toEqual(answer);
          await append(to, events(50), 4n);
          expect(await append(to, batch, 1n)).toEqual(answer);
          expect(await lengthOf(to)).toBe(55);
        });

        it('a prefix, a suffix at its revision, two batches joined: success, stored once', async () => {
          const { to, batch } = await first();
          const next = events(2);
          await append(to, next, 4n);
          expect((await append(to, batch.slice(0, 2), 1n)).nextExpectedRevision).toBe(3n);
          expect((await append(to, batch.slice(1), 2n)).nextExpectedRevision).toBe(4n);
          expect((await append(to, [...batch, ...next], 1n)).nextExpectedRevision).toBe(6n);
          expect(await lengthOf(to)).toBe(7);
        });

        it('permuted, or mixed with new ones: refused, nothing written', async () => {
          const { to, batch } = await first();
          const wrong = { type: 'wrong-expected-version' };
          await expect(append(to, [...batch].reverse(), 1n)).rejects.toMatchObject(wrong);
          await expect(append(to, [...batch, event()], 1n)).rejects.toMatchObject(wrong);
          await expect(append(to, [event(), ...batch], 1n)).rejects.toMatchObject(wrong);
          expect(await lengthOf(to)).toBe(5);
        });

        it('with ANY: success, stored once, in the stream where the ids were used first', async () => {
          const { to, batch } = await first();
          const other = stream();
          await append(to, batch, ANY);
          await append(other, batch, ANY);
          await append(other, batch, ANY);
          await append(to, batch, ANY);
          expect(await lengthOf(to)).toBe(5);
          expect(await lengthOf(other)).toBe(6);
        });

        it('with the current revision expected: stored twice', async () => {
          const { to, batch } = await first();
          expect((await append(to, batch, 4n)).nextExpectedRevision).toBe(7n);
        });

        it('twice in one batch: stored twice', async () => {
          const to = stream();
          const one = event();
          expect((await append(to, [one, one], NO_STREAM)).nextExpectedRevision).toBe(1n);
        });

        it('with another type and data: success, for only ids are compared', async () => {
          const { to, batch, answer } = await first();
          const others = batch.map(({ id }) => jsonEvent({ id, type: 'Other', data: { other: true } }));
          expect(await client.appendToStream(to, others, { expectedRevision: 1n, ...options })).toEqual(
            answer,
          );
          expect(await lengthOf(to)).toBe(5);
        });
      });
    });

    // on the batch path the same ends the process: eventstoredb.batch-path.spec.ts
    it('refuses an empty type and an id that is no uuid as an unknown error', async () => {
      const bad = [jsonEvent({ type: '', data: {} }) as never, event(0, 'no-uuid-at-all-x')];
      for (const what of bad) {
        const appending = client.appendToStream(stream(), what, { expectedRevision: NO_STREAM, ...PLAIN });
        await expect(appending).rejects.toMatchObject({ type: 'unknown' });
      }
    });

    describe('reading', () => {
      it('throws for a stream that is not there, and gives nothing past the end', async () => {
        await expect(lengthOf(stream())).rejects.toMatchObject({ type: 'stream-not-found' });
        const to = stream();
        await client.appendToStream(to, events(2));
        expect(await collected(client.readStream(to, { fromRevision: 2n }))).toEqual([]);
        expect(await collected(client.readStream(to, { fromRevision: 500n }))).toEqual([]);
      });

      it('throws for a stream that was deleted softly, and goes on with it behind its last event', async () => {
        const to = stream();
        await client.appendToStream(to, events(2));
        await client.deleteStream(to);
        await expect(lengthOf(to)).rejects.toMatchObject({ type: 'stream-not-found' });
        expect(
          (await client.appendToStream(to, events(1), { expectedRevision: NO_STREAM })).nextExpectedRevision,
        ).toBe(2n);
        expect(await lengthOf(to)).toBe(1);
      });

      it('refuses everything to a tombstoned stream', async () => {
        const to = stream();
        await client.appendToStream(to, events(2));
        await client.tombstoneStream(to);
        const deleted = { type: 'stream-deleted' };
        await expect(lengthOf(to)).rejects.toMatchObject(deleted);
        await expect(client.appendToStream(to, events(1))).rejects.toMatchObject(deleted);
        await expect(client.appendToStream(to, events(1), PLAIN)).rejects.toMatchObject(deleted);
      });

      it('takes $all forwards from a position with that position, backwards without it', async () => {
        const to = stream();
        await client.appendToStream(to, events(4));
        const all = (await collected(client.readStream(to))).map(({ event: recorded }) => recorded!);
        const at = all[1]!.position!;
        const forwards = await collected(client.readAll({ fromPosition: at, maxCount: 2 }));
        expect(forwards.map((read) => read.event?.id)).toEqual([all[1]!.id, all[2]!.id]);
        const backwards = await collected(
          client.readAll({ direction: BACKWARDS, fromPosition: at, maxCount: 1 }),
        );
        expect(backwards.map((read) => read.event?.id)).toEqual([all[0]!.id]);
      });

      it('has its head one step back from the end', async () => {
        const answer = await client.appendToStream(stream(), events(2));
        const [head] = await collected(
          client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }),
        );
        expect(head!.event!.position.commit).toBeGreaterThanOrEqual(answer.position!.commit);
      });

      it('knows no position off a record, and nothing beyond the end', async () => {
        const { position } = await client.appendToStream(stream(), events(2));
        const off = { commit: position!.commit - 1n, prepare: position!.prepare - 1n };
        await expect(collected(client.readAll({ fromPosition: off, maxCount: 1 }))).rejects.toMatchObject({
          type: 'unknown',
          code: 2,
        });
        const beyond = { commit: position!.commit + 1_000_000n, prepare: position!.prepare + 1_000_000n };
        expect(await collected(client.readAll({ fromPosition: beyond, maxCount: 1 }))).toEqual([]);
      });

      it('refuses to read no events', async () => {
        const to = stream();
        await client.appendToStream(to, events(1));
        await expect(collected(client.readStream(to, { maxCount: 0 }))).rejects.toMatchObject({
          type: 'unknown',
        });
      });
    });

    describe('subscribing to $all', () => {
      /** What a filtered subscription brings until it caught up and `more` is done. */
      async function follow(
        fromPosition: Position | typeof START,
        prefixes: string[],
        more: (seen: (ResolvedEvent | Position)[]) => Promise<unknown> = async () => {},
      ) {
        const seen: (ResolvedEvent | Position)[] = [];
        let caughtUp = () => {};
        let fellBehind = 0;
        const live = new Promise<void>((resolve) => (caughtUp = resolve));
        const subscription = client.subscribeToAll({
          fromPosition,
          filter: streamNameFilter({
            prefixes,
            checkpointInterval: 1,
            checkpointReached: (_subscription, position) => void seen.push(position),
          }),
        });
        subscription.on('error', () => {});
        subscription.on('data', (resolved: ResolvedEvent) => seen.push(resolved));
        subscription.on('caughtUp', caughtUp);
        subscription.on('fellBehind', () => (fellBehind += 1));
        await live;
        await more(seen);
        await subscription.unsubscribe();
        subscription.destroy();
        expect(fellBehind).toBe(0);
        return {
          ids: seen.flatMap((item) => ('event' in item ? [item.event.id] : [])),
          checkpoints: seen.filter((item): item is Position => 'commit' in item),
        };
      }

      const until = async (holds: () => boolean) => {
        while (!holds()) await pause(5);
      };

      it('starts after a position, inside an append too, and passes on from there', async () => {
        const to = stream();
        await client.appendToStream(to, events(4));
        const all = (await collected(client.readStream(to))).map(({ event: recorded }) => recorded!);
        const next = events(2);
        const { ids } = await follow(all[1]!.position!, [to], async (seen) => {
          await client.appendToStream(to, next);
          await until(() => seen.filter((item) => 'event' in item).length >= 4);
        });
        expect(ids).toEqual([all[2]!.id, all[3]!.id, ...next.map(({ id }) => id)]);
      });

      it('starts beyond the end, and passes on what comes', async () => {
        const to = stream();
        const { position } = await client.appendToStream(to, events(1));
        const beyond = { commit: position!.commit + 1_000_000n, prepare: position!.prepare + 1_000_000n };
        const next = events(2);
        const { ids } = await follow(beyond, [to], async (seen) => {
          await client.appendToStream(to, next);
          await until(() => seen.length >= 2);
        });
        expect(ids).toEqual(next.map(({ id }) => id));
      });

      it('sends a checkpoint for every 32 scanned events, none when it has caught up', async () => {
        const { position } = await client.appendToStream(stream(), events(1));
        const other = stream();
        await client.appendToStream(other, events(20));
        expect((await follow(position!, [stream()])).checkpoints).toEqual([]);
        await client.appendToStream(other, events(100));
        const { ids, checkpoints } = await follow(position!, [stream()], async (seen) => {
          const before = seen.length;
          await client.appendToStream(other, events(64));
          await until(() => seen.length >= before + 2);
        });
        expect(ids).toEqual([]);
        expect(checkpoints.length).toBeGreaterThanOrEqual(4);
        expect(checkpoints.map(({ prepare }) => prepare)).toContain(0n);
        for (const [n, { commit }] of checkpoints.entries()) {
          expect(commit).toBeGreaterThan(checkpoints[n - 1]?.commit ?? position!.commit);
        }
      });

      it('can be taken up at every checkpoint without loss or duplicate', async () => {
        const { position } = await client.appendToStream(stream(), events(1));
        const [ours, other] = [stream(), stream()];
        for (let n = 0; n < 20; n += 1) {
          await client.appendToStream(n % 3 === 0 ? ours : other, events(1 + ((n * 7) % 30)));
        }
        const all = (await collected(client.readStream(ours))).map(({ event: recorded }) => recorded!);
        const { checkpoints } = await follow(position!, [ours]);
        expect(checkpoints.length).toBeGreaterThan(2);
        for (const checkpoint of checkpoints) {
          const rest = all.filter((recorded) => recorded.position!.commit > checkpoint.commit);
          expect((await follow(checkpoint, [ours])).ids).toEqual(rest.map(({ id }) => id));
        }
      });

      it('waits for a stream that is not there yet', async () => {
        const to = stream();
        const next = events(1);
        const { ids } = await follow(START, [to], async (seen) => {
          await client.appendToStream(to, next);
          await until(() => seen.some((item) => 'event' in item));
        });
        expect(ids).toEqual([next[0]!.id]);
      });
    });
  });
}

async function collected<Item>(read: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of read) items.push(item);
  return items;
}
