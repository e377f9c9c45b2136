import type { LocalDate } from '#kernel';
import type { ParentsOpinion } from '../consent/consent.events.ts';
import type { Consent } from '../consent/consent.ts';
import type { AssessedParents } from './assessment.events.ts';

const dayOf = (opinion: ParentsOpinion): LocalDate =>
  opinion.way === 'protocol' ? opinion.protocol.date : opinion.date;

/** What the parents said last until a date: a protocol that agrees, or a survey with more in favour than against. */
export function parentsOn({ parents }: Pick<Consent, 'parents'>, on: LocalDate): AssessedParents {
  const [last] = parents
    .filter(({ opinion }) => dayOf(opinion) <= on)
    .toReversed()
    .sort((a, b) => (dayOf(a.opinion) < dayOf(b.opinion) ? 1 : dayOf(a.opinion) > dayOf(b.opinion) ? -1 : 0));
  if (last === undefined) {
    return { met: false, opinionId: null, way: null, date: null, inFavour: null, counted: null };
  }
  const { opinionId, opinion } = last;
  const date = dayOf(opinion);
  if (opinion.way === 'protocol') {
    return { met: opinion.agrees, opinionId, way: 'protocol', date, inFavour: null, counted: null };
  }
  const { inFavour, against } = opinion;
  return { met: inFavour > against, opinionId, way: 'survey', date, inFavour, counted: inFavour + against };
}
