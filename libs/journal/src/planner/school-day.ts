import { addDays, daysBetween, type LocalDate, weekdayOf, within } from '#kernel';
import type { Bell, Parity } from '#school/events';
import type { GroupFacts } from '../school-facts/group.ts';
import type { YearFacts } from '../school-facts/year.ts';

/**
 * The weekday whose timetable is taught on this date to pupils of this grade, or null when it is no school day:
 * outside the terms, a day off, or beyond their school week. A working day moved to another date is taught like
 * the weekday that it stands for. Pupils of several grades (grade null) have no school week of their own: what
 * their timetable says, up to Saturday.
 */
export function taughtWeekday(date: LocalDate, grade: number | null, year: YearFacts): number | null {
  if (!within(date, year) || !year.terms.some((term) => within(date, term))) return null;
  const moved = year.workingDays.find((day) => day.date === date);
  if (moved) return moved.likeWeekday;
  const isOff = year.daysOff.some(
    (off) =>
      within(date, off) && (off.grades === undefined || (grade !== null && off.grades.includes(grade))),
  );
  if (isOff) return null;
  const weekday = weekdayOf(date);
  const last = grade === null || year.sixDayGrades.includes(grade) ? 6 : 5;
  return weekday <= last ? weekday : null;
}

/** Whether a slot of this parity stands in the week of this date: the week of the year's first day is odd. */
export function standsInWeek(parity: Parity, date: LocalDate, year: YearFacts): boolean {
  if (parity === 'every') return true;
  const firstMonday = addDays(year.from, 1 - weekdayOf(year.from));
  const isOdd = Math.floor(daysBetween(firstMonday, date) / 7) % 2 === 0;
  return isOdd === (parity === 'odd');
}

/**
 * The bell of a lesson number for a group on a date: of the schedules for its grade and shift that fit the date
 * and the weekday that is taught, the last one set. A group of several grades goes by the highest grade among its
 * classes, or without classes by any schedule of its shift. null: no schedule has this number.
 */
export function bellOf(
  number: number,
  when: { readonly date: LocalDate; readonly weekday: number },
  group: GroupFacts,
  groups: ReadonlyMap<string, GroupFacts>,
  year: YearFacts,
): Bell | null {
  const grade = gradeForBells(group, groups);
  const schedule = year.bells.findLast(
    (candidate) =>
      candidate.shift === group.shift &&
      (grade === null || candidate.grades.includes(grade)) &&
      within(when.date, candidate) &&
      (candidate.weekdays === undefined || candidate.weekdays.includes(when.weekday)),
  );
  return schedule?.bells.find((bell) => bell.number === number) ?? null;
}

function gradeForBells(group: GroupFacts, groups: ReadonlyMap<string, GroupFacts>): number | null {
  if (group.grade !== null) return group.grade;
  const grades = group.classIds.map((classId) => groups.get(classId)?.grade ?? 0);
  const highest = Math.max(0, ...grades);
  return highest === 0 ? null : highest;
}
