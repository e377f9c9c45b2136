import { addDays, type LocalDate, Refused } from '#kernel';

/** Days in a row: a pupil's in a group, a teacher's in a register. `to` is the last day; null: still open. */
export interface Stay {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** A stay whose last day lies before its first never was: it was entered by mistake and taken back. */
export const neverWas = (stay: Stay): boolean => stay.to !== null && stay.to < stay.from;

/** Whether the stay lasts on this day. */
export const lastsOn = (stay: Stay, day: LocalDate): boolean =>
  stay.from <= day && (stay.to === null || day <= stay.to);

/** Whether the stay lasts on some day of the period, both ends included. */
export const touches = (stay: Stay, from: LocalDate, to: LocalDate | null): boolean =>
  !neverWas(stay) && (to === null || stay.from <= to) && (stay.to === null || from <= stay.to);

/** Whether somebody is there on this day or comes later: what a right to read looks at. */
export const lastsOnOrAfter = (stay: Stay, day: LocalDate): boolean =>
  !neverWas(stay) && (stay.to === null || day <= stay.to);

/** Whether the stays together leave no day of the period out. */
export function cover(stays: readonly Stay[], from: LocalDate, to: LocalDate): boolean {
  let next = from;
  for (const stay of [...stays].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (neverWas(stay) || next > to) continue;
    if (stay.from > next) return false;
    if (stay.to === null) return true;
    if (stay.to >= next) next = addDays(stay.to, 1);
  }
  return next > to;
}

/**
 * The stays once `to` was said to be somebody's last day: how every fold must read `MemberLeft` and the releases
 * of teachers. Ends the stay that lasts on the day after `to` (of two, the one that began first, which was
 * told together with its end), even one that had a later end already. A last day before the first takes it back.
 */
export function withLastDay<T extends Stay>(
  stays: readonly T[],
  to: LocalDate,
  whose: (stay: T) => boolean,
): readonly T[] {
  const dayAfter = addDays(to, 1);
  let ended: T | null = null;
  for (const stay of stays) {
    if (whose(stay) && lastsOn(stay, dayAfter) && (ended === null || stay.from < ended.from)) ended = stay;
  }
  return ended === null ? stays : stays.map((stay) => (stay === ended ? { ...stay, to } : stay));
}

/**
 * Whether it changes anything that `to` is the last day. `stays` are one person's; `who` and `where` are for the
 * sentence: «the pupil», «the group».
 * @throws Refused `not-there`, `begins-later`, `several-stays`
 */
export function endsSomething(stays: readonly Stay[], to: LocalDate, who: string, where: string): boolean {
  const real = stays.filter((stay) => !neverWas(stay));
  if (real.length === 0) throw new Refused('not-there', `The ${who} was never in the ${where}.`);
  const beyond = real.filter((stay) => stay.to === null || stay.to > to);
  const [stay, another] = beyond;
  if (stay === undefined) return false;
  if (another !== undefined) {
    throw new Refused('several-stays', `The ${who} is in the ${where} more than once after ${to}.`);
  }
  if (stay.from > addDays(to, 1)) {
    throw new Refused('begins-later', `The ${who} comes to the ${where} only on ${stay.from}.`);
  }
  return true;
}
