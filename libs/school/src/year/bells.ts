import { invalidField, type LocalTime } from '#kernel';
import { gradesIn, requireInside, requirePeriod, requireWhole, saying, weekdaysIn } from '../fields.ts';
import type { Bell, BellSchedule } from './year.events.ts';

/** A lesson lasts at most so many minutes (СП 2.4.3648-20, 3.4.16). */
const LONGEST_LESSON = 45;
/** In grade 1: 35, from January 40. */
const LONGEST_IN_GRADE_ONE = 40;
/** Numbers 0 (before the first lesson) to 12. */
export const LAST_LESSON_NUMBER = 12;

/**
 * The schedule with its fields in order, inside the year: bells by number, none longer than a lesson may be, each
 * after the one before.
 * @throws Refused `invalid`
 */
export function bellScheduleIn(year: { from: string; to: string }, wanted: BellSchedule): BellSchedule {
  const title = saying('title', wanted.title);
  const grades = gradesIn('grades', wanted.grades);
  requireWhole('shift', wanted.shift, 1, 2, 'a shift');
  requirePeriod('', wanted);
  requireInside('from', wanted, year, 'the academic year');
  const { bellScheduleId, shift, from, to } = wanted;
  return {
    bellScheduleId,
    title,
    grades,
    shift,
    from,
    to,
    ...(wanted.weekdays === undefined ? {} : { weekdays: weekdaysIn('weekdays', wanted.weekdays) }),
    bells: bellsIn(wanted.bells, grades.includes(1) ? LONGEST_IN_GRADE_ONE : LONGEST_LESSON),
  };
}

function bellsIn(bells: readonly Bell[], longest: number): readonly Bell[] {
  if (bells.length === 0) throw invalidField('bells', 'empty', 'A bell schedule needs at least one lesson.');
  return bells.map(({ number, starts, ends }, index) => {
    requireWhole(`bells[${index}].number`, number, 0, LAST_LESSON_NUMBER, 'a lesson number');
    const minutes = minuteOf(ends) - minuteOf(starts);
    if (minutes <= 0) {
      throw invalidField(
        `bells[${index}].ends`,
        'order',
        `Lesson ${number} ends at ${ends}, not after ${starts}.`,
      );
    }
    if (minutes > longest) {
      throw invalidField(
        `bells[${index}].ends`,
        'length',
        `Lesson ${number} lasts ${minutes} minutes; these grades may have ${longest}.`,
      );
    }
    const before = bells[index - 1];
    if (before && before.number >= number) {
      throw invalidField(
        `bells[${index}].number`,
        'order',
        `Lesson ${number} stands after lesson ${before.number}.`,
      );
    }
    if (before && before.ends > starts) {
      throw invalidField(
        `bells[${index}].starts`,
        'overlap',
        `Lesson ${number} starts at ${starts}, before lesson ${before.number} ends at ${before.ends}.`,
      );
    }
    return { number, starts, ends };
  });
}

const minuteOf = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
