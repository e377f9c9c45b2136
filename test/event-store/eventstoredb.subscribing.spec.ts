import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { comparePositions, type Position } from '#kernel';
import type { LogMessage } from '#event-store';
import {
  type Followed,
  idsOf,
  noted,
  notedFrom,
  numbersOf,
} from '../../libs/event-store/src/contract/trial.ts';
import { eachWithFaults, shortTimings, until } from './eventstoredb-trial.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Each test stands for lines of docs/eventstoredb.md, «Reading and subscribing to $all» and «Faults». */
describe('subscribing to EventStoreDB', () => {
  const trial = eachWithFaults();

  /** Appends events `first` … in a stream of their own, in one append. */
  const appendRun = (first: number, count: number) =>
    trial.append(`run-${first}`, 'none', notedFrom(first, count));

  const kinds = (seen: Followed): string[] => seen.messages.map((message) => message.kind);

  it.each<[string, () => Promise<void> | void]>([
    ['the connection is reset', () => trial.database.resetConnections()],
    ['the server drops it', () => trial.database.dropSubscriptions()],
    [
      'the server is restarted',
      async () => {
        await trial.database.down();
        await trial.database.up();
      },
    ],
    [
      'the server starts for a while',
      async () => {
        trial.database.ready = false;
        trial.database.resetConnections();
        await pause(150);
        trial.database.ready = true;
      },
    ],
    [
      'the server refuses several times',
      () => {
        trial.database.faults.failReads(4);
        trial.database.resetConnections();
      },
    ],
  ])('says that it was dropped and goes on where it was when %s', async (_case, fault) => {
    await appendRun(0, 10);
    const appending: Promise<unknown>[] = [];
    const seen = await trial.follow(
      {},
      ({ events }) => events.length >= 20,
      async (message) => {
        if (message.kind !== 'caught-up' || appending.length > 0) return;
        await fault();
        appending.push(appendRun(10, 10));
      },
    );
    await Promise.all(appending);
    expect(numbersOf(seen.events)).toEqual(upTo(20));
    expect(kinds(seen)).toContain('dropped');
    expect(trial.troubles).toContainEqual(expect.objectContaining({ kind: 'subscription-dropped' }));
  });

  it('says that it caught up again after every interruption', async () => {
    await appendRun(0, 3);
    const seen = await trial.follow(
      {},
      ({ caughtUp }) => caughtUp >= 3,
      (message) => {
        if (message.kind === 'caught-up') setTimeout(() => trial.database.dropSubscriptions(), 20);
      },
    );
    expect(kinds(seen).filter((kind) => kind !== 'checkpoint')).toEqual([
      'events',
      'caught-up',
      'dropped',
      'caught-up',
      'dropped',
      'caught-up',
    ]);
  });

  it('loses and repeats nothing when it is broken again and again while it catches up', async () => {
    for (let n = 0; n < 20; n += 1) await appendRun(n * 50, 50);
    let batches = 0;
    const seen = await trial.follow(
      { maxBatch: 30 },
      ({ events }) => events.length >= 1_000,
      (message) => {
        if (message.kind === 'events') batches += 1;
        if (message.kind === 'events' && batches % 4 === 0) trial.database.resetConnections();
      },
    );
    expect(numbersOf(seen.events)).toEqual(upTo(1_000));
    expect(kinds(seen).filter((kind) => kind === 'dropped').length).toBeGreaterThan(3);
  });

  it('loses and repeats nothing when the server drops it for being slow', async () => {
    let started = false;
    const text = 'x'.repeat(2_000);
    const seen = await trial.follow(
      { maxBatch: 10 },
      ({ events }) => events.length >= 1_500,
      async (message) => {
        if (message.kind === 'events') await pause(2);
        if (message.kind !== 'caught-up' || started) return;
        started = true;
        for (let n = 0; n < 30; n += 1) {
          const facts = upTo(50).map((k) => ({ type: 'Noted', data: { n: n * 50 + k, text } }));
          await trial.append(`s${n}`, 'none', facts);
        }
      },
    );
    expect(numbersOf(seen.events)).toEqual(upTo(1_500));
    const dropped = seen.messages.filter((message) => message.kind === 'dropped');
    expect(dropped.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('Consumer too slow'));
  });

  it('leaves no error behind that nobody hears', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown) => unheard.push(error);
    process.on('uncaughtException', hear);
    process.on('unhandledRejection', hear);
    await appendRun(0, 5);
    let drops = 0;
    await trial.follow(
      {},
      () => drops >= 6,
      async (message) => {
        if (message.kind === 'dropped') drops += 1;
        if (message.kind !== 'caught-up') return;
        if (drops % 2 === 0) trial.database.resetConnections();
        else trial.database.dropSubscriptions();
      },
    );
    await pause(50);
    process.off('uncaughtException', hear);
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });

  it('hands out a checkpoint only behind every event before it, also to a slow reader', async () => {
    const foreign = `${trial.school}-b`;
    const appendForeign = (n: number) => {
      const context = trial.command({ schoolId: foreign });
      return trial.store.append(trial.stream(`f${n}`, foreign), notedFrom(0, 256), 'none', context);
    };
    let rounds = 0;
    const seen = await trial.follow(
      { maxBatch: 7 },
      ({ messages }) => messages.filter(({ kind }) => kind === 'checkpoint').length >= 4,
      async (message) => {
        if (message.kind === 'events') await pause(20);
        if (message.kind === 'events' || rounds === 4) return;
        await appendRun(rounds * 10, 10);
        await appendForeign(rounds);
        rounds += 1;
      },
    );
    const log = await trial.readOn(trial.start);
    let handed = 0;
    for (const message of seen.messages) {
      if (message.kind === 'events') handed += message.events.length;
      if (message.kind !== 'checkpoint') continue;
      const before = log.filter((event) => comparePositions(event.position, message.position) <= 0);
      expect(handed).toBe(before.length);
    }
  });

  it('can be taken up at a checkpoint on an event that its filter keeps out', async () => {
    const foreign = `${trial.school}-b`;
    const context = () => trial.command({ schoolId: foreign });
    await trial.store.append(trial.stream('f', foreign), notedFrom(0, 600), 'none', context());
    const { checkpoint } = await trial.follow({}, (seen) => seen.checkpoint !== null);
    expect(checkpoint).toMatch(/^[0-9a-f]{16}\.0$/);
    await appendRun(0, 3);
    const seen = await trial.follow({ after: checkpoint }, ({ events }) => events.length >= 3);
    expect(numbersOf(seen.events)).toEqual([0, 1, 2]);
  });

  it('starts beyond the end of the log when it is told to, and brings what comes', async () => {
    const { position } = await appendRun(0, 1);
    const seen = await trial.follow(
      { after: position },
      ({ events }) => events.length >= 2,
      (message) => {
        if (message.kind === 'caught-up') void appendRun(1, 2);
      },
    );
    expect(numbersOf(seen.events)).toEqual([1, 2]);
  });

  it('brings nothing of the server itself, nor of streams that are not ours', async () => {
    trial.database.log.write('$ours-not', [
      { id: '', type: '$x', contentType: '', data: new Uint8Array(), metadata: new Uint8Array() },
    ]);
    trial.database.log.write('00-foreign', [
      { id: '', type: 'x', contentType: '', data: new Uint8Array(), metadata: new Uint8Array() },
    ]);
    await appendRun(0, 2);
    for (const streamPrefixes of [undefined, ['00', trial.prefix]]) {
      const options = { after: null, ...(streamPrefixes && { streamPrefixes }) };
      const stop = new AbortController();
      const messages: LogMessage[] = [];
      for await (const message of trial.store.subscribe({ ...options, signal: stop.signal })) {
        messages.push(message);
        if (message.kind === 'caught-up') stop.abort();
      }
      const events = messages.flatMap((message) => (message.kind === 'events' ? message.events : []));
      expect(idsOf(events)).toEqual(idsOf(await trial.readOn(null)));
    }
  });

  it('stops at an event in our own streams that we did not write, and names it', async () => {
    await appendRun(0, 1);
    trial.database.log.write(trial.stream('foreign'), [
      { id: '', type: 'Alien', contentType: '', data: new Uint8Array(), metadata: new Uint8Array() },
    ]);
    const following = trial.follow({}, ({ caughtUp }) => caughtUp > 0);
    await expect(following).rejects.toThrow(/revision 0 \(Alien\) that Zhurnal did not write/);
  });

  it('ends when the store is closed', async () => {
    const messages: LogMessage[] = [];
    for await (const message of trial.store.subscribe({
      after: null,
      signal: new AbortController().signal,
    })) {
      messages.push(message);
      if (message.kind === 'caught-up') setTimeout(() => void trial.store.close(), 20);
    }
    expect(messages.at(-1)?.kind).toBe('caught-up');
    await until(() => trial.database.liveSubscriptions === 0);
  });

  it('leaves no call open at the server when its reader goes', async () => {
    for (let n = 0; n < 5; n += 1) await trial.follow({}, ({ caughtUp }) => caughtUp > 0);
    await until(() => trial.database.liveSubscriptions === 0);
  });

  describe('lag', () => {
    it('is none when it caught up and nothing came since, however far its checkpoint trails', async () => {
      const school = `${trial.school}-b`;
      await trial.append('a', 'none', notedFrom(0, 3));
      const foreign = trial.command({ schoolId: school });
      await trial.store.append(trial.stream('f', school), notedFrom(0, 90), 'none', foreign);
      const asked: unknown[] = [];
      await trial.follow(
        {},
        ({ caughtUp }) => caughtUp > 1,
        (message) => {
          if (message.kind !== 'caught-up' || asked.length > 0) return;
          asked.push(
            pause(50)
              .then(() => trial.adapter.lag())
              .finally(() => trial.database.dropSubscriptions()),
          );
        },
      );
      const [lag] = (await asked[0]) as Awaited<ReturnType<typeof trial.adapter.lag>>;
      expect(lag).toMatchObject({ streamPrefixes: [trial.prefix], behindBytes: 0 });
      expect(comparePositions(lag!.handled, await trial.store.head())).toBeLessThan(0);
    });

    it('is the bytes up to the head while its reader has not dealt with what came', async () => {
      const { position } = await trial.append('a', 'none', notedFrom(0, 3));
      const seen: unknown[] = [];
      await trial.follow(
        {},
        ({ caughtUp }) => caughtUp > 0,
        async (message) => {
          if (message.kind === 'events') seen.push(...(await trial.adapter.lag()));
        },
      );
      expect(seen).toMatchObject([{ handled: trial.start, behindBytes: expect.any(Number) }]);
      expect((seen[0] as { behindBytes: number }).behindBytes).toBeGreaterThan(0);
      expect(await trial.adapter.head()).toBe(position);
      expect(await trial.adapter.lag()).toEqual([]);
    });

    it('is unknown while the server does not answer', async () => {
      await trial.database.down();
      await expect(trial.adapter.lag()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    });
  });

  it('is dropped by a frozen server, in time, and goes on after it', async () => {
    await appendRun(0, 2);
    let frozen = false;
    const seen = await trial.follow(
      {},
      ({ events }) => events.length >= 4,
      async (message) => {
        if (message.kind !== 'caught-up' || frozen) return;
        frozen = true;
        trial.database.resetConnections();
        trial.database.freeze();
        setTimeout(() => {
          trial.database.thaw();
          void appendRun(2, 2);
        }, 3 * shortTimings.confirmMs);
      },
    );
    expect(numbersOf(seen.events)).toEqual(upTo(4));
    const reasons = seen.messages.flatMap((message) => (message.kind === 'dropped' ? [message.reason] : []));
    expect(reasons).toContainEqual(expect.stringContaining('did not answer'));
  });

  it('goes on with a checkpoint that its reader saved, after a restart of both', async () => {
    await trial.append('a', 'none', [noted(0)]);
    let saved: Position | null = null;
    const first = await trial.follow(
      {},
      ({ caughtUp }) => caughtUp > 0,
      (message) => {
        if (message.kind === 'events') saved = message.events.at(-1)!.position;
        if (message.kind === 'checkpoint') saved = message.position;
      },
    );
    expect(numbersOf(first.events)).toEqual([0]);
    await trial.append('a', 0, [noted(1)]);
    await trial.database.down();
    await trial.database.up();
    const second = await trial.follow({ after: saved }, ({ caughtUp }) => caughtUp > 0);
    expect(numbersOf(second.events)).toEqual([1]);
  });
});
