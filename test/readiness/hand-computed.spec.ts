import { describe, expect, it } from '@jest/globals';
import { rowsByReport, rowsNaively, type RowsSaid, type Said, saidByReport, saidNaively } from './figures.ts';
import { handComputed } from './hand-computed.ts';
import { breakdowns, type By, type Figures, type Question } from './hand-computed/scenario.ts';
import { logOf } from './history.ts';
import { lessonsOf } from './naive/lessons.ts';
import { reportsOn } from './reports.ts';

/** What answers a question: the product, or its naive control. */
interface Answerer {
  said(question: Question): Promise<Said>;
  rows(question: Question, by: By): Promise<RowsSaid>;
  cancelledLate(question: Question): Promise<readonly string[]>;
}

describe.each(Object.entries(handComputed))('%s', (_theme, scenarios) => {
  for (const { rule, history, asks } of scenarios) {
    const log = logOf(history);

    it(`${rule}`, async () => {
      await reportsOn(log, 3, (reports) =>
        compare(asks, {
          said: (question) => saidByReport(reports, question),
          rows: (question, by) => rowsByReport(reports, question, by),
          cancelledLate: async (question) =>
            (await reports.evidence(3, question)).lessons
              .filter((lesson) => lesson.why.endsWith('-after-end'))
              .map((lesson) => lesson.lessonId),
        }),
      );
    });

    it(`${rule} (the naive control)`, () =>
      compare(asks, {
        said: async (question) => saidNaively(log, question),
        rows: async (question, by) => rowsNaively(log, question, by),
        cancelledLate: async () =>
          lessonsOf(log)
            .filter((lesson) => lesson.cancelledAfterEnd)
            .map((lesson) => lesson.lessonId),
      }));
  }
});

async function compare(asks: readonly (Question & { expect: Figures })[], by: Answerer): Promise<void> {
  for (const { expect: figures, ...question } of asks) {
    const { criteria, rows, cancelledLate, ...rest } = figures;
    const said = await by.said(question);
    const withoutTargets = Object.fromEntries(
      Object.entries(said.criteria).map(([criterion, [n, d, status]]) => [criterion, [n, d, status]]),
    );
    expect({ question, ...said, criteria: withoutTargets }).toMatchObject({ question, criteria, ...rest });
    for (const breakdown of breakdowns) {
      if (rows?.[breakdown] === undefined) continue;
      const actual = await by.rows(question, breakdown);
      for (const [criterion, expected] of Object.entries(rows[breakdown])) {
        expect({ question, criterion, rows: actual[Number(criterion)] ?? {} }).toEqual({
          question,
          criterion,
          rows: expected,
        });
      }
    }
    if (cancelledLate) expect(await by.cancelledLate(question)).toEqual(cancelledLate);
  }
}
