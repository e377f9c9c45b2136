import { type Language, useLanguage } from './language.ts';

/** A message is a text, or a function that puts names and numbers into one. */
type Messages = Readonly<Record<string, unknown>>;
/** What the second language must have: the same messages, with other words. */
type SameShape<M> = {
  readonly [K in keyof M]: M[K] extends string
    ? string
    : M[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : SameShape<M[K]>;
};

export interface Catalogue<M> {
  readonly ru: M;
  readonly en: SameShape<M>;
}

/** The words of one screen in both languages. A message that one of them lacks does not compile. */
export const catalogue = <M extends Messages>(words: Catalogue<M>): Catalogue<M> => words;

/** The words of a screen in the language that is chosen. */
export const useWords = <M>(words: Catalogue<M>): SameShape<M> => words[useLanguage()] as SameShape<M>;

const rules: Record<Language, Intl.PluralRules> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

/** `62 612`, but `2785`. */
const numbers: Record<Language, Intl.NumberFormat> = {
  ru: new Intl.NumberFormat('ru-RU', { useGrouping: 'min2' }),
  en: new Intl.NumberFormat('en-GB', { useGrouping: 'min2' }),
};

/** `ruCount(5, 'урок', 'урока', 'уроков')` → «5 уроков». */
export function ruCount(count: number, one: string, few: string, many: string): string {
  const form = rules.ru.select(count);
  return `${numbers.ru.format(count)}\u00a0${form === 'one' ? one : form === 'few' ? few : many}`;
}

/** `enCount(5, 'lesson', 'lessons')` → “5 lessons”. */
export const enCount = (count: number, one: string, other: string): string =>
  `${numbers.en.format(count)}\u00a0${rules.en.select(count) === 'one' ? one : other}`;
