import { projection } from '#projecting';
import type { Instant, LocalDate } from '#kernel';
import type { AccountEvent, AccountRole, BlockReason } from './account.events.ts';

export const accountStates = ['created', 'activated', 'blocked'] as const;
export type AccountState = (typeof accountStates)[number];

/** An account as the administrator's list shows it. Instants are the server's, UTC. */
export interface AccountCard {
  readonly accountId: string;
  readonly personId: string | null;
  readonly roles: readonly AccountRole[];
  readonly state: AccountState;
  readonly createdAt: Instant;
  /** When the code issued last expires. */
  readonly codeExpiresAt: Instant | null;
  readonly activatedAt: Instant | null;
  readonly blockedAt: Instant | null;
  readonly blockReason: BlockReason | null;
  /** School-local day of the last login or resumed session. */
  readonly lastVisit: LocalDate | null;
}

const order = ({ createdAt, accountId }: AccountCard): readonly [string, string] => [createdAt, accountId];

/** Every account of the school, in the order of creation. */
export const accounts = projection<AccountCard, AccountEvent>({
  name: 'accounts',
  version: 1,
  key: (event) => event.data.accountId,
  evolve: {
    AccountCreated: (_, { data: { accountId, personId, roles }, metadata: { recordedAt } }) => ({
      accountId,
      personId,
      roles,
      state: 'created',
      createdAt: recordedAt,
      codeExpiresAt: null,
      activatedAt: null,
      blockedAt: null,
      blockReason: null,
      lastVisit: null,
    }),
    ActivationCodeIssued: (card, { data }) => card && { ...card, codeExpiresAt: data.expiresAt },
    AccountActivated: (card, { metadata: { recordedAt } }) =>
      card && {
        ...card,
        state: card.state === 'blocked' ? 'blocked' : 'activated',
        activatedAt: card.activatedAt ?? recordedAt,
      },
    LoggedIn: (card, { data: { date } }) => card && { ...card, lastVisit: date },
    SessionResumed: (card, { data: { date } }) => card && { ...card, lastVisit: date },
    RolesChanged: (card, { data: { roles } }) => card && { ...card, roles },
    AccountBlocked: (card, { data: { reason }, metadata: { recordedAt } }) =>
      card && { ...card, state: 'blocked', blockedAt: recordedAt, blockReason: reason },
    AccountUnblocked: (card) =>
      card && {
        ...card,
        state: card.activatedAt === null ? 'created' : 'activated',
        blockedAt: null,
        blockReason: null,
      },
  },
  indexes: {
    all: (card) => [order(card)],
    byState: (card) => [[card.state, ...order(card)]],
    byRole: (card) => card.roles.map((role) => [role, ...order(card)]),
    byStateAndRole: (card) => card.roles.map((role) => [card.state, role, ...order(card)]),
  },
});
