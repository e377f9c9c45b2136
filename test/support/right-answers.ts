import { questionOf } from '../../libs/transition/src/training/test/question-bank.ts';

/** A question of a test as its person sees it. */
export interface AskedQuestion {
  readonly questionId: string;
  readonly options: readonly string[];
}

/** Where the right options of a question stand among those that are shown: a test knows the bank, as the server does. */
export function placesOfRight(questionId: string, shown: readonly string[]): number[] {
  const question = questionOf(questionId);
  if (question === undefined) throw new Error(`The bank has no question ${questionId}`);
  return question.right.map((place) => shown.indexOf(question.options[place]!));
}
