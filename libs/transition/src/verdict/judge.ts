import type { IsoWeek } from '#kernel';
import type { CriterionFigure } from '#platform';
import type {
  AssessedCondition,
  AssessedCriterion,
  AssessedParents,
  AssessedVerdict,
  NotReady,
} from './assessment.events.ts';

/** Planning, the journal, keeping it online: met in each week, not on the whole only. The others are states of the school. */
const inEachWeek: readonly number[] = [2, 3, 6];

/** A criterion over a period and in its weeks. @param weeks the school weeks, oldest first */
export function criterionOver(
  figure: CriterionFigure,
  weeks: readonly IsoWeek[],
  byWeek: ReadonlyMap<IsoWeek, readonly CriterionFigure[]>,
): AssessedCriterion {
  const { criterion } = figure;
  const figures = weeks.map((week) => {
    const found = byWeek.get(week)?.find((one) => one.criterion === criterion);
    const { numerator = 0, denominator = 0, value = null, met = false } = found ?? {};
    return { week, numerator, denominator, value, target: figure.target, met };
  });
  const eachWeek = inEachWeek.includes(criterion);
  const met = figure.met && (!eachWeek || figures.every((week) => week.met));
  return { ...figure, met, eachWeek, weeks: figures };
}

/** Whether a school is ready, and what it lacks in the order of the page: nothing is left out. */
export function judged({
  conditions,
  criteria,
  parents,
  weeks,
  weeksAsked,
}: {
  readonly conditions: readonly AssessedCondition[];
  readonly criteria: readonly AssessedCriterion[];
  readonly parents: AssessedParents;
  readonly weeks: readonly IsoWeek[];
  readonly weeksAsked: number;
}): Pick<AssessedVerdict, 'ready' | 'because'> {
  const because: NotReady[] = [
    ...(weeks.length < weeksAsked
      ? [{ code: 'too-few-weeks' as const, weeks: weeks.length, of: weeksAsked }]
      : []),
    ...conditions.flatMap(({ condition, met }): NotReady[] =>
      met ? [] : [{ code: 'condition-not-met', condition }],
    ),
    ...criteria.flatMap((one): NotReady[] => (one.met ? [] : [lackOf(one)])),
    ...lackOfParents(parents),
  ];
  return { ready: because.length === 0, because };
}

function lackOf({ criterion, eachWeek, weeks }: AssessedCriterion): NotReady {
  const under = eachWeek ? weeks.filter(({ met }) => !met).map(({ week }) => week) : [];
  return { code: 'criterion-not-met', criterion, under };
}

function lackOfParents({ met, opinionId }: AssessedParents): NotReady[] {
  if (met) return [];
  return [{ code: opinionId === null ? 'parents-not-asked' : 'parents-against' }];
}
