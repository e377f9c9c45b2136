import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '#school/events';
import { indicator, ratio } from './indicator.ts';

describe('a ratio', () => {
  it('is in per cent, cut to two decimals', () => {
    expect(ratio(2, 3).value).toBe(66.66);
    expect(ratio(1, 3).value).toBe(33.33);
    expect(ratio(7, 7).value).toBe(100);
    expect(ratio(0, 7).value).toBe(0);
  });

  it('never shows 100 for less than all', () => {
    expect(ratio(99_999, 100_000).value).toBe(99.99);
  });

  it('of nothing has no value', () => {
    expect(ratio(0, 0).value).toBeNull();
  });
});

describe('an indicator', () => {
  it.each([
    [2, 95, 100, 'met'],
    [2, 94, 100, 'not-met'],
    [5, 1, 4, 'met'],
    [5, 2_499, 10_000, 'not-met'],
    [1, 999, 1_000, 'not-met'],
    [6, 0, 0, 'no-data'],
  ] as const)('of criterion %i with %i of %i is %s', (criterion, numerator, denominator, status) => {
    expect(indicator(criterion, { numerator, denominator }, defaultPolicy).status).toBe(status);
  });

  it('is compared exactly, not by the value that is shown', () => {
    // 94.9966 % is shown as 94.99; with a target of 94.99 it is met, with 95 it is not.
    const counted = { numerator: 94_997, denominator: 100_000 };
    const policy = { ...defaultPolicy, targets: [100, 94.997, 90, 60, 25, 35] as const };
    expect(indicator(2, counted, policy)).toMatchObject({ value: 94.99, target: 94.997, status: 'met' });
    expect(indicator(2, counted, defaultPolicy).status).toBe('not-met');
  });

  it('names itself as the seed does', () => {
    const codes = ([1, 2, 3, 4, 5, 6] as const).map(
      (criterion) => indicator(criterion, { numerator: 1, denominator: 1 }, defaultPolicy).code,
    );
    expect(codes).toEqual([
      'timetable-filled',
      'planning',
      'journal',
      'activated-users',
      'unique-logins',
      'online',
    ]);
  });
});
