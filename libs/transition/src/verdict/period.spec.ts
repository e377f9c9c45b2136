import { describe, expect, it } from '@jest/globals';
import { Refused } from '#kernel';
import { lastWeeks, periodAsked, requireWeeks, searched } from './period.ts';

/** A Tuesday. */
const TODAY = '2026-11-17';

describe('the period of a verdict', () => {
  it('is the last weeks that are over, passing over those without lessons', () => {
    // 26 October to 1 November are holidays: W44 has no lessons.
    const known = ['2026-W41', '2026-W42', '2026-W43', '2026-W45', '2026-W46'];
    expect(lastWeeks(TODAY, 4, known)).toEqual({ from: '2026-10-12', to: '2026-11-15' });
  });

  it('ends before the weeks that are passed over at its end', () => {
    const known = ['2026-W18', '2026-W19', '2026-W20', '2026-W21'];
    expect(lastWeeks('2026-07-05', 4, known)).toEqual({ from: '2026-04-27', to: '2026-05-24' });
  });

  it('is shorter where there are fewer weeks, and the calendar’s where there is none', () => {
    expect(lastWeeks(TODAY, 4, ['2026-W46'])).toEqual({ from: '2026-11-09', to: '2026-11-15' });
    expect(lastWeeks(TODAY, 4, [])).toEqual({ from: '2026-10-19', to: '2026-11-15' });
  });

  it('is looked for through a summer, in full weeks that are over', () => {
    expect(searched(TODAY, 4)).toEqual({ from: '2026-06-29', to: '2026-11-15' });
    expect(searched('2026-11-15', 4).to).toBe('2026-11-08');
    expect(searched('2026-11-16', 4).to).toBe('2026-11-15');
  });

  it('may be asked for: full weeks that are over', () => {
    expect(periodAsked({}, TODAY)).toBeNull();
    const asked = { from: '2026-10-05', to: '2026-11-15' };
    expect(periodAsked(asked, TODAY)).toEqual(asked);
  });

  const broken: [string, string, { from?: string; to?: string }][] = [
    ['together', 'to', { from: '2026-10-05' }],
    ['together', 'from', { to: '2026-11-15' }],
    ['is-monday', 'from', { from: '2026-10-06', to: '2026-11-15' }],
    ['is-sunday', 'to', { from: '2026-10-05', to: '2026-11-14' }],
    ['not-before-from', 'to', { from: '2026-10-05', to: '2026-10-04' }],
    ['not-over', 'to', { from: '2026-10-05', to: '2026-11-22' }],
    ['period-too-long', 'to', { from: '2025-11-10', to: '2026-11-15' }],
  ];
  it.each(broken)('is refused as %s of %s', (rule, field, asked) => {
    expect(refusal(() => periodAsked(asked, TODAY))).toMatchObject([{ field, rule }]);
  });

  it('is refused when it has fewer school weeks than the policy asks for', () => {
    requireWeeks(['2026-W45', '2026-W46'], 2);
    expect(refusal(() => requireWeeks(['2026-W45', '2026-W46'], 3))).toMatchObject([
      { field: 'from', rule: 'period-too-short' },
    ]);
  });
});

function refusal(what: () => unknown): unknown {
  try {
    what();
  } catch (error) {
    if (error instanceof Refused) return error.more.errors;
    throw error;
  }
  throw new Error('Nothing was refused');
}
