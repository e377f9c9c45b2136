import { longDate } from '../papers/dates-in-text.ts';
import type { Order } from './order.ts';
import { templateOf } from './orders-catalogue.ts';

/** Where the sample has a blank. */
export const BLANK = '_____';

/** «от 1 сентября 2026 г. N 17» */
export function calledBy(one: Order | null): string {
  const issue = one?.issue ?? null;
  return issue === null ? BLANK : `от ${longDate(issue.date)} N\u00a0${issue.number}`;
}

/** The title of an order, with blanks for what is not known yet. @param concerned the order that it is about */
export function titleOf({ kind, edition, issue, fields }: Order, concerned: Order | null): string {
  const ends = issue?.paperEnds ?? fields['paperEnds'];
  return templateOf(kind, edition)
    .title.replaceAll('{paperEnds}', typeof ends === 'string' ? longDate(ends) : BLANK)
    .replaceAll('{concerns}', calledBy(concerned));
}
