import { expect, it } from '@jest/globals';
import { comparePositions, type Position, partitionOf, schoolPrefix } from '#kernel';
import { eachOn, idsOf, noted, notedFrom, numbersOf, type OpenStore } from './trial.ts';

/** One stream, the whole log in pages, its head, and the position at an instant. */
export function reading(open: () => Promise<OpenStore>): void {
  const trial = eachOn(open);

  /** A second school, with a stream of its own for events that a filter must keep out. */
  const foreign = async (id: string, count: number): Promise<void> => {
    const school = `${trial.school}-b`;
    const facts = notedFrom(1_000, count);
    await trial.store.append(trial.stream(id, school), facts, 'none', trial.command({ schoolId: school }));
  };

  it('reads a stream in order, from a revision on', async () => {
    await trial.append('a', 'none', notedFrom(0, 2));
    await trial.append('b', 'none', notedFrom(10, 2));
    await trial.append('a', 1, notedFrom(2, 3));
    const read = async (from?: number) => numbersOf(await trial.store.readStream(trial.stream('a'), from));
    expect(await read()).toEqual([0, 1, 2, 3, 4]);
    expect(await read(0)).toEqual([0, 1, 2, 3, 4]);
    expect(await read(3)).toEqual([3, 4]);
    expect(await read(4)).toEqual([4]);
    expect(await read(5)).toEqual([]);
    expect(await read(500)).toEqual([]);
  });

  it('reads nothing from a stream that is not there, and a stream apart from one whose name it begins', async () => {
    await trial.append('a1', 'none');
    expect(await trial.store.readStream(trial.stream('a'))).toEqual([]);
    expect(await trial.store.readStream(trial.stream('a1'))).toHaveLength(1);
  });

  it('reads the log in the order of the answers, with positions that only rise', async () => {
    await trial.append('a', 'none', notedFrom(0, 3));
    await trial.append('b', 'none', notedFrom(3, 2));
    await trial.append('a', 2, notedFrom(5, 1));
    await trial.append('c', 'none', notedFrom(6, 4));
    await trial.append('b', 1, notedFrom(10, 2));
    const log = await trial.readOn(trial.start);
    expect(numbersOf(log)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (const [index, event] of log.entries()) {
      expect(comparePositions(event.position, log[index - 1]?.position ?? trial.start)).toBeGreaterThan(0);
    }
    const a = await trial.store.readStream(trial.stream('a'));
    expect(log.filter((event) => event.stream === trial.stream('a'))).toEqual(a);
  });

  it.each([1, 2, 3, 7, 12, 1_000])('gives the same log in pages of %i', async (limit) => {
    await trial.append('a', 'none', notedFrom(0, 5));
    await foreign('f', 4);
    await trial.append('b', 'none', notedFrom(5, 7));
    let after = trial.start;
    const numbers: number[] = [];
    for (let end = false; !end;) {
      const page = await trial.store.readAll({ after, limit, streamPrefixes: [trial.prefix] });
      expect(page.events.length).toBeLessThanOrEqual(limit);
      numbers.push(...numbersOf(page.events));
      after = page.next;
      end = page.end;
    }
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('reads on after any event, inside one append too, without that event', async () => {
    await trial.append('a', 'none', notedFrom(0, 4));
    await trial.append('b', 'none', notedFrom(4, 2));
    const log = await trial.readOn(trial.start);
    for (const [index, event] of log.entries()) {
      expect(idsOf(await trial.readOn(event.position, 2))).toEqual(idsOf(log.slice(index + 1)));
    }
  });

  it('says where the end is, and stays there until something is appended', async () => {
    const { position } = await trial.append('a', 'none', notedFrom(0, 3));
    const page = await trial.store.readAll({ after: position, limit: 10 });
    expect(page.events).toEqual([]);
    expect(page.end).toBe(true);
    expect(comparePositions(page.next, position)).toBeGreaterThanOrEqual(0);
    await trial.append('a', 2, [noted(3)]);
    expect(numbersOf(await trial.readOn(page.next))).toEqual([3]);
  });

  it('moves on over what the filter keeps out', async () => {
    await foreign('f', 50);
    await foreign('g', 50);
    const { position } = await trial.append('a', 'none', [noted(1)]);
    let after = trial.start;
    const numbers: number[] = [];
    for (let end = false; !end;) {
      const page = await trial.store.readAll({ after, limit: 10, streamPrefixes: [trial.prefix] });
      numbers.push(...numbersOf(page.events));
      if (!page.end) expect(comparePositions(page.next, after)).toBeGreaterThan(0);
      after = page.next;
      end = page.end;
    }
    expect(numbers).toEqual([1]);
    expect(comparePositions(after, position)).toBeGreaterThanOrEqual(0);
  });

  it('filters by the beginning of the name only, letter by letter', async () => {
    const other = `${trial.school}-b`;
    await trial.append('a', 'none', [noted(0)]);
    await trial.append('b', 'none', [noted(1)]);
    await foreign('a', 2);
    const read = async (...prefixes: string[]) => numbersOf(await trial.readOn(trial.start, 2, prefixes));
    expect(await read(trial.stream('a'))).toEqual([0]);
    expect(await read(trial.stream('b'), trial.stream('a'))).toEqual([0, 1]);
    expect(await read(trial.prefix, trial.stream('a'))).toEqual([0, 1]);
    expect(await read(schoolPrefix(other))).toEqual([1_000, 1_001]);
    expect(await read(trial.prefix, schoolPrefix(other))).toEqual([0, 1, 1_000, 1_001]);
    expect(await read(`${partitionOf(trial.school)}.`)).toEqual(expect.arrayContaining([0, 1]));
    expect(await read(trial.prefix.slice(1), 'lesson-')).toEqual([]);
    expect(await read(`${trial.prefix}LESSON`)).toEqual([]);
    expect(
      await read(`${trial.prefix}%`, `${trial.prefix}*`, `${trial.prefix}_`, `${trial.prefix}.`),
    ).toEqual([]);
  });

  it('has its head at the last event', async () => {
    const { position } = await trial.append('a', 'none', notedFrom(0, 2));
    const head = await trial.store.head();
    expect(comparePositions(head, position)).toBeGreaterThanOrEqual(0);
    expect((await trial.store.readAll({ after: head, limit: 1 })).end).toBe(true);
  });

  it('resolves an instant to the last position recorded by then', async () => {
    const at = new Map<string, Position>();
    for (const [n, time] of ['08:00:00.000', '08:00:00.001', '12:00:00.000'].entries()) {
      trial.clock.set(`2026-09-01T${time}Z`);
      const { position } = await trial.append('a', n === 0 ? 'none' : n * 2 - 1, notedFrom(n * 2, 2));
      at.set(time, position);
      await foreign(`f${n}`, 3);
    }
    const positionAt = (time: string) => trial.store.positionAt(trial.prefix, `2026-09-01T${time}Z`);
    expect(await positionAt('07:59:59.999')).toBeNull();
    expect(await positionAt('08:00:00.000')).toBe(at.get('08:00:00.000'));
    expect(await positionAt('08:00:00.001')).toBe(at.get('08:00:00.001'));
    expect(await positionAt('10:30:00.000')).toBe(at.get('08:00:00.001'));
    expect(await positionAt('11:59:59.999')).toBe(at.get('08:00:00.001'));
    expect(await positionAt('12:00:00.000')).toBe(at.get('12:00:00.000'));
    expect(await trial.store.positionAt(trial.prefix, '2099-01-01T00:00:00.000Z')).toBe(
      at.get('12:00:00.000'),
    );
    expect(await trial.store.positionAt(trial.prefix, '1999-01-01T00:00:00.000Z')).toBeNull();
    expect(
      await trial.store.positionAt(schoolPrefix(`${trial.school}-none`), '2099-01-01T00:00:00.000Z'),
    ).toBeNull();
  });

  it('resolves an instant by what the events say, also when the clock went back between streams', async () => {
    const times = ['09:00', '10:00', '08:00', '08:30', '11:00', '07:00', '10:30'];
    for (const [n, time] of times.entries()) {
      trial.clock.set(`2026-09-01T${time}:00.000Z`);
      await trial.append(`s${n % 4}`, n < 4 ? 'none' : 0, [noted(n)]);
    }
    const log = await trial.readOn(trial.start);
    for (const time of ['06:59', ...times, '08:15', '12:00']) {
      const at = `2026-09-01T${time}:00.000Z`;
      const last = log.findLast((event) => event.metadata.recordedAt <= at);
      expect(await trial.store.positionAt(trial.prefix, at)).toBe(last?.position ?? null);
    }
  });
}
