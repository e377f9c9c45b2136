import { describe, expect, it } from '@jest/globals';
import { evidenceSums, rowEvidenceSum } from './evidence-sums.ts';
import { rowsByReport, rowsNaively, type RowsSaid, type Said, saidByReport, saidNaively } from './figures.ts';
import { type By, breakdowns, type Criterion, type Question } from './hand-computed/scenario.ts';
import { lateLessons } from './naive-criteria.ts';
import { HISTORIES, randomHistory } from './random-history.ts';
import { Dice } from './random/dice.ts';
import { type Reports, reportsOn } from './reports.ts';

const AT_ONCE = 20;

/**
 * Criteria summed from what the engine projected equal the criteria that the naive control computes from the raw
 * log: in total, by every breakdown, and as the evidence adds up.
 */
describe.each(Array.from({ length: HISTORIES / AT_ONCE }, (_, index) => 1 + index * AT_ONCE))(
  `${AT_ONCE} random histories from seed %i on`,
  (first) => {
    it('read the same in the report, its rows, its evidence and the raw log', async () => {
      for (let seed = first; seed < first + AT_ONCE; seed += 1) {
        const { log, questions } = randomHistory(seed);
        const dice = new Dice(-seed);
        await reportsOn(log, dice.pick([1, 7, 50, 1000]), async (reports) => {
          for (const question of questions) {
            const where = { seed, question };
            const said = saidNaively(log, question);
            const rows = new Map(breakdowns.map((by) => [by, rowsNaively(log, question, by)]));
            expect({ ...where, said: await saidByReport(reports, question) }).toEqual({ ...where, said });
            for (const [by, naive] of rows) {
              expect({ ...where, by, rows: await rowsByReport(reports, question, by) }).toEqual({
                ...where,
                by,
                rows: naive,
              });
            }
            await evidenceAddsUp(reports, question, said, rows, dice, seed);
            const late = await reports.late(question);
            expect({ ...where, late: late.map(latenessOf).sort(byLesson) }).toEqual({
              ...where,
              late: lateLessons(log, question).sort(byLesson),
            });
          }
        });
      }
    }, 120_000);
  },
);

/** The evidence of the whole school, and of some rows of each breakdown. */
async function evidenceAddsUp(
  reports: Reports,
  question: Question,
  said: Said,
  rows: ReadonlyMap<By, RowsSaid>,
  dice: Dice,
  seed: number,
): Promise<void> {
  const { criteria, otherUnit, stillInTime, secondLine, onlineUnit } = said;
  const fractions = Object.fromEntries(Object.entries(criteria).map(([name, [n, d]]) => [name, [n, d]]));
  expect({ seed, question, sums: await evidenceSums(reports, question, onlineUnit) }).toEqual({
    seed,
    question,
    sums: { criteria: fractions, otherUnit, stillInTime, secondLine },
  });
  for (const [by, naive] of rows) {
    const all = Object.entries(naive).flatMap(([criterion, one]) =>
      Object.entries(one).map(([row, fraction]) => ({
        criterion: Number(criterion) as Criterion,
        row,
        fraction,
      })),
    );
    if (all.length === 0) continue;
    const { criterion, row, fraction } = dice.pick(all);
    const sum = await rowEvidenceSum(reports, question, by, row, criterion, onlineUnit);
    expect({ seed, question, by, row, criterion, sum }).toEqual({
      seed,
      question,
      by,
      row,
      criterion,
      sum: fraction,
    });
  }
}

const latenessOf = ({ lessonId, late, onTime, missing }: ReturnType<typeof lateLessons>[number]) => ({
  lessonId,
  late,
  onTime,
  missing,
});

const byLesson = (a: { lessonId: string }, b: { lessonId: string }): number =>
  a.lessonId < b.lessonId ? -1 : 1;
