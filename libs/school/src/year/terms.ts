import { idFrom, invalidField, type LocalDate } from '#kernel';
import { requireInside, requirePeriod, saying } from '../fields.ts';
import type { Term, TermScheme } from './year.events.ts';

/** A term as it is asked for; the year names it. */
export type PlannedTerm = Omit<Term, 'termId'>;

/** How many terms a year has by each scheme. */
const TERMS: Readonly<Record<TermScheme, number>> = { quarters: 4, trimesters: 3, 'half-years': 2 };

/**
 * The terms of the scheme with their ids: the n-th term of a scheme is the same term for ever, whatever its dates.
 * @throws Refused `invalid` unless there are as many as the scheme has, in order, inside the year, none overlapping
 */
export function termsIn(
  year: { yearId: string; from: LocalDate; to: LocalDate },
  scheme: TermScheme,
  planned: readonly PlannedTerm[],
): readonly Term[] {
  if (planned.length !== TERMS[scheme]) {
    throw invalidField(
      'terms',
      'count',
      `The scheme ${scheme} has ${TERMS[scheme]} terms, not ${planned.length}.`,
    );
  }
  return planned.map((term, index) => {
    const field = `terms[${index}]`;
    const title = saying(`${field}.title`, term.title);
    requirePeriod(`${field}.`, term);
    requireInside(field, term, year, 'the academic year');
    const before = planned[index - 1];
    if (before && term.from <= before.to) {
      throw invalidField(
        `${field}.from`,
        'order',
        `${title} begins on ${term.from}, not after ${before.title} ends on ${before.to}.`,
      );
    }
    return { termId: idFrom('term', year.yearId, scheme, index + 1), title, from: term.from, to: term.to };
  });
}
