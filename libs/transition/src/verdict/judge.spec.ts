import { describe, expect, it } from '@jest/globals';
import { criterionOver, judged } from './judge.ts';
import { parentsOn } from './parents-opinion.ts';
import type { AssessedCondition, AssessedParents } from './assessment.events.ts';

const WEEKS = ['2026-W40', '2026-W41'];
const figure = (criterion: number, numerator: number, denominator: number, target: number) => ({
  criterion,
  numerator,
  denominator,
  value: (100 * numerator) / denominator,
  target,
  met: numerator * 100 >= target * denominator,
});
const condition = (met: boolean): AssessedCondition => ({
  condition: 'training',
  numerator: met ? 5 : 4,
  denominator: 5,
  value: met ? 100 : 80,
  target: 100,
  met,
  parts: [],
});
const agreed: AssessedParents = {
  met: true,
  opinionId: 'o',
  way: 'protocol',
  date: '2026-10-01',
  inFavour: null,
  counted: null,
};

describe('a verdict', () => {
  // Together 19 of 20 are at the target of 90; in the first week 9 of 10, in the second 10 of 10.
  const byWeek = (criterion: number, first: number) =>
    new Map([
      ['2026-W40', [figure(criterion, first, 10, 90)]],
      ['2026-W41', [figure(criterion, 10, 10, 90)]],
    ]);

  it('wants criteria 2, 3 and 6 met in each week', () => {
    for (const criterion of [2, 3, 6]) {
      const good = criterionOver(figure(criterion, 19, 20, 90), WEEKS, byWeek(criterion, 9));
      expect(good).toMatchObject({ met: true, eachWeek: true });
      const bad = criterionOver(figure(criterion, 18, 20, 90), WEEKS, byWeek(criterion, 8));
      expect(bad).toMatchObject({ met: false, value: 90, weeks: [{ met: false }, { met: true }] });
    }
  });

  it('wants the others met over the whole', () => {
    for (const criterion of [1, 4, 5]) {
      const one = criterionOver(figure(criterion, 18, 20, 90), WEEKS, byWeek(criterion, 8));
      expect(one).toMatchObject({ met: true, eachWeek: false, weeks: [{ met: false }, { met: true }] });
    }
  });

  it('has a figure for each week, also one in which there is nothing to count', () => {
    const one = criterionOver(figure(6, 10, 10, 35), WEEKS, new Map());
    expect(one.weeks).toEqual(
      WEEKS.map((week) => ({ week, numerator: 0, denominator: 0, value: null, target: 35, met: false })),
    );
    expect(one.met).toBe(false);
  });

  it('is «ready» when nothing is lacking, and else names everything', () => {
    const good = criterionOver(figure(3, 20, 20, 90), WEEKS, byWeek(3, 10));
    const whole = { weeks: WEEKS, weeksAsked: 2, parents: agreed, criteria: [good] };
    expect(judged({ ...whole, conditions: [condition(true)] })).toEqual({ ready: true, because: [] });
    const bad = criterionOver(figure(3, 18, 20, 90), WEEKS, byWeek(3, 8));
    const parents = { ...agreed, met: false };
    const lacking = judged({
      weeks: WEEKS,
      weeksAsked: 3,
      parents,
      criteria: [bad],
      conditions: [condition(false)],
    });
    expect(lacking).toEqual({
      ready: false,
      because: [
        { code: 'too-few-weeks', weeks: 2, of: 3 },
        { code: 'condition-not-met', condition: 'training' },
        { code: 'criterion-not-met', criterion: 3, under: ['2026-W40'] },
        { code: 'parents-against' },
      ],
    });
    const unasked = judged({ ...whole, conditions: [], parents: { ...parents, opinionId: null } });
    expect(unasked.because).toEqual([{ code: 'parents-not-asked' }]);
  });
});

describe('the parents’ opinion', () => {
  const protocol = (opinionId: string, date: string, agrees: boolean) => ({
    opinionId,
    question: 'Согласны ли вы?',
    opinion: { way: 'protocol' as const, protocol: { number: '1', date }, agrees },
  });
  const survey = (date: string, inFavour: number, against: number) => ({
    opinionId: 'survey',
    question: 'Согласны ли вы?',
    opinion: { way: 'survey' as const, date, asked: 50, answered: 40, inFavour, against },
  });

  it('is the last one until a date, and of one day the one recorded last', () => {
    const parents = [protocol('late', '2026-10-02', false), protocol('early', '2026-09-01', true)];
    expect(parentsOn({ parents }, '2026-10-06')).toMatchObject({ opinionId: 'late', met: false });
    expect(parentsOn({ parents }, '2026-10-01')).toMatchObject({ opinionId: 'early', met: true });
    expect(parentsOn({ parents }, '2026-08-31')).toMatchObject({ opinionId: null, met: false });
    const again = [...parents, protocol('again', '2026-10-02', true)];
    expect(parentsOn({ parents: again }, '2026-10-06')).toMatchObject({ opinionId: 'again' });
  });

  it('of a survey needs more in favour than against', () => {
    expect(parentsOn({ parents: [survey('2026-10-01', 21, 19)] }, '2026-10-06')).toMatchObject({
      met: true,
      inFavour: 21,
      counted: 40,
    });
    expect(parentsOn({ parents: [survey('2026-10-01', 20, 20)] }, '2026-10-06').met).toBe(false);
  });
});
