import { type Decider, type Instant, type LocalDate, notFound, Refused, type Role } from '#kernel';
import type { AccountEvent, AccountRole, BlockReason, RevocationReason } from './account.events.ts';
import { type Holder, refuseBeyondSchool, refuseUnlessGrantable } from './roles.ts';

/** So many sessions of one account are open at once; one more ends the oldest. */
export const MOST_SESSIONS = 20;

export interface Account {
  readonly accountId: string;
  readonly personId: string | null;
  readonly roles: readonly AccountRole[];
  readonly activated: boolean;
  readonly blocked: boolean;
  /** The activation code issued last: by which command, good until when. */
  readonly code: { readonly commandId: string; readonly expiresAt: Instant } | null;
  /** Ids of the sessions that were opened and not ended, oldest first. Some may have expired since. */
  readonly sessions: readonly string[];
  /** The school-local day of the last login or resumed session. */
  readonly lastVisit: LocalDate | null;
}

export type AccountCommand = { readonly accountId: string } & (
  | {
      readonly kind: 'CreateAccount';
      readonly personId: string | null;
      readonly roles: readonly AccountRole[];
      readonly holder: Holder;
      readonly codeExpiresAt: Instant;
    }
  | { readonly kind: 'IssueCode'; readonly codeExpiresAt: Instant; readonly grantor: Role }
  /** A code has been redeemed: the first time it activates, later it gives a forgotten password anew. */
  | { readonly kind: 'RedeemCode' }
  | { readonly kind: 'LogIn'; readonly sessionId: string; readonly date: LocalDate }
  | { readonly kind: 'ResumeSession'; readonly sessionId: string; readonly date: LocalDate }
  | { readonly kind: 'LogOut'; readonly sessionId: string }
  | {
      readonly kind: 'RevokeSessions';
      /** `all`: every one that is open. Those that are not open are passed over. */
      readonly sessionIds: readonly string[] | 'all';
      readonly reason: RevocationReason;
    }
  | { readonly kind: 'ChangePassword'; readonly keepSessionId: string }
  | {
      readonly kind: 'ChangeRoles';
      readonly roles: readonly AccountRole[];
      readonly holder: Holder;
      /** The account that changes them. */
      readonly by: string;
    }
  | {
      readonly kind: 'BlockAccount';
      readonly reason: BlockReason;
      readonly by: string;
      readonly grantor: Role;
    }
  | { readonly kind: 'UnblockAccount'; readonly reason: BlockReason; readonly grantor: Role }
);

