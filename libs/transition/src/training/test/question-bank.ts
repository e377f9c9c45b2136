import { readCatalogue, type Source } from '../../catalogues/read-catalogue.ts';
import type { RightAnswers } from '../training.ts';

export interface Question {
  readonly id: string;
  readonly topic: string;
  readonly text: string;
  readonly options: readonly string[];
  /** Places of the right options, in order. They leave the server only after the end, see `get-test.ts`. */
  readonly right: readonly number[];
  readonly explain: string;
}

interface QuestionBank {
  readonly edition: number;
  readonly source: Source;
  readonly topics: Readonly<Record<string, string>>;
  readonly questions: readonly Question[];
}

/** Our questions about keeping the journal. */
export const questionBank = readCatalogue<QuestionBank>('questions');

/** The right answers by question, for deciding. */
export const rightAnswers: RightAnswers = new Map(questionBank.questions.map(({ id, right }) => [id, right]));

const byId = new Map(questionBank.questions.map((question) => [question.id, question]));

/** undefined: a later edition has no such question any more. */
export const questionOf = (id: string): Question | undefined => byId.get(id);
