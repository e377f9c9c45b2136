import { addDays, type LocalDate } from '#kernel';
import { demoYearOf, isDayOff, lastDay, type LivedYear, schoolWeeks } from './demo-calendar.ts';

/** School weeks that are over which the whole road takes, at least and at most. */
const LEAST_WEEKS = 11;
const MOST_WEEKS = 12;

/** The years and weeks of a school that has walked the whole road. */
export interface WholeRoadCalendar {
  /** One year, or the last one and this one, oldest first. */
  readonly years: readonly LivedYear[];
  /** The Mondays of the school weeks that are over, oldest first: 11 or 12. */
  readonly weeks: readonly LocalDate[];
}

/**
 * The last school weeks up to today. From September to November this year does not have enough of them for an honest
 * road (two months' notice, four whole weeks that are judged, some without paper): then it begins in the year before.
 */
export function wholeRoadCalendar(today: LocalDate): WholeRoadCalendar {
  const year = demoYearOf(today);
  const over = schoolWeeks(year).filter((monday) => addDays(monday, 6) < today);
  const to = lastDay(year, today);
  if (over.length >= LEAST_WEEKS) {
    const weeks = over.slice(-MOST_WEEKS);
    return { years: [{ year, from: later(weeks[0]!, year.from), to }], weeks };
  }
  const before = demoYearOf(addDays(year.from, -1));
  const earlier = schoolWeeks(before).slice(over.length - MOST_WEEKS);
  return {
    years: [
      { year: before, from: later(earlier[0]!, before.from), to: before.lessonsTo },
      { year, from: year.from, to },
    ],
    weeks: [...earlier, ...over],
  };
}

/** The working day of a school week that is nearest to a weekday (1 … 5), rather after it than before. */
export function workdayOf(
  { years, weeks }: WholeRoadCalendar,
  week: number,
  weekday: 1 | 2 | 3 | 4 | 5,
): LocalDate {
  const days = [weekday, weekday + 1, weekday + 2, weekday + 3, weekday - 1, weekday - 2, weekday - 3]
    .filter((day) => day >= 1 && day <= 5)
    .map((day) => addDays(weeks[week]!, day - 1));
  return days.find((date) => !years.some(({ year }) => isDayOff(year, date))) ?? days[0]!;
}

const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
