import { describe, expect, it } from '@jest/globals';
import { addDays, datesOf, type LocalDate, localDateOf, weekdayOf } from '#kernel';
import { isDayOff, schoolWeeks } from './demo-calendar.ts';
import { setUpDay } from './set-up.ts';
import { wholeRoad } from './whole-road.ts';
import { wholeRoadCalendar } from './whole-road-calendar.ts';

const timeZone = 'Europe/Moscow';
/** The same day two months later; compared as text it is there even where the month has no such day. */
function twoMonthsLater(date: LocalDate): string {
  const [year, month, day] = date.split('-') as [string, string, string];
  const months = Number(year) * 12 + Number(month) + 1;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-${day}`;
}

const calendarOf = (today: LocalDate) => {
  const calendar = wholeRoadCalendar(today);
  const steps = wholeRoad({ calendar, timeZone } as Parameters<typeof wholeRoad>[0]);
  const dates = steps.map(({ at }) => localDateOf(at, timeZone));
  return { calendar, steps, dates };
};

describe('the whole road, as the second demo school has walked it', () => {
  const everyDay = datesOf('2026-09-01', '2028-08-31').map((today) => ({ today, ...calendarOf(today) }));

  it('is walked to its end on whatever day, within eleven or twelve school weeks that are over', () => {
    for (const { today, calendar, dates } of everyDay) {
      expect([today, calendar.weeks.length >= 11 && calendar.weeks.length <= 12]).toEqual([today, true]);
      expect(addDays(calendar.weeks.at(-1)!, 6) < today).toBe(true);
      expect(dates.at(-1)! < today).toBe(true);
      expect(setUpDay(calendar.years[0]!.from) <= dates[0]!).toBe(true);
    }
  });

  it('goes one step after the other, on working days', () => {
    for (const { today, calendar, steps, dates } of everyDay) {
      const instants = steps.map(({ at }) => at);
      expect([today, instants]).toEqual([today, [...new Set(instants)].sort((a, b) => a - b)]);
      const idle = dates.filter(
        (date) => weekdayOf(date) > 5 || calendar.years.some(({ year }) => isDayOff(year, date)),
      );
      expect([today, idle]).toEqual([today, []]);
    }
  });

  it('ends the paper two months after the notices', () => {
    for (const { today, calendar, dates } of everyDay) {
      expect([today, calendar.weeks[9]! >= twoMonthsLater(dates[2]!)]).toEqual([today, true]);
    }
  });

  it('begins in the school year before while this one has too few weeks, and passes the summer over', () => {
    const { calendar } = calendarOf('2026-10-08');
    expect(calendar.years.map(({ year, from, to }) => [year.title, from, to])).toEqual([
      ['2025/26', '2026-04-13', '2026-05-26'],
      ['2026/27', '2026-09-01', '2026-10-08'],
    ]);
    expect(calendar.weeks.slice(5, 9)).toEqual(['2026-05-18', '2026-05-25', '2026-08-31', '2026-09-07']);
    expect(calendarOf('2026-11-26').calendar.years).toHaveLength(1);
    expect(calendarOf('2027-07-11').calendar.weeks.at(-1)).toBe('2027-05-24');
  });

  it('knows the weeks with lessons', () => {
    const { year } = calendarOf('2026-11-26').calendar.years[0]!;
    const weeks = schoolWeeks(year);
    expect(weeks.slice(0, 2)).toEqual(['2026-08-31', '2026-09-07']);
    expect(weeks).not.toContain('2026-10-26');
    expect(weeks.at(-1)).toBe('2027-05-24');
  });
});
