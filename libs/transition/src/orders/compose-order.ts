import type { LocalDate } from '#kernel';
import { longDate, shortDate } from '../papers/dates-in-text.ts';
import { isWoman, nameInSentence, nameInSignature } from '../papers/names-in-text.ts';
import type { Appendix, Block, Paper } from '../papers/paper.ts';
import { planBlocks, scheduleBlocks } from '../plan/plan-blocks.ts';
import { parentsOn } from '../verdict/parents-opinion.ts';
import type { Dossier } from './dossier.ts';
import { fieldsStanding, type FieldStanding } from './field-standing.ts';
import { BLANK, calledBy, titleOf } from './order-title.ts';
import { ordersCatalogue, type TemplateAppendix, templateOf } from './orders-catalogue.ts';
import { regulationBlocks, regulationText } from './regulations.ts';

/** What an order is called by once it is issued. */
export interface OrderHead {
  readonly number: string;
  readonly date: LocalDate;
  readonly inForceFrom: LocalDate;
  /** The person who signs. */
  readonly signatory: string;
}

/** The paper of an order: as it is issued with its head, or as a draft with blanks for what nobody said. */
export function composeOrder(dossier: Dossier, head: OrderHead | null): Paper {
  const { order, template, school, today, names } = dossier;
  const fields = fieldsStanding(order, template, dossier);
  const appendices = appendicesOf(dossier);
  const say = sentencesOf(dossier, fields, appendices, head);
  const title = say(template.title);
  const signatory = names.get(head?.signatory ?? dossier.head ?? '');
  const place = valueOf(fields, 'place');
  const blocks: Block[] = [
    ...(head === null ? [{ kind: 'paragraph', text: 'ПРОЕКТ', align: 'right' } as const] : []),
    { kind: 'paragraph', text: [{ text: school, bold: true }], align: 'center' },
    { kind: 'heading', level: 1, text: 'ПРИКАЗ', align: 'center' },
    {
      kind: 'requisites',
      left: head === null ? `от ${BLANK} 20__ г.` : longDate(head.date),
      right: `N\u00a0${head?.number ?? BLANK}`,
    },
    ...(typeof place === 'string' ? [{ kind: 'paragraph', text: place, align: 'center' } as const] : []),
    { kind: 'heading', level: 2, text: title },
    { kind: 'paragraph', text: say(template.preamble) },
    { kind: 'paragraph', text: 'ПРИКАЗЫВАЮ:', align: 'left' },
    ...pointsOf(dossier, fields, appendices, say),
    {
      kind: 'signatures',
      lines: [
        { office: template.signature, name: signatory === undefined ? '' : nameInSignature(signatory) },
      ],
    },
  ];
  return {
    title: `Приказ ${title}`,
    organisation: school,
    date: head?.date ?? today,
    parts: [{ orientation: 'portrait', blocks }],
    appendices: appendices.map((one, index) => appendixOf(dossier, one, index + 1, head)),
  };
}

const valueOf = (fields: readonly FieldStanding[], id: string): FieldStanding['value'] =>
  fields.find(({ field }) => field.id === id)?.value ?? null;

/** The appendices of the template; of an amending order, those of the amended one whose text it replaces. */
function appendicesOf({ order, template, concerned }: Dossier): readonly TemplateAppendix[] {
  if (order.kind !== 'amending' || concerned === null) return template.appendices;
  const amended = templateOf(concerned.kind, concerned.edition).appendices;
  return amended.filter(({ id }) => order.texts[id] !== undefined);
}

/** Puts what is said and known into the blanks of a template's sentence. */
function sentencesOf(
  dossier: Dossier,
  fields: readonly FieldStanding[],
  appendices: readonly TemplateAppendix[],
  head: OrderHead | null,
): (text: string) => string {
  const numbers = new Map(appendices.map(({ id }, index) => [id, `${index + 1}`]));
  const words = new Map<string, string>();
  for (const standing of fields) words.set(standing.field.id, textOf(standing, fields, dossier));
  for (const [word, { of, none, one, many }] of Object.entries(dossier.template.words)) {
    const count = [valueOf(fields, of) ?? []].flat().length;
    words.set(word, count === 0 ? none : count === 1 ? one : many);
  }
  const { concerned } = dossier;
  words.set('concerns', calledBy(concerned));
  words.set('concernsTitle', concerned === null ? BLANK : titleOf(concerned, null));
  words.set('repealedFrom', head === null ? BLANK : longDate(head.inForceFrom));
  for (const [word, text] of Object.entries(groundsOf(dossier))) words.set(word, text);
  return (text) =>
    text
      .replaceAll(/\{([A-Za-z]+)(?::([a-z-]+))?\}/g, (_, word: string, part: string | undefined) =>
        part === undefined ? words.get(word)! : numbers.get(part)!,
      )
      // A date ends with a full stop of its own.
      .replaceAll('г..', 'г.');
}

