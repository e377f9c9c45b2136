import type { Mark } from '../lesson/lesson.events.ts';

/** A mark and what it weighs. */
export interface WeighedMark {
  readonly value: Mark;
  /** Of its work, above 0. */
  readonly weight: number;
}

/** What the marks come to. It hints at a term mark and is none. Зачёт and незачёт are no numbers and stay out. */
export class AverageView {
  /** Every mark alike, to two decimals; null without marks that are numbers. */
  plain!: number | null;
  /** Each mark by the weight of its work, to two decimals. */
  weighted!: number | null;
  /** How many marks it is of. */
  of!: number;
}

/** The average of the marks that count: the caller leaves out retaken ones. */
export function averageOf(marks: readonly WeighedMark[]): AverageView {
  const numbers = marks
    .filter(({ value }) => value !== 'pass' && value !== 'fail')
    .map(({ value, weight }) => ({ value: Number(value), weight }));
  if (numbers.length === 0) return { plain: null, weighted: null, of: 0 };
  const sum = numbers.reduce((total, { value }) => total + value, 0);
  const weighed = numbers.reduce((total, { value, weight }) => total + value * weight, 0);
  const weights = numbers.reduce((total, { weight }) => total + weight, 0);
  return {
    plain: rounded(sum / numbers.length),
    weighted: rounded(weighed / weights),
    of: numbers.length,
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
