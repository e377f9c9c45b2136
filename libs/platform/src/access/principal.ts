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
  /** null: no such session, expired, revoked, or the account is blocked. */
  abstract authenticate(token: string): Promise<Principal | null>;
}
