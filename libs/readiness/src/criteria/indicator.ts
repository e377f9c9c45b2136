import type { SchoolPolicy } from '#school/events';

/** The six criteria in the seed's order. */
export const criterionCodes = [
  'timetable-filled',
  'planning',
  'journal',
  'activated-users',
  'unique-logins',
  'online',
] as const;
export type CriterionCode = (typeof criterionCodes)[number];
export const criterionNumbers = [1, 2, 3, 4, 5, 6] as const;
export type CriterionNumber = (typeof criterionNumbers)[number];
export type CriterionStatus = 'met' | 'not-met' | 'no-data';

/** A part of a whole. */
export class Ratio {
  /** A whole number. */
  numerator!: number;
  /** A whole number. */
  denominator!: number;
  /** Per cent, cut (never rounded up) to two decimals; null when the denominator is 0. */
  value!: number | null;
}

/** Criterion 6 in the unit that the policy did not choose. */
export class OtherUnit extends Ratio {
  unit!: 'entries' | 'lessons';
}

/** One criterion's figure. */
export class Indicator extends Ratio {
  /** 1 … 6, the seed's order. */
  criterion!: CriterionNumber;
  code!: CriterionCode;
  /** Per cent, from the policy. */
  target!: number;
  /** Compared exactly, not by the cut value. */
  status!: CriterionStatus;
  /** Criterion 3: lessons over and without an entry whose 24 hours still run («ещё в сроке»). */
  stillInTime?: number;
  /** Criterion 6: the unit that `numerator` and `denominator` count. */
  unit?: 'entries' | 'lessons';
  /** Criterion 6: the other unit, always beside it. */
  otherUnit?: OtherUnit;
  /** Criteria 2, 3, 6: the same for the kinds of group that the policy leaves out of the first line. */
  secondLine?: Ratio;
}

/** The ratio with its value. */
export const ratio = (numerator: number, denominator: number): Ratio => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : Math.floor((numerator * 10_000) / denominator) / 100,
});

/** A criterion's figure against the policy's target. */
export function indicator(
  criterion: CriterionNumber,
  counted: { numerator: number; denominator: number },
  policy: SchoolPolicy,
): Indicator {
  const target = policy.targets[criterion - 1]!;
  const { numerator, denominator } = counted;
  const met = numerator * 100 >= target * denominator;
  return {
    criterion,
    code: criterionCodes[criterion - 1]!,
    ...ratio(numerator, denominator),
    target,
    status: denominator === 0 ? 'no-data' : met ? 'met' : 'not-met',
  };
}
