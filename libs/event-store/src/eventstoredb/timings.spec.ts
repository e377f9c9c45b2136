import { describe, expect, it } from '@jest/globals';
import { backoff, defaultTimings } from './timings.ts';

describe('the pauses between attempts', () => {
  const pauses = (failures: number): number[] =>
    Array.from({ length: 200 }, () => backoff(failures, defaultTimings));

  it.each([
    [1, 50, 100],
    [2, 100, 200],
    [5, 800, 1_600],
    [8, 5_000, 10_000],
    [1_000_000, 5_000, 10_000],
  ])('double with jitter, up to a cap: after %i failures between %i and %i ms', (failures, least, most) => {
    expect(Math.min(...pauses(failures))).toBeGreaterThanOrEqual(least);
    expect(Math.max(...pauses(failures))).toBeLessThanOrEqual(most);
    expect(new Set(pauses(failures)).size).toBeGreaterThan(100);
  });

  it('outlast what a real server makes the same append wait while the first is uncommitted (2–3 s)', () => {
    expect(defaultTimings.settleAfterMs).toBeGreaterThan(3_000);
  });
});
