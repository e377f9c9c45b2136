import {
  addDays,
  daysBetween,
  invalidField,
  type IsoWeek,
  type LocalDate,
  mondayOf,
  weekdayOf,
} from '#kernel';

/** Weeks without lessons (holidays, the summer) are passed over, so many at most. */
const MOST_PASSED_OVER = 16;
/** The longest period that may be asked for, in weeks. */
const LONGEST_WEEKS = 52;

/** Full weeks, Monday to Sunday. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The last Sunday before a date: the last day of the last week that is over. */
export const lastSundayBefore = (date: LocalDate): LocalDate => addDays(date, -weekdayOf(date));

/** The longest stretch of weeks that are over on a date in which so many school weeks are looked for. */
export function searched(on: LocalDate, weeks: number): Period {
  const to = lastSundayBefore(on);
  return { from: addDays(to, 1 - 7 * (weeks + MOST_PASSED_OVER)), to };
}

/**
 * The default period: the last so many school weeks that are over, from the first one's Monday to the last one's Sunday;
 * fewer where there are not so many, and where there is none, the calendar's last weeks.
 * @param known the school weeks of the stretch that was searched, oldest first
 */
export function lastWeeks(on: LocalDate, weeks: number, known: readonly IsoWeek[]): Period {
  const last = known.slice(-weeks);
  if (last.length === 0) {
    const to = lastSundayBefore(on);
    return { from: addDays(to, 1 - 7 * weeks), to };
  }
  return { from: mondayOf(last[0]!)!, to: addDays(mondayOf(last.at(-1)!)!, 6) };
}

/**
 * The period that was asked for: full weeks that are over.
 * @throws Refused `invalid` naming the field: `together`, `is-monday`, `is-sunday`, `not-before-from`, `not-over`,
 *   `period-too-long`
 */
export function periodAsked(
  { from, to }: { readonly from?: LocalDate | undefined; readonly to?: LocalDate | undefined },
  on: LocalDate,
): Period | null {
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined) {
    const missing = from === undefined ? 'from' : 'to';
    throw invalidField(missing, 'together', 'Name both ends of the period, or neither.');
  }
  if (weekdayOf(from) !== 1) throw invalidField('from', 'is-monday', 'The first day must be a Monday.');
  if (weekdayOf(to) !== 7) throw invalidField('to', 'is-sunday', 'The last day must be a Sunday.');
  if (to < from) throw invalidField('to', 'not-before-from', 'to must not be before from.');
  if (to >= on) throw invalidField('to', 'not-over', `The week that ends on ${to} is not over on ${on}.`);
  if (daysBetween(from, to) >= 7 * LONGEST_WEEKS) {
    throw invalidField('to', 'period-too-long', `A period has at most ${LONGEST_WEEKS} weeks.`);
  }
  return { from, to };
}

/** @throws Refused `invalid`: `from` `period-too-short` when the period that was asked for has fewer school weeks than that */
export function requireWeeks(weeks: readonly IsoWeek[], asked: number): void {
  if (weeks.length >= asked) return;
  throw invalidField(
    'from',
    'period-too-short',
    `The period has ${weeks.length} school weeks; the policy asks for ${asked} at least.`,
  );
}
