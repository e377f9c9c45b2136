import { expect, it } from '@jest/globals';
import { type Decider, type Fact, idFrom, Refused } from '#kernel';
import { CommandReused, WrongRevision } from '../errors.ts';
import { Streams } from '../execute.ts';
import { eachOn, noted, notedFrom, numbersOf, type OpenStore } from './trial.ts';

type Counted = Fact<'Counted', { by: number }>;

/** Counts up to ten. Counting by nothing changes nothing; counting further is refused. */
const counter: Decider<number, { by: number }, Counted> = {
  name: 'counter',
  initial: 0,
  decide({ by }, count) {
    if (count + by > 10) throw new Refused('too-many', 'There is no counting beyond ten.');
    return Array.from({ length: by }, () => ({ type: 'Counted', data: { by: 1 } }) as const);
  },
  evolve: (count, event) => count + event.data.by,
};

/** The same command again: the first receipt, at once or after years; the same key with other content: no. */
export function doingOnce(open: () => Promise<OpenStore>): void {
  const trial = eachOn(open);

  it('answers the same append again with the first receipt and records nothing', async () => {
    const context = trial.command();
    const first = await trial.append('a', 'none', notedFrom(0, 3), context);
    trial.clock.set('2026-09-01T09:00:00.000Z');
    expect(await trial.append('a', 'none', notedFrom(0, 3), context)).toEqual(first);
    expect(await trial.readOn(trial.start)).toHaveLength(3);
  });

  it.each<[string, 'none' | number]>([
    ['the revision of the first time', 0],
    ['"none"', 'none'],
    ['a revision between', 1],
    ['a revision ahead of the tip', 50],
  ])('finds the command in a stream that went on, when %s is expected', async (_case, expected) => {
    await trial.append('a', 'none');
    const context = trial.command();
    const first = await trial.append('a', 0, notedFrom(1, 2), context);
    trial.clock.set('2026-09-02T06:00:00.000Z');
    for (let tip = 2; tip < 6; tip += 1) await trial.append('a', tip);
    expect(await trial.append('a', expected, notedFrom(1, 2), context)).toEqual(first);
    expect(await trial.store.readStream(trial.stream('a'))).toHaveLength(7);
  });

  it('answers the first receipt after the store was opened again', async () => {
    const context = trial.command();
    const first = await trial.append('a', 'none', notedFrom(0, 2), context);
    await trial.append('a', 1);
    if (!(await trial.reopen())) return;
    trial.clock.set('2027-05-25T06:00:00.000Z');
    expect(await trial.append('a', 'none', notedFrom(0, 2), context)).toEqual(first);
    expect(await trial.append('a', 1, notedFrom(0, 2), context)).toEqual(first);
    expect(await trial.readOn(trial.start)).toHaveLength(3);
  });

  it('records a command once that is sent several times at the same moment', async () => {
    const context = trial.command();
    const receipts = await Promise.all(
      [1, 2, 3, 4].map(() => trial.append('a', 'none', notedFrom(0, 2), context)),
    );
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    expect(await trial.readOn(trial.start)).toHaveLength(2);
  });

  it('takes the same command id in another stream for another command', async () => {
    const context = trial.command();
    const first = await trial.append('a', 'none', [noted(1)], context);
    const second = await trial.append('b', 'none', [noted(1)], context);
    expect(second.eventIds).not.toEqual(first.eventIds);
    expect(second.eventIds).toEqual([
      idFrom(context.actor.accountId, context.commandId, trial.stream('b'), 0),
    ]);
    expect(await trial.readOn(trial.start)).toHaveLength(2);
  });

  it('refuses the same command id with another content, at once and later', async () => {
    const context = trial.command();
    const other = { ...context, fingerprint: '0'.repeat(64) };
    await trial.append('a', 'none', [noted(1)], context);
    await expect(trial.append('a', 'none', [noted(2)], other)).rejects.toThrow(CommandReused);
    await trial.append('a', 0);
    const attempt = trial.append('a', 'none', [noted(2)], other);
    await expect(attempt).rejects.toThrow(CommandReused);
    await expect(attempt).rejects.toMatchObject({ stream: trial.stream('a'), commandId: context.commandId });
    await trial.reopen();
    await expect(trial.append('a', 'none', [noted(2)], other)).rejects.toThrow(CommandReused);
    expect(await trial.readOn(trial.start)).toHaveLength(2);
  });

  it('keeps command ids apart that no UUID could be', async () => {
    const plain = trial.command({ commandId: 'command-1', fingerprint: 'a short one' });
    const first = await trial.append('a', 'none', [noted(1)], plain);
    await trial.append('a', 0, [noted(2)], trial.command({ commandId: 'COMMAND-1', fingerprint: '' }));
    expect(await trial.append('a', 'none', [noted(1)], plain)).toEqual(first);
    const events = await trial.store.readStream(trial.stream('a'));
    expect(events.map((event) => [event.metadata.commandId, event.metadata.fingerprint])).toEqual([
      ['command-1', 'a short one'],
      ['COMMAND-1', ''],
    ]);
  });

  it('leaves no trace of a refused append: the same command may be done later', async () => {
    await trial.append('a', 'none');
    const context = trial.command();
    await expect(trial.append('a', 'none', [noted(1)], context)).rejects.toThrow(WrongRevision);
    expect((await trial.append('a', 0, [noted(1)], context)).revision).toBe(1);
    expect(numbersOf(await trial.readOn(trial.start))).toEqual([0, 1]);
  });

  it('answers a repeated command through the read-decide-append loop with its first receipt', async () => {
    const stream = trial.stream('count');
    const streams = new Streams(trial.store);
    const context = trial.command();
    const first = await streams.execute(stream, counter, { by: 2 }, context);
    expect(first.repeated).toBe(false);
    await streams.execute(stream, counter, { by: 3 }, trial.command());
    trial.clock.set('2026-10-01T06:00:00.000Z');
    const again = { receipt: first.receipt, repeated: true };
    expect(await streams.execute(stream, counter, { by: 2 }, context)).toEqual(again);
    expect(await new Streams(trial.store).execute(stream, counter, { by: 2 }, context)).toEqual(again);
    await trial.reopen();
    expect(await new Streams(trial.store).execute(stream, counter, { by: 2 }, context)).toEqual(again);
    expect((await new Streams(trial.store).load(stream, counter)).state).toBe(5);
  });

  it('refuses another content under a done command through the loop, too', async () => {
    const stream = trial.stream('count');
    const context = trial.command();
    await new Streams(trial.store).execute(stream, counter, { by: 2 }, context);
    const other = { ...context, fingerprint: 'f'.repeat(64) };
    await expect(new Streams(trial.store).execute(stream, counter, { by: 3 }, other)).rejects.toThrow(
      CommandReused,
    );
  });

  it('decides a no-op and a refusal afresh each time, for they leave no trace', async () => {
    const stream = trial.stream('count');
    const streams = new Streams(trial.store);
    const context = trial.command();
    expect(await streams.execute(stream, counter, { by: 0 }, context)).toEqual({
      receipt: null,
      repeated: false,
    });
    await expect(streams.execute(stream, counter, { by: 11 }, context)).rejects.toThrow(Refused);
    expect(await trial.store.readStream(stream)).toEqual([]);
    expect((await streams.execute(stream, counter, { by: 10 }, context)).receipt!.revision).toBe(9);
  });

  it('decides again on the newer state when another writer was faster, and never beyond the rule', async () => {
    const stream = trial.stream('count');
    const writers = [new Streams(trial.store), new Streams(trial.store), new Streams(trial.store)];
    const outcomes = await Promise.allSettled(
      writers.map((streams) => streams.execute(stream, counter, { by: 4 }, trial.command())),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(2);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(Refused);
    expect((await new Streams(trial.store).load(stream, counter)).state).toBe(8);
  });
}
