import { addDays, isLocalDate, type LocalDate } from '#kernel';

/**
 * The first day after two months of notice: the same day of the month after next, or the last one that it has (Labour
 * Code of the Russian Federation, articles 14 and 74).
 */
export function twoMonthsAfter(date: LocalDate): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const months = year * 12 + (month - 1) + 2;
  const prefix = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  const same = `${prefix}-${String(day).padStart(2, '0')}`;
  if (isLocalDate(same)) return same;
  let last = `${prefix}-28`;
  while (addDays(last, 1).startsWith(prefix)) last = addDays(last, 1);
  return last;
}
