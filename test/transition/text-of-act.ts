import { actTexts } from '../../libs/transition/src/verdict/act/act-texts.ts';
import type { AssessmentAnswer } from '../../libs/transition/src/verdict/get-assessments.ts';
import type { VerdictFigure } from '../../libs/transition/src/verdict/verdict-answer.ts';
import { squeezed } from '../support/text-of-papers.ts';

const day = (date: string): string =>
  new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(date),
  );
const number = (value: number): string => String(value).replace('.', ',');
const row = (title: string, { numerator, denominator, value, target }: VerdictFigure): string =>
  `${title} ${numerator} из ${denominator} ${value === null ? actTexts.nothing : number(value)} ${number(target)}`;

/** What the act of readiness must say of an assessment as the page shows it, in the order in which it is read. */
export function linesOfAct({ assessment, verdict }: AssessmentAnswer): string[] {
  const { number: actNumber, date, commission } = assessment.act!;
  const { parents, policies } = verdict;
  return [
    actTexts.title,
    actTexts.about,
    `${day(date)} N ${actNumber}`,
    ...commission.map(({ part, familyName }) => `– ${actTexts.parts[part].toLowerCase()}: ${familyName}`),
    `по состоянию на ${day(verdict.on)} за период с ${day(verdict.from)} по ${day(verdict.to)}`,
    `учебных недель: ${verdict.weeks.length}`,
    ...verdict.conditions.map((one) => row(actTexts.conditions[one.condition], one)),
    ...verdict.criteria.map((one) => row(`${one.criterion}. ${actTexts.criteria[one.criterion - 1]}`, one)),
    parents.way === 'survey'
      ? `${day(parents.date!)}, «за» – ${parents.inFavour} из ${parents.counted}`
      : `протокол от ${day(parents.date!)}`,
    ...verdict.coverage.map(
      ({ kind, lessons, planned, kept }) => `${actTexts.kinds[kind]} ${lessons} ${planned} ${kept}`,
    ),
    verdict.ready ? actTexts.conclusion : 'не готова',
    `на позиции ${assessment.position}`,
    `готовности – версия ${policies.readiness}`,
    `перехода – версия ${policies.transition}`,
    `редакция ${verdict.editions.acts}`,
    ...commission.map(({ part, familyName }) => `${actTexts.parts[part]} ${signed(familyName)}`),
  ];
}

/** The names of the sample school have one letter for a given name: «given of head» signs as «G. head». */
const signed = (familyName: string): string => `G. ${familyName}`;

/** The first of these lines that a text does not say where it should; null: it says all of them in this order. */
export function missingIn(text: string, lines: readonly string[]): string | null {
  const said = squeezed(text);
  let from = 0;
  for (const line of lines) {
    const at = said.indexOf(squeezed(line), from);
    if (at < 0) return line;
    from = at + squeezed(line).length;
  }
  return null;
}
