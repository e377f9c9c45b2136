import type { IsoWeek } from '#kernel';
import type { CriterionFigure } from '#platform';

/** What the six criteria were in one school week. */
export interface WatchedWeek {
  readonly week: IsoWeek;
  readonly criteria: readonly CriterionFigure[];
}

/** A criterion that is under its target, the last week's figure, and since which week without a break. */
export interface UnderTarget extends CriterionFigure {
  readonly since: IsoWeek;
  /** In so many school weeks on end, the last one included. */
  readonly weeks: number;
}

/**
 * The criteria that are under their targets in each of the last so many school weeks.
 * @param weeks the school weeks since the paper ended, oldest first, without holidays; a criterion with nothing to count
 *   in one of them was not under its target there
 * @param least so many weeks on end make a warning
 */
export function underTarget(weeks: readonly WatchedWeek[], least: number): UnderTarget[] {
  const last = weeks.at(-1);
  return (last?.criteria ?? []).flatMap((figure) => {
    const stretch = weeksUnder(weeks, figure.criterion);
    return stretch.length < least ? [] : [{ ...figure, since: stretch[0]!, weeks: stretch.length }];
  });
}

/** The last weeks on end in which a criterion was under its target, oldest first. */
function weeksUnder(weeks: readonly WatchedWeek[], criterion: number): IsoWeek[] {
  const wasGood = weeks.findLastIndex(({ criteria }) => {
    const figure = criteria.find((one) => one.criterion === criterion);
    return figure === undefined || figure.value === null || figure.met;
  });
  return weeks.slice(wasGood + 1).map(({ week }) => week);
}
