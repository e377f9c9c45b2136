import type { SignInRole } from './access.ts';

/** Who is signed in: one account of one school in one session. */
export interface Principal {
  readonly schoolId: string;
  readonly accountId: string;
  /** The person behind the account; null for accounts without one. */
  readonly personId: string | null;
  readonly roles: readonly SignInRole[];
  readonly sessionId: string;
}

/** Finds the principal of a session token. Implemented by the accounts context. */
export abstract class Authenticator {
  /**
   * An unattended call is one that an open page makes by itself: it neither prolongs the session nor counts as
   * a visit.
   * @returns null: no such session, expired, revoked, or the account is blocked
   */
  abstract authenticate(token: string, call?: { readonly unattended: boolean }): Promise<Principal | null>;
}
