import { describe, expect, it } from '@jest/globals';
import { handComputed } from './hand-computed.ts';
import { breakdowns, type Criterion, type Fraction, type Question } from './hand-computed/scenario.ts';
import { logOf } from './history.ts';
import { naiveCriteria, naiveRows } from './naive-criteria.ts';
import { lessonsOf } from './naive/lessons.ts';
import type { Log } from './naive/told.ts';

/** The control itself is controlled: the naive criteria say what was computed by hand. */
describe.each(Object.entries(handComputed))('naive criteria: %s', (_theme, scenarios) => {
  it.each(scenarios.map((scenario) => [scenario.rule, scenario] as const))('%s', (_rule, scenario) => {
    const log = logOf(scenario.history);
    for (const { expect: expected, ...question } of scenario.asks) {
      const answer = naiveCriteria(log, question);
      for (const [criterion, figures] of Object.entries(expected.criteria)) {
        const { numerator, denominator, status } = answer.criteria[Number(criterion) - 1]!;
        expect({ question, criterion, figures: [numerator, denominator, status] }).toEqual({
          question,
          criterion,
          figures,
        });
      }
      const { policyVersion, otherUnit, stillInTime, secondLine } = answer;
      if (expected.policyVersion !== undefined) expect(policyVersion).toBe(expected.policyVersion);
      if (expected.otherUnit)
        expect({ question, otherUnit }).toEqual({ question, otherUnit: expected.otherUnit });
      if (expected.stillInTime !== undefined) {
        expect({ question, stillInTime }).toEqual({ question, stillInTime: expected.stillInTime });
      }
      if (expected.secondLine) expect(secondLine).toMatchObject(expected.secondLine);
      for (const by of breakdowns) {
        for (const [criterion, rows] of Object.entries(expected.rows?.[by] ?? {})) {
          expect({ question, by, rows: rowsOf(log, question, by, Number(criterion) as Criterion) }).toEqual({
            question,
            by,
            rows,
          });
        }
      }
      if (expected.cancelledLate) {
        const late = lessonsOf(log).filter((lesson) => lesson.cancelledAfterEnd);
        expect(late.map((lesson) => lesson.lessonId)).toEqual(expected.cancelledLate);
      }
    }
  });
});

/** The rows of one criterion whose denominator is not 0. */
function rowsOf(log: Log, question: Question, by: (typeof breakdowns)[number], criterion: Criterion) {
  const rows: Record<string, Fraction> = {};
  for (const [row, figures] of naiveRows(log, question, by)) {
    const fraction = figures[criterion];
    if (fraction && fraction[1] > 0) rows[row] = fraction;
  }
  return rows;
}