export const account: Decider<Account | null, AccountCommand, AccountEvent> = {
  name: 'accounts/account',
  initial: null,

  decide(command, current) {
    const { accountId } = command;
    if (command.kind === 'CreateAccount') {
      if (current !== null) {
        throw new Refused('account-exists', 'This person has an account already.', { accountId });
      }
      const { personId, roles, holder, codeExpiresAt: expiresAt } = command;
      refuseUnlessGrantable(roles, holder);
      return [
        { type: 'AccountCreated', data: { accountId, personId, roles } },
        { type: 'ActivationCodeIssued', data: { accountId, expiresAt } },
      ];
    }
    if (current === null) throw notFound('account', accountId);
    switch (command.kind) {
      case 'IssueCode':
        refuseBeyondSchool(current.roles, command.grantor);
        requireNotBlocked(current);
        return [{ type: 'ActivationCodeIssued', data: { accountId, expiresAt: command.codeExpiresAt } }];
      case 'RedeemCode':
        requireNotBlocked(current);
        return current.activated
          ? [
              { type: 'PasswordChanged', data: { accountId } },
              ...revoked(current, current.sessions, 'password-reset'),
            ]
          : [{ type: 'AccountActivated', data: { accountId } }];
      case 'LogIn': {
        const { sessionId, date } = command;
        requireNotBlocked(current);
        const tooMany = current.sessions.slice(0, Math.max(0, current.sessions.length + 1 - MOST_SESSIONS));
        return [
          ...(current.activated ? [] : [{ type: 'AccountActivated' as const, data: { accountId } }]),
          ...revoked(current, tooMany, 'too-many-sessions'),
          { type: 'LoggedIn', data: { accountId, sessionId, date } },
        ];
      }
      case 'ResumeSession': {
        const { sessionId, date } = command;
        if (!isOpen(current, sessionId) || (current.lastVisit !== null && current.lastVisit >= date))
          return [];
        return [{ type: 'SessionResumed', data: { accountId, sessionId, date } }];
      }
      case 'LogOut': {
        const { sessionId } = command;
        return current.sessions.includes(sessionId)
          ? [{ type: 'LoggedOut', data: { accountId, sessionId } }]
          : [];
      }
      case 'RevokeSessions': {
        const { sessionIds, reason } = command;
        const open = current.sessions.filter((id) => sessionIds === 'all' || sessionIds.includes(id));
        return revoked(current, open, reason);
      }
      case 'ChangePassword': {
        requireNotBlocked(current);
        const others = current.sessions.filter((id) => id !== command.keepSessionId);
        return [
          { type: 'PasswordChanged', data: { accountId } },
          ...revoked(current, others, 'password-changed'),
        ];
      }
      case 'ChangeRoles': {
        const { roles, holder, by } = command;
        refuseBeyondSchool(current.roles, holder.grantor);
        refuseUnlessGrantable(roles, holder);
        const loses = current.roles.includes('administrator') && !roles.includes('administrator');
        if (loses && by === accountId) throw ownAccount('take the role of administrator from');
        return sameRoles(roles, current.roles) ? [] : [{ type: 'RolesChanged', data: { accountId, roles } }];
      }
      case 'BlockAccount':
        refuseBeyondSchool(current.roles, command.grantor);
        if (current.blocked) return [];
        if (command.by === accountId) throw ownAccount('block');
        return [{ type: 'AccountBlocked', data: { accountId, reason: command.reason } }];
      case 'UnblockAccount':
        refuseBeyondSchool(current.roles, command.grantor);
        if (!current.blocked) return [];
        // A session that outlived the block unrevoked must not come back to life with its account.
        return [
          ...revoked(current, current.sessions, 'account-blocked'),
          { type: 'AccountUnblocked', data: { accountId, reason: command.reason } },
        ];
    }
  },

  evolve(current, event) {
    if (event.type === 'AccountCreated') {
      const { accountId, personId, roles } = event.data;
      return {
        accountId,
        personId,
        roles,
        activated: false,
        blocked: false,
        code: null,
        sessions: [],
        lastVisit: null,
      };
    }
    if (current === null) return null;
    switch (event.type) {
      case 'ActivationCodeIssued':
        return {
          ...current,
          code: { commandId: event.metadata.commandId, expiresAt: event.data.expiresAt },
        };
      case 'AccountActivated':
        return { ...current, activated: true };
      case 'LoggedIn':
        return {
          ...current,
          sessions: [...current.sessions, event.data.sessionId],
          lastVisit: event.data.date,
        };
      case 'SessionResumed':
        return { ...current, lastVisit: event.data.date };
      case 'LoggedOut':
      case 'SessionRevoked':
        return { ...current, sessions: current.sessions.filter((id) => id !== event.data.sessionId) };
      case 'PasswordChanged':
        return current;
      case 'RolesChanged':
        return { ...current, roles: event.data.roles };
      case 'AccountBlocked':
        return { ...current, blocked: true };
      case 'AccountUnblocked':
        return { ...current, blocked: false };
    }
  },
};

/** Whether a session still lets its bearer in. */
export const isOpen = (current: Account, sessionId: string): boolean =>
  !current.blocked && current.sessions.includes(sessionId);

const revoked = (
  { accountId }: Account,
  sessionIds: readonly string[],
  reason: RevocationReason,
): AccountEvent[] =>
  sessionIds.map((sessionId) => ({ type: 'SessionRevoked', data: { accountId, sessionId, reason } }));

function requireNotBlocked(current: Account): void {
  if (current.blocked) throw new Refused('account-blocked', 'This account is blocked.', { status: 403 });
}

const ownAccount = (what: string): Refused =>
  new Refused('own-account', `An administrator cannot ${what} the own account: another one has to.`);

const sameRoles = (a: readonly AccountRole[], b: readonly AccountRole[]): boolean =>
  a.length === b.length && a.every((role) => b.includes(role));
