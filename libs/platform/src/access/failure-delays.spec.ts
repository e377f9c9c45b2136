import { beforeEach, describe, expect, it } from '@jest/globals';
import { FailureDelays } from './failure-delays.ts';

describe('delays after failures', () => {
  let now: number;
  let delays: FailureDelays;
  const fail = (times: number): void => {
    for (let n = 0; n < times; n += 1) delays.failed('anna');
  };

  beforeEach(() => {
    now = 1_000_000;
    delays = new FailureDelays(
      { free: 2, firstMs: 1_000, longestMs: 10_000, forgetAfterMs: 60_000 },
      { now: () => now, simulated: true },
    );
  });

  it('begin after those that cost nothing, and double up to the longest', () => {
    const waits = Array.from({ length: 8 }, () => {
      fail(1);
      return delays.waitOf('anna');
    });
    expect(waits).toEqual([0, 0, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('run down with the clock', () => {
    fail(4);
    now += 1_500;
    expect(delays.waitOf('anna')).toBe(500);
    now += 500;
    expect(delays.waitOf('anna')).toBe(0);
  });

  it('go on growing after a wait that was kept', () => {
    fail(4);
    now += 2_000;
    fail(1);
    expect(delays.waitOf('anna')).toBe(4_000);
  });

  it('are forgotten after quiet, and forgiven', () => {
    fail(5);
    now += 60_000;
    expect(delays.waitOf('anna')).toBe(0);
    fail(2);
    expect(delays.waitOf('anna')).toBe(0);
    fail(1);
    expect(delays.waitOf('anna')).toBe(1_000);
    delays.forgive('anna');
    expect(delays.waitOf('anna')).toBe(0);
  });

  it('are each ones own', () => {
    fail(5);
    expect(delays.waitOf('boris')).toBe(0);
  });
});
