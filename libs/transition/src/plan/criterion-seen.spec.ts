import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '#kernel';
import { criterionSeen } from './criterion-seen.ts';

const WATCH = { kind: 'criterion', criterion: 6, weeks: 3 } as const;
/** A Wednesday. */
const TODAY = '2026-10-07';

/** The criterion in the weeks from these Mondays on; null: no lessons. Everything before was at its target. */
const school = (told: Readonly<Record<LocalDate, number | null>>) => async (monday: LocalDate) => {
  const value = told[monday] === undefined ? 100 : told[monday];
  const figure = { criterion: 6, numerator: value ?? 0, denominator: 100, value, target: 90 };
  return { criteria: [{ ...figure, met: value !== null && value >= 90 }] };
};
const weeksSeen = async (
  told: Readonly<Record<LocalDate, number | null>>,
  since: LocalDate | null = null,
): Promise<string[] | null> =>
  (await criterionSeen(WATCH, { today: TODAY, since }, school(told)))?.weeks.map(({ week }) => week) ?? null;

describe('a criterion that a task waits for', () => {
  it('is seen in the last weeks that are over', async () =>
    expect(await weeksSeen({})).toEqual(['2026-W38', '2026-W39', '2026-W40']));

  it('is not seen when one of them is under its target', async () =>
    expect(await weeksSeen({ '2026-09-21': 89 })).toBeNull());

  it('is seen over holidays', async () =>
    expect(await weeksSeen({ '2026-09-28': null })).toEqual(['2026-W37', '2026-W38', '2026-W39']));

  it('is looked for in a long time without lessons, not for ever', async () => {
    const never = new Proxy<Record<LocalDate, null>>({}, { get: () => null });
    expect(await weeksSeen(never)).toBeNull();
  });

  it('counts weeks that begin after a day only, the week of that day not', async () => {
    expect(await weeksSeen({}, '2026-09-14')).toEqual(['2026-W38', '2026-W39', '2026-W40']);
    expect(await weeksSeen({}, '2026-09-15')).toBeNull();
    expect(await weeksSeen({ '2026-09-28': null }, '2026-09-14')).toBeNull();
  });
});
