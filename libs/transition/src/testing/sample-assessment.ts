import type { ActOfReadiness, Assessment } from '../verdict/assessment.ts';
import type { AssessedFigure } from '../verdict/assessment.events.ts';

const figure = (numerator: number, denominator: number, target: number): AssessedFigure => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : Math.trunc((numerator / denominator) * 10_000) / 100,
  target,
  met: denominator === 0 || numerator * 100 >= target * denominator,
});

/** The figures of a school of five hundred that is ready. */
export const sampleAssessment: Assessment = {
  assessmentId: 'assessment',
  madeAt: '2027-01-18T09:00:00.000Z',
  madeBy: 'deputy',
  position: '0000000000123456',
  verdict: {
    on: '2027-01-18',
    from: '2026-11-30',
    to: '2026-12-27',
    weeks: ['2026-W49', '2026-W50', '2026-W51', '2026-W52'],
    weeksAsked: 4,
    conditions: [
      { condition: 'acts', ...figure(30, 30, 100), parts: [] },
      { condition: 'resources', ...figure(74, 74, 100), parts: [] },
      { condition: 'training', ...figure(38, 38, 100), parts: [] },
    ],
    criteria: [
      [20, 20, 100],
      [2_310, 2_392, 95],
      [2_263, 2_392, 90],
      [871, 1_180, 60],
      [402, 1_180, 25],
      [9_318, 12_204, 35],
    ].map(([numerator, denominator, target], index) => ({
      criterion: index + 1,
      ...figure(numerator!, denominator!, target!),
      eachWeek: [2, 3, 6].includes(index + 1),
      weeks: [],
    })),
    parents: { met: true, opinionId: 'o', way: 'survey', date: '2026-12-10', inFavour: 341, counted: 363 },
    coverage: (['class', 'subgroup', 'individual', 'elective', 'club', 'extended-day'] as const).map(
      (kind, index) => ({
        kind,
        lessons: 1_800 - 300 * index,
        planned: 1_780 - 300 * index,
        due: 1_800 - 300 * index,
        kept: 1_750 - 300 * index,
      }),
    ),
    ready: true,
    because: [],
    policies: { readiness: 2, transition: 1 },
    editions: { acts: 1 },
  },
  act: null,
};

/** The act of readiness on it. */
export const sampleAct: ActOfReadiness = {
  document: { number: '1', date: '2027-01-20' },
  commission: [
    { personId: 'consultant', part: 'secretary' },
    { personId: 'second-deputy', part: 'member' },
    { personId: 'technician', part: 'member' },
    { personId: 'deputy', part: 'chair' },
  ],
  drawnAt: '2027-01-20T09:00:00.000Z',
  drawnBy: 'deputy',
};
