/** Whose key it is: `person:<id>`, `lesson:<id>`, `work:<id>`, or the installation's own under `INSTALLATION`. */
export interface KeyRef {
  readonly schoolId: string;
  readonly subject: string;
}

/** Stands for the school in keys that belong to the whole installation. No school has this id. */
export const INSTALLATION = '*';

/** An account, wherever its school is. */
export interface AccountRef {
  readonly schoolId: string;
  readonly accountId: string;
}

/** What an account signs in with. */
export interface Credential extends AccountRef {
  /** Case-folded; unique in the installation. */
  readonly login: string;
  /** PHC string (argon2id). */
  readonly passwordHash: string;
}

/** A one-time activation code, as far as it is kept. Instants in ms since the epoch. */
export interface StoredCode extends AccountRef {
  /** Keyed hash of the code, hex. */
  readonly hash: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

/** A session, as far as it is kept. Whether it is still open, the account's stream decides. */
export interface StoredSession extends AccountRef {
  readonly sessionId: string;
  /** sha256 of the token, hex. */
  readonly tokenHash: string;
  /** Goes on after the browser has closed. */
  readonly remembered: boolean;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  readonly userAgent: string;
}

/** What came of redeeming a code. */
export type Redemption = 'redeemed' | 'login-taken' | 'no-such-code';

/** The vault cannot be reached or has stopped. */
export class VaultUnavailable extends Error {
  override readonly name = 'VaultUnavailable';
}

/**
 * What is not a fact about the school and does not belong in the log: keys, password hashes, hashes of
 * activation codes, sessions. Backed up, never projected. Two adapters, one contract suite.
 * Every write is durable when it has answered. Every method throws `VaultUnavailable` when it cannot work.
 */
export abstract class Vault {
  /**
   * Notes under which key-encryption key this vault's keys are wrapped, when it is new.
   * @returns the id that it was opened with first
   */
  abstract claim(keyEncryptionKeyId: string): Promise<string>;

  /** In the order asked: the wrapped key, `destroyed`, or null where there has never been one. */
  abstract findKeys(refs: readonly KeyRef[]): Promise<readonly (Uint8Array | 'destroyed' | null)[]>;
  /** Keeps a key unless the subject has or had one. @returns what stands there now: the first one wins */
  abstract addKey(ref: KeyRef, wrapped: Uint8Array): Promise<Uint8Array | 'destroyed'>;
  /** Destroys the keys and remembers that they were: also for subjects that never had one. */
  abstract destroyKeys(refs: readonly KeyRef[], at: number): Promise<void>;

  /** Keeps a code; the account's earlier one no longer works. The same code again changes nothing. */
  abstract putCode(code: Omit<StoredCode, 'usedAt'>): Promise<void>;
  abstract findCode(hash: string): Promise<StoredCode | null>;
  /**
   * Uses up a code and gives its account this login and password, both or neither.
   * `no-such-code`: unknown, expired or used. `login-taken`: another account has it; the code stays good.
   */
  abstract redeem(
    hash: string,
    credential: { readonly login: string; readonly passwordHash: string },
    at: number,
  ): Promise<Redemption>;

  abstract findCredential(login: string): Promise<Credential | null>;
  abstract credentialOf(account: AccountRef): Promise<Credential | null>;
  /** Nothing happens when the account has no credential. */
  abstract setPassword(account: AccountRef, passwordHash: string): Promise<void>;

  abstract addSession(session: StoredSession): Promise<void>;
  abstract findSession(tokenHash: string): Promise<StoredSession | null>;
  /** Those that have not expired, newest first. */
  abstract sessionsOf(account: AccountRef, at: number): Promise<readonly StoredSession[]>;
  abstract touchSession(sessionId: string, lastSeenAt: number, expiresAt: number): Promise<void>;
  abstract removeSessions(account: AccountRef, sessionIds: readonly string[]): Promise<void>;
  /** Removes credential, code and sessions of an account: its person has been erased. */
  abstract forgetAccount(account: AccountRef): Promise<void>;

  /** Removes sessions and codes that expired before this instant. */
  abstract sweep(before: number): Promise<void>;
  abstract close(): Promise<void>;
}
