import { addDays, type LocalDate } from '#kernel';

/** Days in a row. `to` is the last day; null: still open. One that ends before it begins never was. */
export interface Stay {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** Whether it lasts on this day or begins later. */
export const lastsOnOrAfter = ({ from, to }: Stay, day: LocalDate): boolean =>
  to === null || (to >= from && to >= day);

/**
 * The stays once `to` was said to be somebody's last day. As in the school's own records: ends the stay that
 * lasts on the day after, of two the one that began first.
 */
export function withLastDay<T extends Stay>(
  stays: readonly T[],
  to: LocalDate,
  whose: (stay: T) => boolean,
): readonly T[] {
  const dayAfter = addDays(to, 1);
  const [ended] = stays
    .filter((stay) => whose(stay) && stay.from <= dayAfter && (stay.to === null || dayAfter <= stay.to))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return ended === undefined ? stays : stays.map((stay) => (stay === ended ? { ...stay, to } : stay));
}
