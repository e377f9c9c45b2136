import type { Schema } from '../api/client.ts';
import { type Language, useLanguage } from '../words/language.ts';
import { useWords } from '../words/catalogue.ts';
import { criterionWords } from './criteria.messages.ts';

export type Indicator = Schema<'Indicator'>;
export type CriterionNumber = Indicator['criterion'];
export type Report = Schema<'ReadinessReport'>;

export const criterionNumbers: readonly CriterionNumber[] = [1, 2, 3, 4, 5, 6];

/** The read models that the criteria are counted from. */
export const readinessModels = ['ledger', 'account-standing', 'visits', 'readiness-basis'] as const;

/** What the numerator and the denominator of a criterion count. */
export type Unit = 'classes' | 'lessons' | 'accounts' | 'people' | 'entries';

export function unitOf({ criterion, unit }: Pick<Indicator, 'criterion' | 'unit'>): Unit {
  switch (criterion) {
    case 1:
      return 'classes';
    case 2:
    case 3:
      return 'lessons';
    case 4:
      return 'accounts';
    case 5:
      return 'people';
    case 6:
      return unit ?? 'entries';
  }
}

/** How many more must count for the target to be met; 0 when it is. The target is in per cent. */
export const shortfall = ({
  numerator,
  denominator,
  target,
}: Pick<Indicator, 'numerator' | 'denominator' | 'target'>): number =>
  // A target of 94.997 is no exact binary number: what is a hair above a whole one is that one.
  Math.max(0, Math.ceil((target * denominator) / 100 - 1e-9) - numerator);

const formats: Record<Language, Intl.NumberFormat> = {
  ru: new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 2, useGrouping: 'min2' }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2, useGrouping: 'min2' }),
};

/** `91,3 %`; a dash where there is nothing to count. The value is cut by the server, never rounded up. */
export function usePercent(): (value: number | null) => string {
  const language = useLanguage();
  const words = useWords(criterionWords);
  return (value) => (value === null ? '—' : words.percent(formats[language].format(value)));
}

/** `8 294` */
export function useCount(): (count: number) => string {
  const language = useLanguage();
  return (count) => formats[language].format(count);
}

/** `−0,37`, `+5,08`, `0` */
export function useChange(): (change: number) => string {
  const language = useLanguage();
  return (change) => {
    const size = formats[language].format(Math.abs(change));
    return change === 0 ? size : `${change < 0 ? '−' : '+'}${size}`;
  };
}
