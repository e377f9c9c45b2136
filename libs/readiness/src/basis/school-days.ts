import { datesOf, type LocalDate, weekdayOf, within } from '#kernel';
import type { TimetableVersions, YearCalendar } from './basis.projection.ts';

/** Whether pupils of this grade have lessons on this date: inside a term, not a day off, in their school week. */
export function isSchoolDay(date: LocalDate, grade: number | null, year: YearCalendar): boolean {
  if (!within(date, year) || !year.terms.some((term) => within(date, term))) return false;
  const weekday = year.workingDays.find((day) => day.date === date)?.likeWeekday;
  if (weekday !== undefined) return true;
  if (
    year.daysOff.some(
      (off) => within(date, off) && (off.grades === undefined || off.grades.includes(grade ?? 0)),
    )
  ) {
    return false;
  }
  const last = grade !== null && year.sixDayGrades.includes(grade) ? 6 : 5;
  return weekdayOf(date) <= last;
}

/**
 * The school days of a class from the first date to the last, both included: of the year that it belongs to, for nobody
 * takes its pupils out of it when they go up a class.
 */
export function schoolDaysOf(
  { grade, yearId }: { readonly grade: number | null; readonly yearId: string },
  from: LocalDate,
  to: LocalDate,
  years: readonly YearCalendar[],
): LocalDate[] {
  const year = years.find((one) => one.yearId === yearId);
  return year === undefined ? [] : datesOf(from, to).filter((date) => isSchoolDay(date, grade, year));
}

/** The version of a timetable in force on a date: the one published last among those that cover it, if it has slots. */
export const inForce = (
  date: LocalDate,
  timetable: TimetableVersions | undefined,
): TimetableVersions['versions'][number] | null => {
  const version = timetable?.versions.findLast((candidate) => within(date, candidate));
  return version !== undefined && version.slots > 0 ? version : null;
};
