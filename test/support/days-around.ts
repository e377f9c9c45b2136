import { addDays, type LocalDate, localDateOf } from '#kernel';
import type { SchoolDays } from './small-school.ts';

/** The school's clock when the test begins, in hours: the lessons of the day are over, and the day is not. */
const AFTERNOON = 15;

/** The days of a school whose day is over just now, whatever time and date it is. */
export interface DaysAround extends SchoolDays {
  readonly today: LocalDate;
}

/**
 * A school somewhere on earth where it is afternoon, in the third month of its year, with lessons today: on a Sunday
 * or in July too.
 * @param now ms since the epoch
 */
export function daysAround(now: number): DaysAround {
  const timeZone = whereItIs(AFTERNOON, new Date(now).getUTCHours());
  const today = localDateOf(now, timeZone);
  const [from, to] = [addDays(today, -60), addDays(today, 240)];
  return {
    timeZone,
    today,
    year: { from, to },
    terms: {
      scheme: 'quarters',
      terms: [0, 75, 150, 225].map((day, index) => ({
        title: `${index + 1}`,
        from: addDays(from, day),
        to: addDays(from, day + 70),
      })),
    },
    calendar: { daysOff: [], workingDays: [{ date: today, likeWeekday: 1 }] },
    lessons: { from: addDays(today, -2), to: addDays(today, 1) },
  };
}

/** A time zone where the clock shows this hour. The signs of these names are turned round: `Etc/GMT-3` is UTC+3. */
function whereItIs(hour: number, utcHour: number): string {
  const ahead = hour - utcHour; // −8 … 15
  const hours = ahead > 14 ? ahead - 24 : ahead;
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
