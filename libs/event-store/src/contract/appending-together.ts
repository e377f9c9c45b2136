import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { comparePositions, type Position } from '#kernel';
import { WrongRevision } from '../errors.ts';
import type { Receipt } from '../event-store.ts';
import { eachOn, noted, notedFrom, numbersOf, type OpenStore } from './trial.ts';

/** Many clients at once: exactly one wins each revision, and nobody is forgotten. */
export function appendingTogether(open: () => Promise<OpenStore>): void {
  const trial = eachOn(open);

  it('lets exactly one of many appends at the same revision win', async () => {
    await trial.append('a', 'none');
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => trial.append('a', 0, notedFrom(n * 10, 2))),
    );
    const won = attempts.filter((attempt) => attempt.status === 'fulfilled');
    const lost = attempts.filter((attempt) => attempt.status === 'rejected');
    expect(won).toHaveLength(1);
    for (const attempt of lost) expect(attempt.reason).toBeInstanceOf(WrongRevision);
    const events = await trial.store.readStream(trial.stream('a'));
    expect(events.map((event) => event.revision)).toEqual([0, 1, 2]);
    expect(won[0]!.value.eventIds).toEqual(events.slice(1).map((event) => event.id));
  });

  it('lets many writers of one stream all through in the end, each revision once', async () => {
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let n = 0; n < 5; n += 1) {
        const context = trial.command();
        for (let done = false; !done;) {
          const tip = (await trial.store.readStream(trial.stream('a'))).length - 1;
          try {
            await trial.append('a', tip < 0 ? 'none' : tip, [noted(writer * 10 + n)], context);
            done = true;
          } catch (error) {
            if (!(error instanceof WrongRevision)) throw error;
          }
        }
      }
    });
    await Promise.all(writers);
    const events = await trial.store.readStream(trial.stream('a'));
    expect(events.map((event) => event.revision)).toEqual(Array.from({ length: 30 }, (_, n) => n));
    expect(new Set(numbersOf(events)).size).toBe(30);
  });

  it('takes appends to many streams at once, and each receipt says where its events stand', async () => {
    const receipts = (
      await Promise.all(
        Array.from({ length: 40 }, async (_, s) => {
          const first = await trial.append(`s${s}`, 'none', notedFrom(s * 10, 3));
          const second = await trial.append(`s${s}`, 2, notedFrom(s * 10 + 3, 2));
          return [first, second];
        }),
      )
    ).flat();
    const log = await trial.readOn(trial.start, 17);
    expect(log).toHaveLength(200);
    const placeOf = new Map(log.map((event) => [event.id, event]));
    for (const receipt of receipts) {
      const last = placeOf.get(receipt.eventIds.at(-1)!)!;
      expect([last.stream, last.revision, last.position]).toEqual([
        receipt.stream,
        receipt.revision,
        receipt.position,
      ]);
    }
    expect(new Set(log.map((event) => event.position)).size).toBe(200);
  });

  it('never shows a reader a part of an append', async () => {
    let writing = true;
    const readers = [0, 1].map(async () => {
      while (writing) {
        await setImmediate();
        expect((await trial.store.readStream(trial.stream('a'))).length % 5).toBe(0);
        expect((await trial.readOn(trial.start)).length % 5).toBe(0);
      }
    });
    let last: Receipt | null = null;
    for (let n = 0; n < 20; n += 1) {
      last = await trial.append('a', last?.revision ?? 'none', notedFrom(n * 5, 5));
    }
    writing = false;
    await Promise.all(readers);
    expect(await trial.readOn(trial.start)).toHaveLength(100);
  });

  it('shows its own append to whoever was answered, by every way of reading', async () => {
    let before: Position | null = trial.start;
    for (let n = 0; n < 20; n += 1) {
      const receipt = await trial.append(`s${n}`, 'none', [noted(n)]);
      expect(comparePositions(receipt.position, before)).toBeGreaterThan(0);
      expect(numbersOf(await trial.store.readStream(receipt.stream))).toEqual([n]);
      expect(numbersOf(await trial.readOn(before))).toEqual([n]);
      expect(comparePositions(await trial.store.head(), receipt.position)).toBeGreaterThanOrEqual(0);
      before = receipt.position;
    }
  });
}
