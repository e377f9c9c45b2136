import { describe, expect, it } from '@jest/globals';
import { underTarget, type WatchedWeek } from './under-target.ts';

/** Weeks W40, W41, … with the per cent of criterion 3 in each, of 90; null: nothing to count. */
const weeksOf = (...values: readonly (number | null)[]): WatchedWeek[] =>
  values.map((value, index) => ({
    week: `2026-W${40 + index}`,
    criteria: [
      {
        criterion: 3,
        numerator: value ?? 0,
        denominator: value === null ? 0 : 100,
        value,
        target: 90,
        met: value !== null && value >= 90,
      },
    ],
  }));

describe('the monitoring after the paper', () => {
  it('warns once a criterion is under its target in so many weeks on end', () => {
    expect(underTarget(weeksOf(95, 89), 2)).toEqual([]);
    expect(underTarget(weeksOf(95, 89, 80), 2)).toMatchObject([
      { criterion: 3, value: 80, since: '2026-W41', weeks: 2 },
    ]);
    expect(underTarget(weeksOf(95, 89, 80), 3)).toEqual([]);
  });

  it('says since when, however long that is', () => {
    expect(underTarget(weeksOf(10, 95, 10, 10, 10), 2)).toMatchObject([{ since: '2026-W42', weeks: 3 }]);
  });

  it('is quiet when the last week is good, or has nothing to count', () => {
    expect(underTarget(weeksOf(10, 10, 90), 2)).toEqual([]);
    expect(underTarget(weeksOf(10, 10, null), 2)).toEqual([]);
    expect(underTarget([], 1)).toEqual([]);
  });
});
