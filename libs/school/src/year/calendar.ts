import { invalidField, type LocalDate, within } from '#kernel';
import { gradesIn, requireDate, requireInside, requirePeriod, requireWhole, saying } from '../fields.ts';
import type { DaysOff, WorkingDay } from './year.events.ts';

export interface Calendar {
  readonly daysOff: readonly DaysOff[];
  readonly workingDays: readonly WorkingDay[];
}

/**
 * The calendar in the order of its dates. Days off may overlap: a holiday lies inside a break.
 * @throws Refused `invalid`
 */
export function calendarIn(year: { from: LocalDate; to: LocalDate }, wanted: Calendar): Calendar {
  const daysOff = wanted.daysOff.map((off, index): DaysOff => {
    const field = `daysOff[${index}]`;
    const title = saying(`${field}.title`, off.title);
    requirePeriod(`${field}.`, off);
    requireInside(field, off, year, 'the academic year');
    const grades = off.grades === undefined ? {} : { grades: gradesIn(`${field}.grades`, off.grades) };
    return { from: off.from, to: off.to, title, ...grades };
  });
  const workingDays = wanted.workingDays.map(({ date, likeWeekday }, index): WorkingDay => {
    const field = `workingDays[${index}]`;
    requireDate(`${field}.date`, date);
    requireInside(`${field}.date`, { from: date, to: date }, year, 'the academic year');
    requireWhole(`${field}.likeWeekday`, likeWeekday, 1, 6, 'a weekday');
    const off = daysOff.find((candidate) => candidate.grades === undefined && within(date, candidate));
    if (off) throw invalidField(`${field}.date`, 'day-off', `${date} is a day off: ${off.title}.`);
    return { date, likeWeekday };
  });
  if (new Set(workingDays.map((day) => day.date)).size !== workingDays.length) {
    throw invalidField('workingDays', 'unique', 'A date is a working day only once.');
  }
  const byDate = (a: LocalDate, b: LocalDate): number => (a < b ? -1 : a > b ? 1 : 0);
  return {
    daysOff: daysOff.sort((a, b) => byDate(a.from, b.from)),
    workingDays: workingDays.sort((a, b) => byDate(a.date, b.date)),
  };
}
