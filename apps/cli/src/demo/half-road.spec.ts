import { describe, expect, it } from '@jest/globals';
import { localDateOf, weekdayOf } from '#kernel';
import { halfRoad } from './half-road.ts';

const timeZone = 'Europe/Moscow';

/** The instants of the road in a history from … to. */
const road = (from: string, to: string): readonly number[] =>
  halfRoad({ from, to, timeZone } as Parameters<typeof halfRoad>[0]).map(({ at }) => at);

describe('half the road, as the first demo school has walked it', () => {
  const histories: [string, string, string][] = [
    ['a term and a half', '2026-08-24', '2026-11-26'],
    ['the last weeks of a school year', '2026-02-23', '2026-05-26'],
    ['a week', '2026-09-01', '2026-09-07'],
    ['a day', '2026-09-01', '2026-09-01'],
  ];
  it.each(histories)('goes one step after the other, on workdays, in a history of %s', (_, from, to) => {
    const steps = road(from, to);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    const weekdays = steps.map((at) => weekdayOf(localDateOf(at, timeZone)));
    expect(weekdays.filter((weekday) => weekday > 5)).toEqual([]);
  });

  it('comes to its first order five weeks before the end, and is judged a month before it', () => {
    const dates = road('2026-08-24', '2026-11-26').map((at) => localDateOf(at, timeZone));
    expect(dates.slice(-3)).toEqual(['2026-10-22', '2026-10-27', '2026-11-23']);
  });
});
