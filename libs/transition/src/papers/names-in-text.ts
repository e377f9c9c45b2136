import type { PersonName } from '#platform';

/** Of a name in a sentence: to whom, on whom. */
export type Grammar = 'dative' | 'accusative';

type Named = Pick<PersonName, 'familyName' | 'givenName' | 'patronymic'>;

const initials = ({ givenName, patronymic }: Named): string =>
  [givenName, patronymic]
    .filter((part) => part !== '')
    .map((part) => `${part[0]!.toUpperCase()}.`)
    .join('\u00a0');

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\u00a0');

/** «Иванова М. П.», as a table names somebody. */
export const nameInTable = (name: Named): string => joined(name.familyName, initials(name));

/** «М. П. Иванова», as a signature is read (GOST R 7.0.97-2016). */
export const nameInSignature = (name: Named): string => joined(initials(name), name.familyName);

/** «Ивановой М. П.»: to whom or on whom something is laid. A family name that no rule is sure of stays as it is. */
export const nameInSentence = (name: Named, grammar: Grammar): string =>
  joined(familyNameIn(name, grammar), initials(name));

/** Whether somebody is spoken of as a woman; null: the patronymic does not tell. */
export function isWoman({ patronymic }: Pick<Named, 'patronymic'>): boolean | null {
  if (/(вна|чна|шна|кызы)$/i.test(patronymic)) return true;
  return /(ич|оглы|улы)$/i.test(patronymic) ? false : null;
}

function familyNameIn(name: Named, grammar: Grammar): string {
  const woman = isWoman(name);
  if (woman === null) return name.familyName;
  const parts = name.familyName.split('-').map((part) => changed(part, woman, grammar));
  return parts.join('-');
}

/** An ending, and what becomes of it: dative, accusative. null: as it is. */
type Rule = readonly [RegExp, readonly [string, string] | null];

/** Who ends neither way keeps the name as it is. */
const whoever: readonly Rule[] = [
  [/([оеиуыюэ]|[иы]х)$/, null],
  [/([аеёиоуыэюя])а$/, null],
  [/ия$/, ['ии', 'ию']],
];
const endsInVowel: readonly Rule[] = [
  [/а$/, ['е', 'у']],
  [/я$/, ['е', 'ю']],
];
const women: readonly Rule[] = [
  ...whoever,
  [/ая$/, ['ой', 'ую']],
  [/яя$/, ['ей', 'юю']],
  [/(?<=[оеё]в|[иы]н)а$/, ['ой', 'у']],
  ...endsInVowel,
  [/./, null],
];
const men: readonly Rule[] = [
  ...whoever,
  // «Кравец» loses its vowel and «Швец» keeps it.
  [/(ец|ёк|ок)$/, null],
  [/ний$/, ['нему', 'него']],
  [/(?<=[кгхцчшщж])ий$/, ['ому', 'ого']],
  [/ый$/, ['ому', 'ого']],
  [/(?<=[а-яё]{2,})ой$/, ['ому', 'ого']],
  [/й$/, ['ю', 'я']],
  [/ь$/, ['ю', 'я']],
  ...endsInVowel,
  [/$/, ['у', 'а']],
];

function changed(part: string, woman: boolean, grammar: Grammar): string {
  const [ending, forms] = (woman ? women : men).find(([rule]) => rule.test(part.toLowerCase()))!;
  if (forms === null) return part;
  return part.replace(new RegExp(ending.source, 'i'), forms[grammar === 'dative' ? 0 : 1]);
}
