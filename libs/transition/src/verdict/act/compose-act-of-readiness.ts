import type { PersonName } from '#platform';
import { longDate } from '../../papers/dates-in-text.ts';
import { filled } from '../../papers/filled-text.ts';
import { nameInSignature, nameInTable } from '../../papers/names-in-text.ts';
import type { Block, Column, Paper } from '../../papers/paper.ts';
import type { ActOfReadiness, Assessment } from '../assessment.ts';
import type { AssessedFigure, AssessedParents, CommissionPart } from '../assessment.events.ts';
import { actTexts } from './act-texts.ts';

/** The chair signs first, the secretary last. */
export const commissionOrder: readonly CommissionPart[] = ['chair', 'member', 'secretary'];

/** The act of readiness as a paper: every figure of the assessment, and a line for each signature. */
export function composeActOfReadiness(
  { verdict, position }: Assessment,
  { document, commission }: ActOfReadiness,
  school: string,
  names: ReadonlyMap<string, PersonName>,
): Paper {
  const members = commission.toSorted(
    (a, b) => commissionOrder.indexOf(a.part) - commissionOrder.indexOf(b.part),
  );
  const named = (personId: string, how: (name: PersonName) => string): string => {
    const name = names.get(personId);
    return name === undefined || name.erased ? '' : how(name);
  };
  const { on, from, to, weeks, policies, editions } = verdict;
  const title = `${actTexts.title} ${actTexts.about}`;
  const blocks: Block[] = [
    { kind: 'paragraph', text: [{ text: school, bold: true }], align: 'center' },
    { kind: 'heading', level: 1, text: actTexts.title, align: 'center' },
    { kind: 'paragraph', text: actTexts.about, align: 'center' },
    { kind: 'requisites', left: longDate(document.date), right: `N\u00a0${document.number}` },
    { kind: 'paragraph', text: actTexts.commission },
    ...members.map(({ personId, part }, index): Block => ({
      kind: 'point',
      number: '–',
      text: `${lowered(actTexts.parts[part])}: ${named(personId, nameInTable)}${index + 1 < members.length ? ';' : ''}`,
    })),
    {
      kind: 'paragraph',
      indent: false,
      text: filled(actTexts.stated, {
        on: longDate(on),
        from: longDate(from),
        to: longDate(to),
        weeks: weeks.length,
      }),
    },
    { kind: 'heading', level: 2, text: actTexts.conditionsTitle },
    figures(verdict.conditions.map((one) => [actTexts.conditions[one.condition], one])),
    { kind: 'heading', level: 2, text: actTexts.criteriaTitle },
    figures(
      verdict.criteria.map((one) => [`${one.criterion}. ${actTexts.criteria[one.criterion - 1]}`, one]),
    ),
    { kind: 'paragraph', text: actTexts.criteriaNote },
    { kind: 'heading', level: 2, text: actTexts.parentsTitle },
    { kind: 'paragraph', text: opinionInText(verdict.parents) },
    { kind: 'heading', level: 2, text: actTexts.coverageTitle },
    coverage(verdict.coverage),
    { kind: 'heading', level: 2, text: actTexts.conclusionTitle },
    { kind: 'paragraph', text: actTexts.conclusion },
    {
      kind: 'paragraph',
      text: filled(actTexts.origin, { position, ...policies, ...editions }),
      small: true,
    },
    {
      kind: 'signatures',
      lines: members.map(({ personId, part }) => ({
        office: actTexts.parts[part],
        name: named(personId, nameInSignature),
      })),
    },
  ];
  return {
    title,
    organisation: school,
    date: document.date,
    parts: [{ orientation: 'portrait', blocks }],
    appendices: [],
  };
}

const { columns } = actTexts;
const right = (title: string, width: number): Column => ({ title, width, align: 'right' });

const figures = (rows: readonly (readonly [name: string, figure: AssessedFigure])[]): Block => ({
  kind: 'table',
  columns: [
    { title: columns.name, width: 5, align: 'left' },
    right(columns.counted, 2),
    right(columns.value, 2),
    right(columns.target, 2),
  ],
  rows: rows.map(([name, { numerator, denominator, value, target }]) => [
    name,
    `${numerator} из ${denominator}`,
    value === null ? actTexts.nothing : percent(value),
    percent(target),
  ]),
});

const coverage = (kinds: Assessment['verdict']['coverage']): Block => ({
  kind: 'table',
  columns: [
    { title: columns.kind, width: 4, align: 'left' },
    right(columns.lessons, 2),
    right(columns.planned, 2),
    right(columns.kept, 2),
  ],
  rows: kinds.map(({ kind, lessons, planned, kept }) => [
    actTexts.kinds[kind],
    `${lessons}`,
    `${planned}`,
    `${kept}`,
  ]),
});

/** As it is written inside a sentence. */
const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** «97,5»: as Russian writes a number. */
const percent = (value: number): string => `${value}`.replace('.', ',');

const opinionInText = ({ way, date, inFavour, counted }: AssessedParents): string =>
  way === 'survey'
    ? filled(actTexts.survey, { date: longDate(date!), inFavour: inFavour!, counted: counted! })
    : filled(actTexts.protocol, { date: longDate(date!) });
