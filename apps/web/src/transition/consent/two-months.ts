import { addDays, isDate, type LocalDate } from '../../time/school-time.ts';

/** The same day of the month after next, or the last one that it has: the earliest that a notice allows. */
export function twoMonthsAfter(date: LocalDate): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const months = year * 12 + (month - 1) + 2;
  const prefix = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  const same = `${prefix}-${String(day).padStart(2, '0')}`;
  if (isDate(same)) return same;
  const inNext = addDays(`${prefix}-28`, 4);
  return addDays(inNext, -Number(inNext.slice(8)));
}
