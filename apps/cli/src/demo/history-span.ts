import type { LocalDate } from '#kernel';

/** Of what days a year's history is, and what is usual in the school. */
export interface HistorySpan {
  /** First school-local date that anything happens on, and the last: today. */
  readonly from: LocalDate;
  readonly today: LocalDate;
  /** Nothing happens later than this instant, ms. */
  readonly now: number;
  readonly timeZone: string;
  /** Of the year. */
  readonly terms: readonly { readonly to: LocalDate }[];
  /** So many teachers are ill for some days, so many lessons are moved or cancelled, at most. */
  readonly teachersIll: number;
  readonly lessonsChanged: number;
  /** Whether this is the school's first year here. */
  readonly isNew: boolean;
  /** How often families look into the diary, by how much they care. */
  readonly looks: number;
  /** Who leaves topics and homework be, and from when on; null: nobody. */
  readonly lapse: { readonly teacher: string; readonly from: LocalDate } | null;
  /** The teacher whom a correction after a term is returned to. */
  readonly returnedTo: string;
  /** Whose account is blocked at their own wish some days before the end; null: nobody's. */
  readonly blocked: string | null;
}
