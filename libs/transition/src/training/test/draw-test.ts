import { createHash } from 'node:crypto';
import type { DrawnQuestion } from '../training.events.ts';
import type { Question } from './question-bank.ts';

/**
 * The questions of a test and the order of their options, as they follow from a seed: the same seed and bank give the
 * same test for ever, so that anybody can check what was drawn.
 * @param count no more than the bank has
 */
export function drawTest(bank: readonly Question[], seed: string, count: number): DrawnQuestion[] {
  const below = chanceFrom(seed);
  return shuffled(bank, below)
    .slice(0, count)
    .map(({ id, options }) => ({ questionId: id, options: shuffled([...options.keys()], below) }));
}

/** Whole numbers below a limit, each as likely (to 2⁻³²), in a row that the seed determines. */
function chanceFrom(seed: string): (limit: number) => number {
  let block = Buffer.alloc(0);
  let blocks = 0;
  let at = 0;
  return (limit) => {
    if (at + 4 > block.length) {
      block = createHash('sha256').update(`${seed}\n${blocks}`).digest();
      blocks += 1;
      at = 0;
    }
    const number = block.readUInt32BE(at);
    at += 4;
    return Math.floor((number / 2 ** 32) * limit);
  };
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], below: (limit: number) => number): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}
