import { addDays, type LocalDate } from '#kernel';

/** Days in a row: a pupil's in a group, a teacher's in a register. `to` is the last day; null: still open. */
export interface Stay {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** Whether the stay lasts on this day. One whose last day lies before its first never was. */
export const lastsOn = (stay: Stay, day: LocalDate): boolean =>
  stay.from <= day && (stay.to === null || day <= stay.to);

/** Whether somebody is there on this day or comes later: what a right to read looks at. */
export const lastsOnOrAfter = (stay: Stay, day: LocalDate): boolean =>
  stay.to === null || (stay.from <= stay.to && day <= stay.to);

/**
 * The stays once `to` was said to be somebody's last day, as the school context means it: ends the stay that
 * began last on or before the day after `to`, even one that had an end already; a last day before the first
 * takes the stay back.
 */
export function withLastDay<T extends Stay>(
  stays: readonly T[],
  to: LocalDate,
  whose: (stay: T) => boolean,
): readonly T[] {
  const dayAfter = addDays(to, 1);
  let ended: T | null = null;
  for (const stay of stays) {
    if (!whose(stay) || (stay.to !== null && stay.to < stay.from) || stay.from > dayAfter) continue;
    if (ended === null || stay.from > ended.from) ended = stay;
  }
  return ended === null ? stays : stays.map((stay) => (stay === ended ? { ...stay, to } : stay));
}
