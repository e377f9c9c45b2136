import { expect, it } from '@jest/globals';
import { type AnyFact, CHAIN_START, canonicalJson, chainedMetadata, chainHash, type Recorded } from '#kernel';
import { eachOn, noted, notedFrom, type OpenStore } from './trial.ts';

/** What stands in the log afterwards: data and metadata as given, the server's time, the chain. */
export function recording(open: () => Promise<OpenStore>): void {
  const trial = eachOn(open);

  const expectChained = (events: readonly Recorded[]): void => {
    let previous = CHAIN_START;
    for (const event of events) {
      const dataJson = canonicalJson(event.data);
      previous = chainHash(previous, { ...event, dataJson, metadataJson: chainedMetadata(event.metadata) });
      expect(event.metadata.chain).toBe(previous);
    }
  };

  it('keeps data of every JSON kind and every script', async () => {
    const data = {
      words: 'Журнал «5-А» – ўзбек, қазақ, 日本語, 👩‍🏫, e\u0301, \u2028, \u0000, " \\ \n\t',
      'ключ с пробелом': ['', 'я', null, true, false, [], {}, [[0]]],
      numbers: [0, -1, 0.1, 1e21, 1e-7, Number.MAX_SAFE_INTEGER, -273.15],
      halfOfAPair: '\ud83d',
      nested: { b: { d: [{ a: 1 }] }, a: null },
    };
    const facts: AnyFact[] = [
      { type: 'ОценкаПоставлена.v2', data },
      { type: 'Empty', data: {} },
      { type: 'Absent', data: { here: 1, notHere: undefined } },
    ];
    await trial.append('a', 'none', facts);
    const events = await trial.store.readStream(trial.stream('a'));
    expect(events.map((event) => event.type)).toEqual(['ОценкаПоставлена.v2', 'Empty', 'Absent']);
    expect(events.map((event) => event.data)).toEqual([data, {}, { here: 1 }]);
    expect(Object.keys(events[2]!.data)).toEqual(['here']);
    expect(await trial.readOn(trial.start)).toEqual(events);
    expectChained(events);
  });

  it('keeps the whole context of the command beside every event', async () => {
    const full = trial.command({ claimedAt: '2019-01-01T00:00:00.001Z', correlationId: 'Заявка № 7' });
    const { personId: _none, ...nobody } = full.actor;
    const system = trial.command({
      actor: { ...nobody, accountId: 'lesson-planner', role: 'system', sessionId: null },
      causationId: '0b2a9c34-6f0e-5b0a-8a3f-7d2f4d6c1e55',
      correlationId: '0b2a9c34-6f0e-5b0a-8a3f-7d2f4d6c1e56',
    });
    const odd = trial.command({
      fingerprint: '',
      correlationId: '',
      causationId: 'E'.repeat(200),
      commandId: 'x',
    });
    await trial.append('a', 'none', notedFrom(0, 2), full);
    await trial.append('a', 1, [noted(2)], system);
    const plain = trial.command({ commandId: 'y', correlationId: 'y', causationId: 'y' });
    await trial.append('a', 2, [noted(3)], odd);
    await trial.append('a', 3, [noted(4)], plain);
    const events = await trial.store.readStream(trial.stream('a'));
    const envelope = { recordedAt: '2026-09-01T06:00:00.000Z', schema: 1, chain: expect.any(String) };
    expect(events.map((event) => event.metadata)).toEqual([
      { ...full, ...envelope },
      { ...full, ...envelope },
      { ...system, ...envelope },
      { ...odd, ...envelope },
      { ...plain, ...envelope },
    ]);
    expect(Object.keys(events[2]!.metadata)).not.toContain('claimedAt');
    expect(Object.keys(events[2]!.metadata.actor)).not.toContain('personId');
    expect(await trial.readOn(trial.start)).toEqual(events);
    expectChained(events);
  });

  it('marks what was recorded under a simulated clock, and nothing else', async () => {
    await trial.append('a', 'none');
    trial.clock.simulated = true;
    await trial.append('a', 0);
    trial.clock.simulated = false;
    await trial.append('a', 1);
    const events = await trial.store.readStream(trial.stream('a'));
    expect(events.map((event) => event.metadata.simulated)).toEqual([undefined, true, undefined]);
    expect(Object.keys(events[2]!.metadata)).not.toContain('simulated');
    expectChained(events);
  });

  it("takes the time from the server's clock, to the millisecond", async () => {
    const instants = ['2026-10-24T23:59:59.999Z', '2026-10-25T00:59:59.999Z', '2026-10-25T01:00:00.000Z'];
    for (const [n, at] of instants.entries()) {
      trial.clock.set(at);
      expect((await trial.append('a', n === 0 ? 'none' : n - 1)).recordedAt).toBe(at);
    }
    const events = await trial.store.readStream(trial.stream('a'));
    expect(events.map((event) => event.metadata.recordedAt)).toEqual(instants);
  });

  it("never records a time before the stream's last when the clock goes back, after reopening too", async () => {
    trial.clock.set('2026-09-01T08:00:00.000Z');
    await trial.append('a', 'none');
    trial.clock.set('2026-09-01T07:00:00.000Z');
    const receipt = await trial.append('a', 0, notedFrom(1, 2));
    expect(receipt.recordedAt).toBe('2026-09-01T08:00:00.000Z');
    await trial.reopen();
    await trial.append('a', 2);
    trial.clock.set('2026-09-01T08:00:00.001Z');
    await trial.append('a', 3);
    const events = await trial.store.readStream(trial.stream('a'));
    expect(events.map((event) => event.metadata.recordedAt.slice(11))).toEqual([
      '08:00:00.000Z',
      '08:00:00.000Z',
      '08:00:00.000Z',
      '08:00:00.000Z',
      '08:00:00.001Z',
    ]);
    expectChained(events);
  });

  it('chains every stream by itself, across appends, so that a reader can check it', async () => {
    await trial.append('a', 'none', notedFrom(0, 3));
    await trial.append('b', 'none', notedFrom(10, 1));
    await trial.append('a', 2, notedFrom(3, 2));
    await trial.reopen();
    await trial.append('b', 0, notedFrom(11, 4));
    await trial.append('a', 4, notedFrom(5, 1));
    const a = await trial.store.readStream(trial.stream('a'));
    const b = await trial.store.readStream(trial.stream('b'));
    expect([a.length, b.length]).toEqual([6, 5]);
    expectChained(a);
    expectChained(b);
  });

  it('changes nothing about what is recorded when it is opened again', async () => {
    await trial.append('a', 'none', notedFrom(0, 3));
    await trial.append('b', 'none', notedFrom(3, 2));
    const before = await trial.readOn(trial.start);
    const head = await trial.store.head();
    if (!(await trial.reopen())) return;
    expect(await trial.readOn(trial.start)).toEqual(before);
    expect(await trial.store.head()).toBe(head);
  });
}
