import { describe, expect, it } from '@jest/globals';
import { drawTest } from './draw-test.ts';
import { questionBank } from './question-bank.ts';

const bank = questionBank.questions;

describe('a test that is drawn', () => {
  it('follows from its seed', () => {
    expect(drawTest(bank, 'seed', 20)).toEqual(drawTest(bank, 'seed', 20));
    expect(drawTest(bank, 'seed', 20)).not.toEqual(drawTest(bank, 'another', 20));
  });

  it('has so many questions, none twice, each with all of its options', () => {
    for (const count of [1, 20, bank.length]) {
      const drawn = drawTest(bank, `${count}`, count);
      expect(drawn).toHaveLength(count);
      expect(new Set(drawn.map(({ questionId }) => questionId)).size).toBe(count);
      for (const { questionId, options } of drawn) {
        const { options: known } = bank.find(({ id }) => id === questionId)!;
        expect([...options].sort((a, b) => a - b)).toEqual([...known.keys()]);
      }
    }
  });

  it('draws every question about as often, and every order of options', () => {
    const times = new Map<string, number>();
    const first = new Map<number, number>();
    for (let seed = 0; seed < 2_000; seed += 1) {
      for (const { questionId, options } of drawTest(bank, `${seed}`, 12)) {
        times.set(questionId, (times.get(questionId) ?? 0) + 1);
        if (options.length === 4) first.set(options[0]!, (first.get(options[0]!) ?? 0) + 1);
      }
    }
    // 2,000 · 12 / 48 = 500 times each; five standard deviations are about 100.
    expect(Math.min(...times.values())).toBeGreaterThan(400);
    expect(Math.max(...times.values())).toBeLessThan(600);
    const all = [...first.values()];
    expect(Math.max(...all) / Math.min(...all)).toBeLessThan(1.1);
  });
});
