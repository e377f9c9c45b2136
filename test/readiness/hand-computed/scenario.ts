import type { Said } from '../history.ts';

export type Criterion = 1 | 2 | 3 | 4 | 5 | 6;
export const breakdowns = ['class', 'teacher', 'subject', 'role', 'week'] as const;
export type By = (typeof breakdowns)[number];

export type Fraction = readonly [numerator: number, denominator: number];
export type Status = 'met' | 'not-met' | 'no-data';

/** What is asked: dates of the school, both included, and the instant that the answer speaks for. */
export interface Question {
  readonly from: string;
  readonly to: string;
  /** A local time with its offset. */
  readonly at: string;
}

/** The figures that a scenario is about; what is not named is not compared. */
export interface Figures {
  readonly policyVersion?: number;
  readonly criteria: Partial<Record<Criterion, readonly [...Fraction, Status]>>;
  /** Criterion 6 in the unit that the policy did not choose. */
  readonly otherUnit?: Fraction;
  /** Lessons that are over, have no entry and are still inside their 24 hours. */
  readonly stillInTime?: number;
  /** Electives, clubs, extended-day groups. */
  readonly secondLine?: Partial<Record<2 | 3 | 6, Fraction>>;
  /** By breakdown and criterion: every row whose denominator is not 0. */
  readonly rows?: Partial<Record<By, Partial<Record<Criterion, Readonly<Record<string, Fraction>>>>>>;
  /** Lessons that the evidence lists as cancelled after their end. */
  readonly cancelledLate?: readonly string[];
}

/** One rule of the six criteria, shown on a history small enough to be computed by hand. */
export interface Scenario {
  readonly rule: string;
  readonly history: readonly Said[];
  readonly asks: readonly (Question & { readonly expect: Figures })[];
}

/** Long after everything in the scenarios is over. */
export const later = '2026-12-01T12:00+03:00';
/** Monday 7 to Sunday 13 September 2026. */
export const w37 = { from: '2026-09-07', to: '2026-09-13', at: later };
/** Monday 14 to Sunday 20 September 2026. */
export const w38 = { from: '2026-09-14', to: '2026-09-20', at: later };
