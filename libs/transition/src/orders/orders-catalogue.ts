import { readCatalogue, type Source } from '../catalogues/read-catalogue.ts';
import type { Grammar } from '../papers/names-in-text.ts';
import type { OrderKind } from './order.events.ts';

/**
 * What a field takes: words on one line, points (a line each), a date, one of the staff, some of the staff, how a duty is
 * laid on somebody, an assessment.
 */
export const fieldKinds = ['words', 'points', 'date', 'person', 'people', 'duty', 'assessment'] as const;
export type FieldKind = (typeof fieldKinds)[number];

export interface TemplateField {
  readonly id: string;
  readonly kind: FieldKind;
  /** The point that names it, by its number; null: the order's head. */
  readonly point: string | null;
  readonly label: string;
  readonly source: Source;
  readonly grammar?: Grammar;
  readonly optional?: boolean;
  /**
   * Where the system knows a value from, unless a person says another: all deputy
   * heads, the one there is, the last assessment that said «ready» and has its act.
   */
  readonly known: 'deputies' | 'only-deputy' | 'ready-assessment' | null;
  /** Of a duty: the field of the person on whom it is laid. */
  readonly of?: string;
  /** What stands in its place as long as nothing is said; otherwise a blank. */
  readonly open?: string;
}

export interface TemplateAppendix {
  readonly id: string;
  /** From the plan by stages, or a text that the school edits. */
  readonly made: 'plan' | 'schedule' | 'text';
  /** The line of the catalogue of acts under which it is agreed. */
  readonly act: string;
  readonly title: string;
  readonly source: Source;
}

export interface TemplatePoint {
  readonly source: Source;
  /** With `{field}`, `{appendix:id}` and words that the composition knows where the sample has a blank. */
  readonly text: string;
  readonly items?: readonly string[];
}

export interface OrderTemplate {
  readonly kind: OrderKind;
  readonly edition: number;
  readonly source: Source;
  readonly title: string;
  /** What was mended in the sample, and what is ours. */
  readonly note: readonly string[];
  readonly preamble: string;
  readonly points: readonly TemplatePoint[];
  /** The office that stands before the signature. */
  readonly signature: string;
  readonly fields: readonly TemplateField[];
  /** Words whose number follows from how many people a field names. */
  readonly words: Readonly<
    Record<
      string,
      { readonly of: string; readonly none: string; readonly one: string; readonly many: string }
    >
  >;
  readonly appendices: readonly TemplateAppendix[];
}

/** How a duty is laid on somebody: it is theirs already, or it is added to theirs. */
export type Duty = 'by-duties' | 'added';

interface OrdersCatalogue {
  readonly editions: readonly { readonly edition: number; readonly from: string; readonly note: string }[];
  readonly templates: readonly OrderTemplate[];
  readonly duties: readonly { readonly id: Duty; readonly text: string; readonly feminine: string }[];
}

/** The seed's order, and ours beside it. */
export const ordersCatalogue = readCatalogue<OrdersCatalogue>('orders');

/** The edition that a new draft is made of. */
export const newestEdition = ordersCatalogue.editions.at(-1)!.edition;

/** The template of a kind in an edition. @throws Error for one that was never there: a mistake of ours */
export function templateOf(kind: OrderKind, edition: number): OrderTemplate {
  const found = ordersCatalogue.templates.find((one) => one.kind === kind && one.edition === edition);
  if (found === undefined) throw new Error(`There is no template of ${kind} in edition ${edition}`);
  return found;
}
