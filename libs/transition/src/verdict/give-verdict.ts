import { Injectable } from '@nestjs/common';
import { addDays, type Clock, instantOf, type LocalDate } from '#kernel';
import { Criteria, type CriteriaQuestion, Directory, InjectClock, Reader } from '#platform';
import type { Snapshot } from '#projecting';
import { actsConditionModels, actsConditionOn } from '../acts/get-acts-condition.ts';
import { consentIn, consentModels } from '../consent/consent-in.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { dateOf, type TransitionQuery } from '../reading.ts';
import {
  askedOf,
  resourcesConditionModels,
  resourcesConditionOn,
} from '../resources/get-resources-condition.ts';
import { trainingConditionModels, trainingConditionOn } from '../training/get-training-condition.ts';
import type { AssessedCondition, AssessedVerdict } from './assessment.events.ts';
import { criterionOver, judged } from './judge.ts';
import { parentsOn } from './parents-opinion.ts';
import { lastWeeks, type Period, periodAsked, requireWeeks, searched } from './period.ts';

export interface VerdictQuestion extends TransitionQuery {
  /** First and last day of the period; neither: the last school weeks that are over. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** A verdict and where it stands. */
export interface GivenVerdict {
  readonly verdict: AssessedVerdict;
  readonly timeZone: string;
  /** The position of the log that it shows. */
  readonly position: string | null;
  /** Whether every read model stood at the same place: then the same question as of `position` finds the same. */
  readonly exact: boolean;
}

/** Judges a school: all figures from one snapshot, live or as of a moment. */
@Injectable()
export class GiveVerdict {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly criteria: Criteria,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** @throws Refused `invalid` naming what is wrong with the period, `not-yet-visible` (503) */
  over(schoolId: string, query: VerdictQuestion): Promise<GivenVerdict> {
    const { minPosition, asOf } = query;
    const models = this.#models();
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const timeZone = await this.directory.timeZone(snapshot, schoolId);
      const on = dateOf(query, this.clock.now(), timeZone);
      const verdict = await this.#judge(snapshot, schoolId, on, timeZone, periodAsked(query, on));
      return { verdict, timeZone, position, exact: await standTogether(snapshot, models, schoolId) };
    });
  }

  #models(): readonly string[] {
    return [
      ...new Set([
        ...actsConditionModels,
        ...resourcesConditionModels,
        ...trainingConditionModels,
        ...consentModels,
        ...this.criteria.models,
        ...this.directory.models,
      ]),
    ];
  }

  async #judge(
    snapshot: Snapshot,
    schoolId: string,
    on: LocalDate,
    timeZone: string,
    asked: Period | null,
  ): Promise<AssessedVerdict> {
    const { version, policy } = await policyInForce(snapshot, schoolId);
    const { weeksAssessed: weeksAsked } = policy;
    const question = { schoolId, at: endOfDay(on, timeZone) };
    const known = await this.criteria.schoolWeeks(snapshot, {
      ...question,
      ...(asked ?? searched(on, weeksAsked)),
    });
    if (asked !== null) requireWeeks(known, weeksAsked);
    const weeks = asked === null ? known.slice(-weeksAsked) : known;
    const { from, to } = asked ?? lastWeeks(on, weeksAsked, known);
    const over: CriteriaQuestion = { ...question, from, to };
    const { policyVersion, criteria: figures } = await this.criteria.over(snapshot, over);
    const byWeek = await this.criteria.byWeek(snapshot, over);
    const acts = await actsConditionOn(snapshot, schoolId, on);
    const conditions = [
      wholeOf('acts', acts),
      await this.#resources(snapshot, schoolId, on),
      wholeOf('training', await trainingConditionOn(snapshot, this.directory, schoolId, on)),
    ];
    const criteria = figures.map((figure) => criterionOver(figure, weeks, byWeek));
    const parents = parentsOn(await consentIn(snapshot, schoolId), on);
    return {
      on,
      from,
      to,
      weeks,
      weeksAsked,
      conditions,
      criteria,
      parents,
      coverage: await this.criteria.byKind(snapshot, over),
      ...judged({ conditions, criteria, parents, weeks, weeksAsked }),
      policies: { readiness: policyVersion, transition: version },
      editions: { acts: acts.edition },
    };
  }

  async #resources(snapshot: Snapshot, schoolId: string, on: LocalDate): Promise<AssessedCondition> {
    const found = await resourcesConditionOn(snapshot, this.directory, schoolId, on);
    const parts = found.figures.map(({ question, numerator, denominator, asked }) => ({
      question,
      numerator,
      denominator,
      asked,
    }));
    return { ...wholeOf('resources', { met: found.met, ...askedOf(found) }), parts };
  }
}

/** A condition asks for the whole. */
const wholeOf = (
  condition: AssessedCondition['condition'],
  {
    met,
    numerator,
    denominator,
  }: { readonly met: boolean; readonly numerator: number; readonly denominator: number },
): AssessedCondition => ({
  condition,
  numerator,
  denominator,
  value: denominator === 0 ? null : Math.floor((numerator * 10_000) / denominator) / 100,
  target: 100,
  met,
  parts: [],
});

/** The last instant (ms) of a day: all of its lessons are over. The same for whoever asks about that day, and whenever. */
export const endOfDay = (date: LocalDate, timeZone: string): number =>
  Date.parse(instantOf(addDays(date, 1), '00:00', timeZone)) - 1;

/** Whether no model is ahead of another: a new version of one may still be being built. */
async function standTogether(
  snapshot: Snapshot,
  models: readonly string[],
  schoolId: string,
): Promise<boolean> {
  const places = new Set<string | null>();
  for (const model of models) places.add(await snapshot.checkpoint(model, schoolId));
  return places.size === 1;
}
