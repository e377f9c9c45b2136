import { addDays, type LocalDate, mondayOf, type SchoolTime } from '../time/school-time.ts';
import { type Term, termOf } from './terms.ts';

export const periodKinds = ['week', 'month', 'term'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** Some school days, and where the next and the one before lie. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** `23–29 ноября`, `ноябрь 2026 г.`, `II четверть, 9 ноября – 27 декабря`. */
  readonly title: string;
  /** A date of the period before and of the next; null when there is none. */
  readonly before: LocalDate | null;
  readonly after: LocalDate | null;
}

/** The period of a kind that a date lies in; undefined when the school has no terms, or they are not known yet. */
export function periodAround(
  kind: PeriodKind,
  date: LocalDate,
  time: SchoolTime,
  terms: readonly Term[] | undefined,
): Period | undefined {
  switch (kind) {
    case 'week': {
      const from = mondayOf(date);
      const to = addDays(from, 6);
      return { from, to, title: time.days(from, to), before: addDays(from, -7), after: addDays(from, 7) };
    }
    case 'month': {
      const from = `${date.slice(0, 7)}-01`;
      const after = `${addDays(from, 31).slice(0, 7)}-01`;
      const to = addDays(after, -1);
      return { from, to, title: time.month(date), before: addDays(from, -1), after };
    }
    case 'term': {
      const term = termOf(terms ?? [], date);
      if (terms === undefined || term === undefined) return undefined;
      const index = terms.indexOf(term);
      const { from, to } = term;
      return {
        from,
        to,
        title: `${term.title}, ${time.days(from, to)}`,
        before: terms[index - 1]?.from ?? null,
        after: terms[index + 1]?.from ?? null,
      };
    }
  }
}
