import { Injectable } from '@nestjs/common';
import type { IsoWeek } from '#kernel';
import {
  Criteria,
  type CriteriaFigures,
  type CriteriaQuestion,
  type CriterionFigure,
  Directory,
  type KindFigures,
} from '#platform';
import type { Snapshot } from '#projecting';
import { groupKinds } from '#school/events';
import { readinessModels } from '../models.ts';
import { assessRows, assessSchool, type Question } from './assess.ts';
import type { Indicator } from './indicator.ts';
import { lessonSums, ofOneKind } from './lesson-sums.ts';
import { policyInForce } from './policy-in-force.ts';

/** The six criteria for other contexts. */
@Injectable()
export class SchoolCriteria extends Criteria {
  readonly models: readonly string[];

  constructor(private readonly directory: Directory) {
    super();
    this.models = [...readinessModels, ...directory.models];
  }

  async schoolWeeks(snapshot: Snapshot, asked: CriteriaQuestion): Promise<readonly IsoWeek[]> {
    const { question } = await this.#question(snapshot, asked);
    const weeks = await lessonSums(snapshot, question, 'week');
    return [...weeks].flatMap(([week, { first }]) => (first.lessons > 0 ? [week] : [])).sort();
  }

  async over(snapshot: Snapshot, asked: CriteriaQuestion): Promise<CriteriaFigures> {
    const { question, policyVersion } = await this.#question(snapshot, asked);
    const indicators = await assessSchool(snapshot, this.directory, question);
    return { policyVersion, criteria: indicators.map(figureOf) };
  }

  async byWeek(
    snapshot: Snapshot,
    asked: CriteriaQuestion,
  ): Promise<ReadonlyMap<IsoWeek, readonly CriterionFigure[]>> {
    const { question } = await this.#question(snapshot, asked);
    const rows = await assessRows(snapshot, this.directory, question, 'week');
    return new Map(rows.map(({ id, criteria }) => [id, criteria.map(figureOf)]));
  }

  async byKind(snapshot: Snapshot, asked: CriteriaQuestion): Promise<readonly KindFigures[]> {
    const { question } = await this.#question(snapshot, asked);
    const rows = await lessonSums(snapshot, question, 'kind');
    return groupKinds.flatMap((kind) => {
      const lines = rows.get(kind);
      if (lines === undefined) return [];
      const { lessons, planned, due, kept } = ofOneKind(lines);
      return lessons === 0 ? [] : [{ kind, lessons, planned, due, kept }];
    });
  }

  async #question(
    snapshot: Snapshot,
    asked: CriteriaQuestion,
  ): Promise<{ question: Question; policyVersion: number }> {
    const timeZone = await this.directory.timeZone(snapshot, asked.schoolId);
    const { version, policy } = await policyInForce(snapshot, asked.schoolId, asked.at);
    return { question: { ...asked, timeZone, policy }, policyVersion: version };
  }
}

const figureOf = (indicator: Indicator): CriterionFigure => {
  const { criterion, numerator, denominator, value, target, status } = indicator;
  return { criterion, numerator, denominator, value, target, met: status === 'met' };
};
