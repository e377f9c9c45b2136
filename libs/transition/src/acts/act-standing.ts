import type { LocalDate } from '#kernel';
import { actIdOf, type Body } from './act.events.ts';
import { type Act, act, type ActVersion, draftOf, inForce, isAgreed } from './act.ts';
import { type ActsLine, askedIn, linesOf } from './acts-catalogue.ts';

/** How far an act has come. */
export const actStates = ['not-reviewed', 'not-needed', 'needed', 'draft', 'agreed', 'approved'] as const;
export type ActState = (typeof actStates)[number];

/** What keeps an act from being done. */
export const actLacks = [
  'not-reviewed',
  'no-draft',
  'no-document',
  'not-agreed',
  'not-approved',
  'overtaken',
] as const;
export type ActLack = (typeof actLacks)[number];

/** An act of a school as it stands on a date: what the catalogue says of it and what happened to it. */
export interface ActStanding {
  readonly actId: string;
  /** null for an act of the school's own. */
  readonly line: ActsLine | null;
  readonly title: string;
  readonly group: string;
  readonly adoptedBy: Body;
  readonly consulted: readonly Body[];
  readonly act: Act;
  readonly state: ActState;
  readonly inForce: ActVersion | null;
  readonly draft: ActVersion | null;
  /** A later edition of the catalogue asks more than what stands. */
  readonly overtaken: boolean;
  readonly overdue: boolean;
  /** null: done, or not needed. */
  readonly lacks: ActLack | null;
  /** Whether condition 1 counts it: everything but what was found to need no change. */
  readonly counts: boolean;
}

/**
 * Every act of a school: those of the catalogue in its order, then its own as they were added.
 * @param told the acts that something happened to
 */
export function actsStanding(
  schoolId: string,
  told: readonly Act[],
  edition: number,
  on: LocalDate,
): ActStanding[] {
  const byId = new Map(told.map((one) => [one.actId, one]));
  const listed = linesOf(edition).map((line) => {
    const actId = actIdOf(schoolId, line.id);
    return actStanding(byId.get(actId) ?? { ...act.initial, actId }, line, edition, on);
  });
  const own = told.filter((one) => one.own !== null).map((one) => actStanding(one, null, edition, on));
  return [...listed, ...own];
}

/** How one act stands. @param line null for an act of the school's own @param edition of the catalogue in force */
export function actStanding(one: Act, line: ActsLine | null, edition: number, on: LocalDate): ActStanding {
  const { title, group, adoptedBy, consulted } = line ?? one.own!;
  const [force, draft] = [inForce(one), draftOf(one)];
  const byOrder = line?.kind === 'appendix';
  const review = byOrder ? { needed: true, edition } : one.review;
  const asked = line === null ? 0 : askedIn(line, edition);
  const isNotNeeded = review !== null && !review.needed;
  // An appendix is done once it is agreed: the order approves it.
  const done = byOrder ? (draft !== null && isAgreed({ consulted }, draft) ? draft : null) : force;
  const overtaken = (isNotNeeded ? review.edition : (done?.edition ?? edition)) < asked;
  const lacks = lackOf({ review, isNotNeeded, done, draft, overtaken, consulted, byOrder });
  return {
    actId: one.actId,
    line,
    title,
    group,
    adoptedBy,
    consulted,
    act: one,
    state: stateOf({ isReviewed: review !== null, isNotNeeded, force, draft, consulted }),
    inForce: force,
    draft,
    overtaken,
    overdue: lacks !== null && one.due !== null && one.due < on,
    lacks,
    counts: !isNotNeeded || overtaken,
  };
}

interface Looked {
  readonly review: object | null;
  readonly isNotNeeded: boolean;
  readonly done: ActVersion | null;
  readonly draft: ActVersion | null;
  readonly overtaken: boolean;
  readonly consulted: readonly Body[];
  readonly byOrder: boolean;
}

function lackOf({ review, isNotNeeded, done, draft, overtaken, consulted, byOrder }: Looked): ActLack | null {
  if (overtaken) return 'overtaken';
  if (isNotNeeded || done !== null) return null;
  if (review === null) return 'not-reviewed';
  if (draft === null) return 'no-draft';
  if (draft.text === null) return 'no-document';
  return byOrder || !isAgreed({ consulted }, draft) ? 'not-agreed' : 'not-approved';
}

function stateOf({
  isReviewed,
  isNotNeeded,
  force,
  draft,
  consulted,
}: {
  readonly isReviewed: boolean;
  readonly isNotNeeded: boolean;
  readonly force: ActVersion | null;
  readonly draft: ActVersion | null;
  readonly consulted: readonly Body[];
}): ActState {
  if (draft !== null) return isAgreed({ consulted }, draft) ? 'agreed' : 'draft';
  if (isNotNeeded) return 'not-needed';
  if (force !== null) return 'approved';
  return isReviewed ? 'needed' : 'not-reviewed';
}
