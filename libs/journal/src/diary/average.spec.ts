import { describe, expect, it } from '@jest/globals';
import { averageOf } from './average.ts';

describe('an average', () => {
  it('is plain and weighted, to two decimals', () =>
    expect(
      averageOf([
        { value: '5', weight: 1 },
        { value: '4', weight: 1 },
        { value: '2', weight: 3 },
      ]),
    ).toEqual({ plain: 3.67, weighted: 3, of: 3 }));

  it('leaves зачёт and незачёт out', () =>
    expect(
      averageOf([
        { value: 'pass', weight: 2 },
        { value: 'fail', weight: 1 },
        { value: '4', weight: 0.5 },
      ]),
    ).toEqual({ plain: 4, weighted: 4, of: 1 }));

  it('is none without marks that are numbers', () => {
    expect(averageOf([])).toEqual({ plain: null, weighted: null, of: 0 });
    expect(averageOf([{ value: 'pass', weight: 1 }])).toEqual({ plain: null, weighted: null, of: 0 });
  });
});
