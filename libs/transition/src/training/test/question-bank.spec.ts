import { describe, expect, it } from '@jest/globals';
import { questionBank } from './question-bank.ts';

describe('the question bank', () => {
  it('has forty questions at least, each once, with options that differ and right ones among them', () => {
    const { questions, topics } = questionBank;
    expect(questions.length).toBeGreaterThanOrEqual(40);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length);
    for (const { id, topic, options, right, explain } of questions) {
      expect([id, topic in topics, explain.length > 0]).toEqual([id, true, true]);
      expect([id, new Set(options).size]).toEqual([id, options.length]);
      expect([id, options.length >= 3, right.length > 0]).toEqual([id, true, true]);
      expect([id, right]).toEqual([id, [...new Set(right)].sort((a, b) => a - b)]);
      expect([id, right.every((option) => options[option] !== undefined)]).toEqual([id, true]);
    }
  });
});
