import { addDays, isoWeekOf, type LocalDate, weekdayOf } from '#kernel';
import type { CriteriaFigures } from '#platform';
import type { Seen, Watch } from './plan.events.ts';

/** Weeks without lessons (holidays) are passed over, so many at most. */
const MOST_PASSED_OVER = 14;

/**
 * The last school weeks that are over, so many, if the criterion is at its target in each of them; null: not yet.
 * @param since only weeks that begin on this day or later count; null: all do
 * @param weekFrom the criteria of the week that begins on this Monday
 */
export async function criterionSeen(
  { criterion, weeks: wanted }: Extract<Watch, { readonly kind: 'criterion' }>,
  { today, since }: { readonly today: LocalDate; readonly since: LocalDate | null },
  weekFrom: (monday: LocalDate) => Promise<Pick<CriteriaFigures, 'criteria'>>,
): Promise<Extract<Seen, { readonly kind: 'criterion' }> | null> {
  const weeks: { week: string; value: number; target: number }[] = [];
  let monday = addDays(today, 1 - weekdayOf(today));
  for (let passed = 0; weeks.length < wanted;) {
    monday = addDays(monday, -7);
    if (passed === MOST_PASSED_OVER || (since !== null && monday < since)) return null;
    const figure = (await weekFrom(monday)).criteria.find((one) => one.criterion === criterion);
    if (figure === undefined || figure.value === null) {
      passed += 1;
      continue;
    }
    if (!figure.met) return null;
    weeks.unshift({ week: isoWeekOf(monday), value: figure.value, target: figure.target });
  }
  return { kind: 'criterion', criterion, weeks };
}
