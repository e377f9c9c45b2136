/** Puts words into the blanks `{word}` of a sentence. */
export const filled = (text: string, words: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, word: string) => String(words[word] ?? ''));
