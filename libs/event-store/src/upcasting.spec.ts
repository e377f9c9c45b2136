import { describe, expect, it } from '@jest/globals';
import { idFrom, streamOf } from '#kernel';
import { MemoryEventStore } from './memory-event-store.ts';
import { type Upcast, upcasting } from './upcasting.ts';

const stream = streamOf('school-1', 'thing', '1');
const context = (n: number) => ({
  schoolId: 'school-1',
  actor: { accountId: 'a', role: 'system' as const, sessionId: null },
  commandId: idFrom('upcasting', n),
  fingerprint: '',
  correlationId: 'c',
  causationId: 'c',
});
const older: Upcast = {
  type: 'Painted',
  upcast: (data) => ({ type: 'Painted.v2', data: { colours: [(data as { colour: string }).colour] } }),
};

async function painted(): Promise<MemoryEventStore> {
  const store = new MemoryEventStore({ now: () => 0, simulated: false });
  await store.append(stream, [{ type: 'Painted', data: { colour: 'red' } }], 'none', context(0));
  await store.append(stream, [{ type: 'Moved', data: {} }], 0, context(1));
  return store;
}

describe('upcasting', () => {
  it('shows old events in their newest shape wherever they are read, and nothing else changed', async () => {
    const store = await painted();
    const read = upcasting(store, [older]);
    const [first, second] = await store.readStream(stream);
    const newest = [{ ...first, type: 'Painted.v2', data: { colours: ['red'] } }, second];
    expect(await read.readStream(stream)).toEqual(newest);
    expect((await read.readAll({ after: null, limit: 10 })).events).toEqual(newest);
    const { signal } = new AbortController();
    for await (const message of read.subscribe({ after: null, signal })) {
      if (message.kind === 'events') expect(message.events).toEqual(newest);
      if (message.kind === 'caught-up') break;
    }
    expect(await read.head()).toBe(await store.head());
  });

  it('leaves what is stored as it was, and passes appends on', async () => {
    const store = await painted();
    const read = upcasting(store, [older]);
    const receipt = await read.append(stream, [{ type: 'Moved', data: {} }], 1, context(2));
    expect(receipt.revision).toBe(2);
    expect((await store.readStream(stream)).map(({ type }) => type)).toEqual(['Painted', 'Moved', 'Moved']);
  });

  it('refuses two ways of reading one type, and a way that ends at an old type', async () => {
    const store = await painted();
    expect(() => upcasting(store, [older, older])).toThrow('same old type');
    const half: Upcast = { type: 'Painted', upcast: (data) => ({ type: 'Daubed', data }) };
    const rest: Upcast = { type: 'Daubed', upcast: (data) => ({ type: 'Painted.v2', data }) };
    await expect(upcasting(store, [half, rest]).readStream(stream)).rejects.toThrow('another old type');
  });
});
