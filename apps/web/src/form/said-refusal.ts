import type { Problem } from '../api/problem.ts';
import { useWords } from '../words/catalogue.ts';
import { refusalWords } from './refusal.messages.ts';

/** A refusal in plain words: of the whole, and of each field. */
export interface SaidRefusal {
  /** null: nothing was refused. */
  readonly refused: string | null;
  /** What is wrong with a field, by its path: `title`, `terms.0.from`; undefined when it is not the matter. */
  readonly wrong: (field: string) => string | undefined;
}

/** What a place of the client says of its own refusals, by the code of the problem and by the rule of a field. */
export interface RefusalWords {
  readonly codes: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, string>>;
}

export function useSaidRefusal(problem: Problem | null, own?: RefusalWords): SaidRefusal {
  const words = useWords(refusalWords);
  if (problem === null) return { refused: null, wrong: () => undefined };
  const { code, status, detail, fields } = problem;
  const codes: Readonly<Record<string, string>> = { ...words.codes, ...own?.codes };
  const rules: Readonly<Record<string, string>> = { ...words.rules, ...own?.rules };
  const ruleSaid = (rule: string, said: string): string => codes[rule] ?? rules[rule] ?? said;
  return {
    refused:
      codes[code] ??
      (status >= 500 ? codes['unavailable']! : fields.length > 0 ? words.fields : words.other(detail)),
    wrong: (field) => {
      const found = fields.find((each) => pathOf(each.field) === field);
      return found && ruleSaid(found.rule, found.detail);
    },
  };
}

/** `slots[3].room` is `slots.3.room`. */
const pathOf = (field: string): string => field.replaceAll(/\[(\d+)\]/g, '.$1');
