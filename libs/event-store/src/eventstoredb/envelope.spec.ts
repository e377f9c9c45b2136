import { describe, expect, it } from '@jest/globals';
import { CHAIN_START, type CommandContext, instant, isId } from '#kernel';
import { prepareAppend } from '../prepare-append.ts';
import { BEFORE_FIRST, propose } from './envelope.ts';

describe('an append as it goes to the server', () => {
  const stream = '00.school.lesson-1';
  const context: CommandContext = {
    schoolId: 'school',
    actor: { accountId: 'account-1', role: 'teacher', sessionId: null },
    commandId: 'command-1',
    fingerprint: 'f',
    correlationId: 'correlation',
    causationId: 'causation',
  };
  const clock = { now: () => Date.parse('2026-09-01T06:00:00.000Z'), simulated: false };
  const noted = (n: number) => ({ type: 'Noted', data: { n } });
  const of = (facts = [noted(1), noted(2)], more: { context?: CommandContext; at?: number } = {}) =>
    propose(
      stream,
      prepareAppend(stream, facts, 'none', context),
      'none',
      more.context ?? context,
      BEFORE_FIRST,
      more.at === undefined ? clock : { ...clock, now: () => more.at! },
    );
  const wireIds = (proposal: ReturnType<typeof of>) => proposal.events.map((event) => event.id);

  it('has ids on the wire that stand for its whole content', () => {
    const ids = wireIds(of());
    expect(ids.every(isId)).toBe(true);
    expect(new Set(ids).size).toBe(2);
    expect(wireIds(of())).toEqual(ids);
    for (const other of [
      of([noted(1)]),
      of([noted(1), noted(3)]),
      of([noted(1), noted(2), noted(3)]),
      of(undefined, { at: clock.now() + 1 }),
      of(undefined, { context: { ...context, fingerprint: 'g' } }),
      of(undefined, { context: { ...context, correlationId: 'other' } }),
    ]) {
      for (const id of wireIds(other)) expect(ids).not.toContain(id);
    }
  });

  it('keeps our own event ids, which are the same whatever the content', () => {
    expect(of([noted(1)]).eventIds).toEqual(of([noted(7)]).eventIds);
    const stored = JSON.parse(Buffer.from(of().events[0]!.metadata as Uint8Array).toString()) as object;
    expect(stored).toMatchObject({ eventId: of().eventIds[0], commandId: 'command-1', schema: 1 });
  });

  it('goes on from the tip: its chain, and never before its time', () => {
    const before = { chain: 'a'.repeat(64), recordedAt: instant(clock.now() + 5_000) };
    const next = propose(stream, prepareAppend(stream, [noted(1)], 4, context), 4, context, before, clock);
    expect(next.revision).toBe(5);
    expect(next.tip.recordedAt).toBe(before.recordedAt);
    expect(next.tip.chain).not.toBe(of([noted(1)]).tip.chain);
    expect(BEFORE_FIRST.chain).toBe(CHAIN_START);
  });
});
