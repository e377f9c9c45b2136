import type { LocalDate } from '#kernel';

/** The figure of one of the six criteria over a period. */
export interface CriterionFigure {
  /** 1 … 6, the seed's order. */
  readonly criterion: number;
  /** Per cent, cut to two decimals; null where there is nothing to count. */
  readonly value: number | null;
  /** Per cent, from the school's policy. */
  readonly target: number;
  /** Compared exactly, not by the cut value. */
  readonly met: boolean;
}

/**
 * The six criteria as other contexts may ask for them. Implemented by the readiness context over its read models, so
 * that they need nothing of it but this.
 */
export abstract class Criteria {
  /**
   * The six criteria of a school over a period, both ends included, as they stand now.
   * @param minPosition answer only once the read models show it
   */
  abstract over(
    schoolId: string,
    period: { readonly from: LocalDate; readonly to: LocalDate },
    minPosition?: string,
  ): Promise<readonly CriterionFigure[]>;
}