/** What the second order stands on, in words. */
function groundsOf({ order, assessment, consent, today }: Dossier): Record<string, string> {
  if (order.kind !== 'end-of-paper') return {};
  const document = assessment?.act?.document;
  const asked = consent.parents.find(({ opinionId }) => opinionId === parentsOn(consent, today).opinionId);
  return {
    act: document === undefined ? BLANK : `от ${longDate(document.date)} N\u00a0${document.number}`,
    assessment: assessment === null ? BLANK : longDate(assessment.verdict.on),
    parents: asked === undefined ? BLANK : opinionInText(asked.opinion),
  };
}

function opinionInText(opinion: Dossier['consent']['parents'][number]['opinion']): string {
  if (opinion.way === 'protocol') {
    return `протокол от ${longDate(opinion.protocol.date)} N\u00a0${opinion.protocol.number}`;
  }
  const { date, inFavour, against, answered } = opinion;
  return `опрос от ${longDate(date)}: ответили ${answered}, за\u00a0–\u00a0${inFavour}, против\u00a0–\u00a0${against}`;
}

/** What stands in the place of a field. */
function textOf({ field, value }: FieldStanding, fields: readonly FieldStanding[], dossier: Dossier): string {
  if (value === null || value.length === 0) return field.open ?? BLANK;
  const { names } = dossier;
  const nameOf = (id: string): string => {
    const name = names.get(id);
    if (name === undefined || name.erased) return BLANK;
    return nameInSentence(name, field.grammar ?? 'dative');
  };
  switch (field.kind) {
    case 'words':
      return value as string;
    case 'date':
      return longDate(value as LocalDate);
    case 'person':
    case 'people':
      return [value].flat().map(nameOf).join(', ');
    case 'duty': {
      const duty = ordersCatalogue.duties.find(({ id }) => id === value)!;
      const person = names.get(valueOf(fields, field.of!) as string);
      return person !== undefined && isWoman(person) === true ? duty.feminine : duty.text;
    }
    case 'points':
    case 'assessment':
      return '';
  }
}

/** The numbered points; one of the template may stand for several, or for none. */
function pointsOf(
  { template, order }: Dossier,
  fields: readonly FieldStanding[],
  appendices: readonly TemplateAppendix[],
  say: (text: string) => string,
): Block[] {
  const points = template.points.flatMap(
    ({ text, items = [] }): { text: string; items: readonly string[] }[] => {
      if (text === '{changes}') {
        const lines = [valueOf(fields, 'changes') ?? []].flat();
        return lines.map((line) => ({ text: line, items: [] }));
      }
      if (text === '{replaced}') {
        return appendices.map(({ id, title }) => ({
          text: `Изложить приложение «${title}» в новой редакции (Приложение N\u00a0{appendix:${id}}).`,
          items: [],
        }));
      }
      return [{ text, items }];
    },
  );
  if (order.kind === 'amending' && points.length === 1) points.unshift({ text: BLANK, items: [] });
  return points.flatMap(({ text, items }, index): Block[] => [
    { kind: 'point', number: `${index + 1}.`, text: say(text) },
    ...items.map((item): Block => ({ kind: 'paragraph', text: [{ text: say(item), italic: true }] })),
  ]);
}

function appendixOf(
  { order, plan, names }: Dossier,
  { id, made, title }: TemplateAppendix,
  number: number,
  head: OrderHead | null,
): Appendix {
  const of =
    head === null ? `от ${BLANK} N\u00a0${BLANK}` : `от ${shortDate(head.date)} N\u00a0${head.number}`;
  const blocks =
    made === 'text'
      ? regulationBlocks(order.texts[id] ?? regulationText(id)!)
      : plan === null
        ? []
        : made === 'plan'
          ? planBlocks(plan, names)
          : scheduleBlocks(plan);
  return {
    number,
    title,
    mark: [`Приложение N\u00a0${number}`, `к приказу ${of}`],
    orientation: made === 'schedule' ? 'landscape' : 'portrait',
    blocks,
  };
}
