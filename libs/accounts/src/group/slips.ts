import type { Outcome } from '#event-store';
import { type CommandContext, comparePositions, idFrom, type Position, Refused } from '#kernel';
import type { Issued } from '../account/create-account.ts';
import type { NameCard } from '../people/name-card.ts';
import type { GroupPerson } from './group-people.ts';

/** What came of one person of the group. */
export type SlipOutcome = 'issued' | 'has-account' | 'no-account' | 'activated' | 'refused';

/** Why a person got no slip. */
export class SlipProblem {
  /** As in `/problems/<code>`. */
  code!: string;
  detail!: string;
}

/** One person of the group: a slip to print, or why there is none. */
export class Slip {
  personId!: string;
  /** null for a person whom no read model knows yet. */
  name!: NameCard | null;
  as!: 'pupil' | 'parent';
  /** A parent's children in this group. */
  childIds!: string[];
  /** `issued`: with a code, until it is used. The others: no code, because of what the word says. */
  outcome!: SlipOutcome;
  accountId!: string | null;
  /** `ABCD-EFGH-JKLM`; null without one, or when it has been used since. */
  code!: string | null;
  codeExpiresAt!: string | null;
  problem!: SlipProblem | null;
}

/** A job over a group: sent again with the same Idempotency-Key it goes on and answers the same. */
export class SlipReport {
  commandId!: string;
  groupId!: string;
  /** Pupils first, then parents. */
  slips!: Slip[];
  /** Pass it as `minPosition` to a query that must show all of it; null when nothing was recorded. */
  position!: string | null;
}

/** What was done for one person: a code, or why there is none. */
export type SlipDone =
  | { readonly outcome: 'issued'; readonly issued: Issued }
  | { readonly outcome: Exclude<SlipOutcome, 'issued' | 'refused'>; readonly accountId: string | null };

/** So many people are seen to at the same time: they share the log's commits. */
const AT_ONCE = 8;

/**
 * Does something for each person of a group, each under a command id of its own, so that the whole can be sent
 * again. A refusal is told in the person's line; anything else ends the job, to be sent again.
 */
export async function slipsFor(
  people: readonly GroupPerson[],
  context: CommandContext,
  work: (person: GroupPerson, context: CommandContext) => Promise<SlipDone>,
): Promise<{ slips: Slip[]; position: Position | null }> {
  const slips: Slip[] = Array.from({ length: people.length });
  const outcomes: Outcome[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < people.length; index = next++) {
      const person = people[index]!;
      const own = {
        ...context,
        commandId: idFrom(context.commandId, person.personId),
        causationId: context.commandId,
      };
      const done = await orRefused(work(person, own));
      if (done.outcome === 'issued') outcomes.push(done.issued.outcome);
      slips[index] = slipOf(person, done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const positions = outcomes.map(({ receipt }) => receipt?.position ?? null);
  return { slips, position: positions.reduce((a, b) => (comparePositions(a, b) >= 0 ? a : b), null) };
}

interface SlipRefused {
  readonly outcome: 'refused';
  readonly problem: SlipProblem;
}

async function orRefused(work: Promise<SlipDone>): Promise<SlipDone | SlipRefused> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { outcome: 'refused', problem: { code: error.code, detail: error.detail } };
  }
}

function slipOf({ personId, name, as, childIds }: GroupPerson, done: SlipDone | SlipRefused): Slip {
  const person = { personId, name, as, childIds: [...childIds] };
  const nothing = { accountId: null, code: null, codeExpiresAt: null, problem: null };
  switch (done.outcome) {
    case 'issued': {
      const { accountId, code } = done.issued;
      const expiry = code?.expiresAt ?? null;
      return {
        ...person,
        ...nothing,
        outcome: 'issued',
        accountId,
        code: code?.code ?? null,
        codeExpiresAt: expiry,
      };
    }
    case 'refused':
      return { ...person, ...nothing, outcome: 'refused', problem: done.problem };
    case 'has-account':
    case 'no-account':
    case 'activated':
      return { ...person, ...nothing, outcome: done.outcome, accountId: done.accountId };
  }
}
