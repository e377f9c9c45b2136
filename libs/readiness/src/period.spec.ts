import { describe, expect, it } from '@jest/globals';
import { Refused } from '#kernel';
import { instantOfReport, periodOf } from './period.ts';

const refusal = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.more.errors?.[0]?.field;
    throw error;
  }
  return 'none';
};

describe('the period of a report', () => {
  it('takes one day as well as a year', () => {
    expect(periodOf({ from: '2026-09-01', to: '2026-09-01' })).toEqual({
      from: '2026-09-01',
      to: '2026-09-01',
    });
    expect(periodOf({ from: '2026-09-01', to: '2027-08-31' }).to).toBe('2027-08-31');
  });

  it.each([
    ['2026-02-30', '2026-03-01', 'from'],
    ['2026-03-01', '2026-02-30', 'to'],
    ['2026-09-02', '2026-09-01', 'to'],
    ['2026-01-01', '2027-03-01', 'to'],
  ])('refuses %s to %s by naming %s', (from, to, field) => {
    expect(refusal(() => periodOf({ from, to }))).toBe(field);
  });
});

describe('the instant of a report', () => {
  const now = Date.parse('2026-10-01T12:00:00.000Z');
  const period = { from: '2026-09-01', to: '2026-09-30' };

  it('is the one asked for, else that of asOf, else now', () => {
    expect(instantOfReport({ ...period }, now)).toBe(now);
    expect(instantOfReport({ ...period, asOf: '2026-09-20T09:00:00Z' }, now)).toBe(
      Date.parse('2026-09-20T09:00:00Z'),
    );
    expect(
      instantOfReport({ ...period, asOf: '2026-09-20T09:00:00Z', at: '2026-09-21T12:00:00+03:00' }, now),
    ).toBe(Date.parse('2026-09-21T09:00:00Z'));
  });

  it('is now when asOf is a position', () => {
    expect(instantOfReport({ ...period, asOf: '00000000000000ff' }, now)).toBe(now);
  });

  it('is refused when it is none', () => {
    expect(refusal(() => instantOfReport({ ...period, at: '2026-13-45T99:00:00Z' }, now))).toBe('at');
  });
});
