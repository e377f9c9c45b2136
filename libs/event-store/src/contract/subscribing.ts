import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { comparePositions, type Position, type Recorded } from '#kernel';
import { eachOn, Followed, idsOf, noted, notedFrom, numbersOf, type OpenStore } from './trial.ts';

/** The log from a position on, for ever: nothing lost, nothing twice, wherever it is taken up again. */
export function subscribing(open: () => Promise<OpenStore>): void {
  const trial = eachOn(open);

  const caughtUp = (seen: Followed): boolean => seen.caughtUp > 0;

  /** A log of own and foreign events in appends of several sizes; answers its own events. */
  const mixedLog = async (): Promise<Recorded[]> => {
    const school = `${trial.school}-b`;
    for (let n = 0; n < 12; n += 1) {
      await trial.append(`s${n}`, 'none', notedFrom(n * 10, 1 + (n % 4)));
      const facts = notedFrom(1_000, 1 + ((n * 7) % 5));
      await trial.store.append(
        trial.stream(`f${n}`, school),
        facts,
        'none',
        trial.command({ schoolId: school }),
      );
    }
    return trial.readOn(trial.start);
  };

  it('brings what is there, says that it caught up, and goes on with what is appended', async () => {
    await trial.append('a', 'none', notedFrom(0, 3));
    let live = false;
    const seen = await trial.follow(
      {},
      ({ events }) => events.length >= 6,
      async (message) => {
        if (message.kind !== 'caught-up' || live) return;
        live = true;
        await trial.append('a', 2, [noted(3)]);
        void trial.append('b', 'none', notedFrom(4, 2));
      },
    );
    expect(numbersOf(seen.events)).toEqual([0, 1, 2, 3, 4, 5]);
    const order = seen.messages.map((message) => message.kind).filter((kind) => kind !== 'checkpoint');
    expect(order.slice(0, 2)).toEqual(['events', 'caught-up']);
    expect(seen.events).toEqual(await trial.readOn(trial.start));
  });

  it('brings the log from its beginning', async () => {
    await trial.append('a', 'none', notedFrom(0, 3));
    const seen = await trial.follow({ after: null }, caughtUp);
    expect(numbersOf(seen.events)).toEqual([0, 1, 2]);
  });

  it('catches up at once where there is nothing to bring', async () => {
    const seen = await trial.follow({}, caughtUp);
    expect(seen.events).toEqual([]);
  });

  it('takes up after any event, inside one append too', async () => {
    await trial.append('a', 'none', notedFrom(0, 4));
    await trial.append('b', 'none', notedFrom(4, 3));
    const log = await trial.readOn(trial.start);
    for (const [index, { position }] of log.entries()) {
      const seen = await trial.follow({ after: position, maxBatch: 2 }, caughtUp);
      expect(idsOf(seen.events)).toEqual(idsOf(log.slice(index + 1)));
    }
  });

  it.each([1, 3, 1_000])(
    'can be taken up at every checkpoint without loss or duplicate, in batches of %i',
    async (maxBatch) => {
      const log = await mixedLog();
      const checkpoints: { position: Position; seen: number }[] = [];
      const whole = new Followed();
      await trial.follow({ maxBatch }, caughtUp, (message) => {
        whole.take(message);
        if (message.kind === 'checkpoint')
          checkpoints.push({ position: message.position, seen: whole.events.length });
      });
      expect(idsOf(whole.events)).toEqual(idsOf(log));
      for (const { position, seen } of checkpoints) {
        const rest = await trial.follow({ after: position, maxBatch: maxBatch + 1 }, caughtUp);
        expect(idsOf([...log.slice(0, seen), ...rest.events])).toEqual(idsOf(log));
      }
    },
  );

  it('keeps events and checkpoints in one rising order, in batches no larger than asked', async () => {
    const log = await mixedLog();
    const seen = await trial.follow({ maxBatch: 4 }, caughtUp);
    let at: Position | null = trial.start;
    for (const message of seen.messages) {
      if (message.kind === 'events') {
        expect(message.events.length).toBeGreaterThan(0);
        expect(message.events.length).toBeLessThanOrEqual(4);
        for (const event of message.events) {
          expect(comparePositions(event.position, at)).toBeGreaterThan(0);
          at = event.position;
        }
      } else if (message.kind === 'checkpoint') {
        expect(comparePositions(message.position, at)).toBeGreaterThanOrEqual(0);
        at = message.position;
      }
    }
    expect(idsOf(seen.events)).toEqual(idsOf(log));
  });

  it('moves its checkpoint on over events that its filter keeps out', async () => {
    const school = `${trial.school}-b`;
    for (let n = 0; n < 4; n += 1) {
      const facts = notedFrom(0, 100);
      await trial.store.append(
        trial.stream(`f${n}`, school),
        facts,
        'none',
        trial.command({ schoolId: school }),
      );
    }
    const seen = await trial.follow({}, ({ checkpoint }) => comparePositions(checkpoint, trial.start) > 0);
    expect(seen.events).toEqual([]);
  });

  it('loses and repeats nothing of what is appended while it catches up', async () => {
    await trial.appendEach('a', 60);
    const writing = (async () => {
      for (let n = 60; n < 120; n += 1) await trial.append('a', n - 1, [noted(n)]);
    })();
    const seen = await trial.follow({ maxBatch: 5 }, ({ events }) => events.length >= 120);
    await writing;
    expect(numbersOf(seen.events)).toEqual(Array.from({ length: 120 }, (_, n) => n));
  });

  it('loses nothing when its reader is slow', async () => {
    let appended = false;
    const seen = await trial.follow(
      { maxBatch: 100 },
      ({ events }) => events.length >= 900,
      async (message) => {
        if (message.kind === 'events') await pause(20);
        if (message.kind !== 'caught-up' || appended) return;
        appended = true;
        for (let n = 0; n < 30; n += 1) await trial.append(`s${n}`, 'none', notedFrom(n * 30, 30));
      },
    );
    expect(numbersOf(seen.events)).toEqual(Array.from({ length: 900 }, (_, n) => n));
  });

  it('serves several readers, each from its own place', async () => {
    const receipts = await trial.appendEach('a', 6);
    const follow = (after: Position | null) =>
      trial.follow({ after }, ({ events }) => numbersOf(events).includes(6));
    const readers = [follow(trial.start), follow(receipts[2]!.position), follow(receipts[5]!.position)];
    await pause(50);
    await trial.append('a', 5, [noted(6)]);
    const seen = await Promise.all(readers);
    expect(seen.map(({ events }) => numbersOf(events))).toEqual([[0, 1, 2, 3, 4, 5, 6], [3, 4, 5, 6], [6]]);
  });

  it('ends when it is told to, whatever it is doing, and brings nothing after that', async () => {
    await trial.appendEach('a', 3);
    const subscribe = (signal: AbortSignal) =>
      trial.store.subscribe({ after: trial.start, streamPrefixes: [trial.prefix], maxBatch: 1, signal });

    for await (const message of subscribe(AbortSignal.abort())) throw new Error(`came: ${message.kind}`);

    for (const kind of ['events', 'checkpoint', 'caught-up']) {
      const stop = new AbortController();
      for await (const message of subscribe(stop.signal)) {
        if (stop.signal.aborted) throw new Error(`after it was stopped came: ${message.kind}`);
        if (message.kind === kind) stop.abort();
        // An idle subscription of some stores never makes a checkpoint of its own: caught up is far enough.
        else if (message.kind === 'caught-up') stop.abort();
      }
      expect(stop.signal.aborted).toBe(true);
    }

    const waiting = new AbortController();
    for await (const message of subscribe(waiting.signal)) {
      if (message.kind === 'caught-up') setTimeout(() => waiting.abort(), 20);
    }
    expect(waiting.signal.aborted).toBe(true);
  });
}
