import type { AccountEvent, AccountRole } from '#accounts/events';
import { projection } from '#projecting';

/** An account as criteria 4 and 5 see it. Instants in ms since the epoch. */
export interface AccountStanding {
  readonly accountId: string;
  readonly personId: string | null;
  /** What it was from when on, oldest first. */
  readonly roles: readonly { readonly from: number; readonly roles: readonly AccountRole[] }[];
  readonly created: { readonly eventId: string; readonly at: number; readonly byAdministrator: boolean };
  readonly activated: { readonly eventId: string; readonly at: number } | null;
  /** Spans of being blocked; `to` null while it lasts. */
  readonly blocks: readonly { readonly eventId: string; readonly from: number; readonly to: number | null }[];
}

/** Every account with what criteria 4 and 5 ask of it. */
export const standing = projection<AccountStanding, AccountEvent>({
  name: 'account-standing',
  version: 1,
  key: (event) => event.data.accountId,
  evolve: {
    AccountCreated: (_, event) => ({
      accountId: event.data.accountId,
      personId: event.data.personId,
      roles: [{ from: Date.parse(event.metadata.recordedAt), roles: event.data.roles }],
      created: {
        eventId: event.id,
        at: Date.parse(event.metadata.recordedAt),
        byAdministrator: event.metadata.actor.role === 'administrator',
      },
      activated: null,
      blocks: [],
    }),
    AccountActivated: (account, event) =>
      account && {
        ...account,
        activated: account.activated ?? { eventId: event.id, at: Date.parse(event.metadata.recordedAt) },
      },
    RolesChanged: (account, event) =>
      account && {
        ...account,
        roles: [...account.roles, { from: Date.parse(event.metadata.recordedAt), roles: event.data.roles }],
      },
    AccountBlocked: (account, event) =>
      account && {
        ...account,
        blocks: [
          ...account.blocks,
          { eventId: event.id, from: Date.parse(event.metadata.recordedAt), to: null },
        ],
      },
    AccountUnblocked: (account, event) =>
      account && {
        ...account,
        blocks: account.blocks.map((block) =>
          block.to === null ? { ...block, to: Date.parse(event.metadata.recordedAt) } : block,
        ),
      },
  },
  indexes: { all: (account) => [[account.created.at]] },
});

/** How an account stands at an instant: what criteria 4 and 5 count, and why not. */
export type AccountState = 'activated' | 'not-activated' | 'blocked' | 'not-yet-created';

/** The state of an account just before `before` (ms, exclusive). */
export function stateBefore(account: AccountStanding, before: number): AccountState {
  if (account.created.at >= before) return 'not-yet-created';
  if (account.blocks.some((block) => block.from < before && (block.to === null || block.to >= before))) {
    return 'blocked';
  }
  return account.activated !== null && account.activated.at < before ? 'activated' : 'not-activated';
}

/** What an account was just before `before` (ms, exclusive); its first roles when it was not there yet. */
export const rolesBefore = (account: AccountStanding, before: number): readonly AccountRole[] =>
  (account.roles.findLast((span) => span.from < before) ?? account.roles[0]!).roles;
