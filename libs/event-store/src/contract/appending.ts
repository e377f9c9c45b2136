import { expect, it } from '@jest/globals';
import { type AnyFact, comparePositions, idFrom } from '#kernel';
import { AppendTooLarge, InvalidAppend, WrongRevision } from '../errors.ts';
import { type ExpectedRevision, MAX_APPEND_BYTES } from '../event-store.ts';
import { eachOn, idsOf, noted, notedFrom, numbersOf, type OpenStore } from './trial.ts';

/** Exact revisions, all or nothing, and the limits that are checked before anything is sent. */
export function appending(open: () => Promise<OpenStore>): void {
  const trial = eachOn(open);

  /** One fact whose data is exactly so many bytes of JSON. */
  const factOf = (bytes: number, letter = 'x'): AnyFact => {
    const frame = Buffer.byteLength('{"text":""}');
    const size = Buffer.byteLength(letter);
    const letters = Math.floor((bytes - frame) / size);
    return {
      type: 'Written',
      data: { text: letter.repeat(letters) + 'x'.repeat(bytes - frame - letters * size) },
    };
  };

  it('gives the first event of a stream revision 0 and answers a receipt that says where it is', async () => {
    const context = trial.command();
    const receipt = await trial.append('a', 'none', [noted(7)], context);
    const [event] = await trial.store.readStream(trial.stream('a'));
    expect(receipt).toEqual({
      commandId: context.commandId,
      stream: trial.stream('a'),
      eventIds: [event!.id],
      revision: 0,
      position: event!.position,
      recordedAt: '2026-09-01T06:00:00.000Z',
    });
    expect(comparePositions(receipt.position, trial.start)).toBeGreaterThan(0);
  });

  it('records the facts of one command in order, under ids derived from account, command, stream and index', async () => {
    await trial.append('a', 'none');
    const context = trial.command();
    const receipt = await trial.append('a', 0, notedFrom(1, 3), context);
    const events = await trial.store.readStream(trial.stream('a'), 1);
    expect(numbersOf(events)).toEqual([1, 2, 3]);
    expect(events.map((event) => event.revision)).toEqual([1, 2, 3]);
    expect(idsOf(events)).toEqual(
      [0, 1, 2].map((n) => idFrom(context.actor.accountId, context.commandId, trial.stream('a'), n)),
    );
    expect(receipt.eventIds).toEqual(idsOf(events));
    expect(receipt.revision).toBe(3);
    expect(receipt.position).toBe(events[2]!.position);
  });

  it.each<[string, number, ExpectedRevision, ExpectedRevision]>([
    ['"none" on a stream that is there', 2, 'none', 1],
    ['a revision on a stream that is not', 0, 0, 'none'],
    ['a revision behind the tip', 3, 1, 2],
    ['a revision ahead of the tip', 3, 3, 2],
    ['a revision far ahead of the tip', 1, 1_000_000, 0],
  ])('refuses %s and records nothing', async (_case, length, expected, actual) => {
    await trial.appendEach('a', length);
    const attempt = trial.append('a', expected, notedFrom(90, 3));
    await expect(attempt).rejects.toThrow(WrongRevision);
    await expect(attempt).rejects.toMatchObject({ stream: trial.stream('a'), expected, actual });
    expect(await trial.store.readStream(trial.stream('a'))).toHaveLength(length);
    expect(await trial.readOn(trial.start)).toHaveLength(length);
  });

  it('takes a next append at the tip after a refused one', async () => {
    await trial.append('a', 'none');
    await expect(trial.append('a', 'none')).rejects.toThrow(WrongRevision);
    expect((await trial.append('a', 0)).revision).toBe(1);
  });

  it('takes data of exactly the limit, in one fact or in several', async () => {
    await trial.append('a', 'none', [factOf(MAX_APPEND_BYTES)]);
    const part = MAX_APPEND_BYTES / 4;
    await trial.append('a', 0, [factOf(part), factOf(part), factOf(part), factOf(part)]);
    const events = await trial.store.readStream(trial.stream('a'));
    expect(events.map((event) => JSON.stringify(event.data).length)).toEqual([
      MAX_APPEND_BYTES,
      part,
      part,
      part,
      part,
    ]);
  });

  it.each<[string, () => AnyFact[]]>([
    ['in one fact', () => [factOf(MAX_APPEND_BYTES + 1)]],
    ['in the sum of several', () => [factOf(MAX_APPEND_BYTES / 2), factOf(MAX_APPEND_BYTES / 2 + 1)]],
    ['counted in bytes of UTF-8', () => [factOf(MAX_APPEND_BYTES + 1, 'ж')]],
  ])('refuses one byte more than the limit %s, and records none of it', async (_case, facts) => {
    const attempt = trial.append('a', 'none', facts());
    await expect(attempt).rejects.toThrow(AppendTooLarge);
    await expect(attempt).rejects.toMatchObject({ bytes: MAX_APPEND_BYTES + 1, limit: MAX_APPEND_BYTES });
    expect(await trial.store.readStream(trial.stream('a'))).toEqual([]);
  });

  it('takes a thousand facts in one append', async () => {
    const receipt = await trial.append('a', 'none', notedFrom(0, 1_000));
    expect(receipt.revision).toBe(999);
    expect(numbersOf(await trial.readOn(trial.start, 64))).toEqual(
      numbersOf(await trial.store.readStream(receipt.stream)),
    );
  });

  it.each([
    '',
    '$all',
    '$et-lesson',
    'lesson-1',
    '00.school.lesson',
    '00.school.Lesson-1',
    '0G.school.lesson-1',
    '00.sch ool.lesson-1',
    '00.school.lesson-1\n',
    '00.школа.lesson-1',
    `00.school.lesson-${'1'.repeat(65)}`,
    `00.${'s'.repeat(65)}.lesson-1`,
  ])('refuses %j as the name of a stream', async (name) => {
    await expect(trial.store.append(name, [noted(1)], 'none', trial.command())).rejects.toThrow(
      InvalidAppend,
    );
  });

  it('takes the longest name that is allowed', async () => {
    const name = `00.${'s'.repeat(64)}.${'c'.repeat(31)}-${trial.school.padEnd(64, 'x')}`;
    const receipt = await trial.store.append(name, [noted(1)], 'none', trial.command());
    expect(receipt.stream).toBe(name);
    expect(await trial.store.readStream(name)).toHaveLength(1);
  });

  it.each<[string, readonly AnyFact[], ExpectedRevision]>([
    ['no facts', [], 'none'],
    ['a fact without a type', [noted(1), { type: '', data: {} }], 'none'],
    ['a negative revision', [noted(1)], -1],
    ['half a revision', [noted(1)], 0.5],
    ['no number', [noted(1)], Number.NaN],
  ])('refuses %s and records nothing', async (_case, facts, expected) => {
    await expect(trial.append('a', expected, facts)).rejects.toThrow(InvalidAppend);
    expect(await trial.store.readStream(trial.stream('a'))).toEqual([]);
  });
}
