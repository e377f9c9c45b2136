import type { IsoWeek, LocalDate } from '#kernel';
import type { Snapshot } from '#projecting';

/** The figure of one of the six criteria over a period. */
export interface CriterionFigure {
  /** 1 … 6, the seed's order. */
  readonly criterion: number;
  /** Whole numbers. */
  readonly numerator: number;
  readonly denominator: number;
  /** Per cent, cut to two decimals; null where there is nothing to count. */
  readonly value: number | null;
  /** Per cent, from the school's policy. */
  readonly target: number;
  /** Compared exactly, not by the cut value. */
  readonly met: boolean;
}

/** The six criteria over a period, and by which policy. */
export interface CriteriaFigures {
  /** Version of the school's policy of readiness; 0 is the default. */
  readonly policyVersion: number;
  /** In the seed's order. */
  readonly criteria: readonly CriterionFigure[];
}

/** How the lessons of one kind of group are kept, whether the criteria count that kind or not. */
export interface KindFigures {
  readonly kind: 'class' | 'subgroup' | 'individual' | 'elective' | 'club' | 'extended-day';
  readonly lessons: number;
  /** With a topic or homework. */
  readonly planned: number;
  /** Lessons that are over, or have an entry. */
  readonly due: number;
  /** With one entry at least. */
  readonly kept: number;
}

export interface CriteriaQuestion {
  readonly schoolId: string;
  /** First and last day. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The instant that "over" is judged at and whose policy is applied, ms since the epoch. */
  readonly at: number;
}

/**
 * The six criteria as other contexts may ask for them. Implemented by the readiness context over its read models, so
 * that they need nothing of it but this.
 */
export abstract class Criteria {
  /** The read models that the methods look at: name them in `Reader.read`. */
  abstract readonly models: readonly string[];
  /** The weeks of the period in which there are lessons of the kinds that the criteria count, oldest first. */
  abstract schoolWeeks(snapshot: Snapshot, question: CriteriaQuestion): Promise<readonly IsoWeek[]>;
  abstract over(snapshot: Snapshot, question: CriteriaQuestion): Promise<CriteriaFigures>;
  /** The same for each ISO week that the period touches and that has anything to count. */
  abstract byWeek(
    snapshot: Snapshot,
    question: CriteriaQuestion,
  ): Promise<ReadonlyMap<IsoWeek, readonly CriterionFigure[]>>;
  /** The kinds of group that have lessons in the period. */
  abstract byKind(snapshot: Snapshot, question: CriteriaQuestion): Promise<readonly KindFigures[]>;
}
