import { instant } from '#kernel';
import type { AccountStanding } from '../accounts/standing.projection.ts';
import { rolesBefore, stateBefore } from '../accounts/standing.projection.ts';
import type { Visit } from '../accounts/visits.projection.ts';
import type { Counted } from './lesson-evidence.ts';

/** One account as evidence of criterion 4 or 5. */
export class AccountEvidence {
  accountId!: string;
  personId!: string | null;
  /** As at the end of the period. */
  roles!: string[];
  /** UTC. */
  createdAt!: string;
  activatedAt!: string | null;
  counted!: Counted;
  /** activated · not-activated · blocked · not-yet-created · not-by-administrator (4) · entered · not-entered (5) */
  why!: string;
  /** The events that decide it. */
  eventIds!: string[];
}

/** An account as evidence. `before` (ms, exclusive) is the end of the period; `days` are its visits inside it. */
export function accountEvidence(
  account: AccountStanding,
  criterion: 4 | 5,
  before: number,
  days: readonly Visit[],
): AccountEvidence {
  const state = stateBefore(account, before);
  const active = account.activated !== null && account.activated.at < before ? account.activated : null;
  const counted = ((): Pick<AccountEvidence, 'counted' | 'why'> => {
    if (state !== 'activated' && state !== 'not-activated') return { counted: 'not', why: state };
    if (criterion === 4 && !account.created.byAdministrator)
      return { counted: 'not', why: 'not-by-administrator' };
    if (criterion === 4) return { counted: state === 'activated' ? 'numerator' : 'denominator', why: state };
    if (state === 'not-activated') return { counted: 'not', why: state };
    return days.length > 0
      ? { counted: 'numerator', why: 'entered' }
      : { counted: 'denominator', why: 'not-entered' };
  })();
  const block = account.blocks.findLast(
    (span) => span.from < before && (span.to === null || span.to >= before),
  );
  return {
    accountId: account.accountId,
    personId: account.personId,
    roles: [...rolesBefore(account, before)],
    createdAt: instant(account.created.at),
    activatedAt: active === null ? null : instant(active.at),
    ...counted,
    eventIds: [
      account.created.eventId,
      ...(active ? [active.eventId] : []),
      ...(block ? [block.eventId] : []),
      ...(criterion === 5 ? days.map((day) => day.eventId) : []),
    ],
  };
}
