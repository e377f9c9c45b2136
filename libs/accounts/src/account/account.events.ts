import { type Fact, type Instant, type LocalDate, type Role, type StreamName, streamOf } from '#kernel';

/** What an account may be; `system` never signs in. */
export type AccountRole = Exclude<Role, 'system'>;

/** Why an account was blocked or unblocked. Words, not text: nothing about a person stands in the log in the clear. */
export const blockReasons = ['left-school', 'suspicion', 'own-request', 'mistake', 'other'] as const;
export type BlockReason = (typeof blockReasons)[number] | 'person-erased';

/** Why a session was ended by somebody or something else than signing out. */
export type RevocationReason =
  | 'by-owner'
  | 'by-administrator'
  | 'account-blocked'
  | 'password-changed'
  | 'password-reset'
  | 'too-many-sessions';

/**
 * The life of an account. Logins are events; failed logins are not (metrics and log lines). Password hashes,
 * session tokens and activation codes live in the vault.
 */
export type AccountEvent =
  | Fact<'AccountCreated', { accountId: string; personId: string | null; roles: readonly AccountRole[] }>
  | Fact<'ActivationCodeIssued', { accountId: string; expiresAt: Instant }>
  | Fact<'AccountActivated', { accountId: string }>
  | Fact<'LoggedIn', { accountId: string; sessionId: string; date: LocalDate }>
  /** A remembered session that goes on: once per account and day. */
  | Fact<'SessionResumed', { accountId: string; sessionId: string; date: LocalDate }>
  | Fact<'LoggedOut', { accountId: string; sessionId: string }>
  | Fact<'SessionRevoked', { accountId: string; sessionId: string; reason: RevocationReason }>
  | Fact<'PasswordChanged', { accountId: string }>
  | Fact<'RolesChanged', { accountId: string; roles: readonly AccountRole[] }>
  | Fact<'AccountBlocked', { accountId: string; reason: BlockReason }>
  | Fact<'AccountUnblocked', { accountId: string; reason: BlockReason }>;

export const accountStream = (schoolId: string, accountId: string): StreamName =>
  streamOf(schoolId, 'account', accountId);
