import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { AccountRef, Credential, KeyRef, Redemption, StoredCode, StoredSession } from '../vault.ts';

const SCHEMA = `
  CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE keys (
    schoolId TEXT NOT NULL, subject TEXT NOT NULL, wrapped BLOB, destroyedAt INTEGER,
    PRIMARY KEY (schoolId, subject), CHECK ((wrapped IS NULL) = (destroyedAt IS NOT NULL))
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE credentials (
    login TEXT PRIMARY KEY, schoolId TEXT NOT NULL, accountId TEXT NOT NULL, passwordHash TEXT NOT NULL,
    UNIQUE (schoolId, accountId)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE codes (
    hash TEXT PRIMARY KEY, schoolId TEXT NOT NULL, accountId TEXT NOT NULL, expiresAt INTEGER NOT NULL,
    usedAt INTEGER, UNIQUE (schoolId, accountId)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sessions (
    sessionId TEXT PRIMARY KEY, tokenHash TEXT NOT NULL UNIQUE, schoolId TEXT NOT NULL, accountId TEXT NOT NULL,
    remembered INTEGER NOT NULL, createdAt INTEGER NOT NULL, lastSeenAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL, userAgent TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessionsOfAccount ON sessions (schoolId, accountId, createdAt);
`;

const SCHEMA_VERSION = 1;

type SessionRow = Omit<StoredSession, 'remembered'> & { readonly remembered: 0 | 1 };

/** The vault's file, spoken to in place. It waits for the disk: the worker owns it, not the event loop. */
export class VaultFile {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  /** @throws Error when the file was written by a newer version */
  constructor(path: string) {
    // Made by hand, so that nobody but its owner may read it; its log gets the same rights.
    if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
    this.#db = new Database(path);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = FULL');
    this.#db.pragma('secure_delete = ON');
    this.#db.pragma('busy_timeout = 5000');
    const version = this.#db.pragma('user_version', { simple: true });
    if (version === 0) {
      this.#db.transaction(() => {
        this.#db.exec(SCHEMA);
        this.#db.pragma(`user_version = ${SCHEMA_VERSION}`);
      })();
    } else if (version !== SCHEMA_VERSION) {
      this.#db.close();
      throw new Error(`${path} has version ${String(version)}; this program knows version ${SCHEMA_VERSION}`);
    }
  }

  /** Runs all of these in one transaction: one wait for the disk. Each may fail by itself. */
  together(works: readonly (() => void)[]): void {
    this.#db.transaction(() => {
      for (const work of works) work();
    })();
  }

  /** Undoes what `work` wrote when it throws, and nothing else of the surrounding transaction. */
  apart<T>(work: () => T): T {
    return this.#db.transaction(work)();
  }

  /** Leaves no copy of what was deleted in the write-ahead log. */
  emptyLog(): void {
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  claim(keyEncryptionKeyId: string): string {
    this.#run(
      `INSERT INTO about VALUES ('key-encryption-key', ?) ON CONFLICT DO NOTHING`,
      keyEncryptionKeyId,
    );
    return this.#get<{ value: string }>(`SELECT value FROM about WHERE name = 'key-encryption-key'`)!.value;
  }

  findKeys(refs: readonly KeyRef[]): (Uint8Array | 'destroyed' | null)[] {
    return refs.map((ref) => this.#findKey(ref));
  }

  addKey(ref: KeyRef, wrapped: Uint8Array): Uint8Array | 'destroyed' {
    this.#run(
      'INSERT INTO keys VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING',
      ref.schoolId,
      ref.subject,
      wrapped,
    );
    return this.#findKey(ref)!;
  }

  destroyKeys(refs: readonly KeyRef[], at: number): void {
    for (const { schoolId, subject } of refs) {
      this.#run(
        `INSERT INTO keys VALUES (?, ?, NULL, ?)
         ON CONFLICT DO UPDATE SET wrapped = NULL, destroyedAt = excluded.destroyedAt WHERE wrapped IS NOT NULL`,
        schoolId,
        subject,
        at,
      );
    }
  }

  putCode({ hash, schoolId, accountId, expiresAt }: Omit<StoredCode, 'usedAt'>): void {
    if (this.findCode(hash)) return;
    this.#run('DELETE FROM codes WHERE schoolId = ? AND accountId = ?', schoolId, accountId);
    this.#run('INSERT INTO codes VALUES (?, ?, ?, ?, NULL)', hash, schoolId, accountId, expiresAt);
  }

  findCode(hash: string): StoredCode | null {
    return this.#get<StoredCode>('SELECT * FROM codes WHERE hash = ?', hash);
  }

  redeem(hash: string, credential: { login: string; passwordHash: string }, at: number): Redemption {
    const code = this.findCode(hash);
    if (!code || code.usedAt !== null || code.expiresAt <= at) return 'no-such-code';
    const { schoolId, accountId } = code;
    const owner = this.findCredential(credential.login);
    if (owner && (owner.schoolId !== schoolId || owner.accountId !== accountId)) return 'login-taken';
    this.#run('DELETE FROM credentials WHERE schoolId = ? AND accountId = ?', schoolId, accountId);
    this.#run(
      'INSERT INTO credentials VALUES (?, ?, ?, ?)',
      credential.login,
      schoolId,
      accountId,
      credential.passwordHash,
    );
    this.#run('UPDATE codes SET usedAt = ? WHERE hash = ?', at, hash);
    return 'redeemed';
  }

  findCredential(login: string): Credential | null {
    return this.#get<Credential>('SELECT * FROM credentials WHERE login = ?', login);
  }

  credentialOf({ schoolId, accountId }: AccountRef): Credential | null {
    return this.#get<Credential>(
      'SELECT * FROM credentials WHERE schoolId = ? AND accountId = ?',
      schoolId,
      accountId,
    );
  }

  setPassword({ schoolId, accountId }: AccountRef, passwordHash: string): void {
    this.#run(
      'UPDATE credentials SET passwordHash = ? WHERE schoolId = ? AND accountId = ?',
      passwordHash,
      schoolId,
      accountId,
    );
  }

  addSession(session: StoredSession): void {
    this.#run(
      'INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      session.sessionId,
      session.tokenHash,
      session.schoolId,
      session.accountId,
      session.remembered ? 1 : 0,
      session.createdAt,
      session.lastSeenAt,
      session.expiresAt,
      session.userAgent,
    );
  }

  findSession(tokenHash: string): StoredSession | null {
    const row = this.#get<SessionRow>('SELECT * FROM sessions WHERE tokenHash = ?', tokenHash);
    return row && sessionOf(row);
  }

  sessionsOf({ schoolId, accountId }: AccountRef, at: number): StoredSession[] {
    return this.#statement(
      `SELECT * FROM sessions WHERE schoolId = ? AND accountId = ? AND expiresAt > ?
       ORDER BY createdAt DESC, sessionId`,
    )
      .all(schoolId, accountId, at)
      .map((row) => sessionOf(row as SessionRow));
  }

  touchSession(sessionId: string, lastSeenAt: number, expiresAt: number): void {
    this.#run(
      'UPDATE sessions SET lastSeenAt = ?, expiresAt = ? WHERE sessionId = ?',
      lastSeenAt,
      expiresAt,
      sessionId,
    );
  }

  removeSessions({ schoolId, accountId }: AccountRef, sessionIds: readonly string[]): void {
    for (const sessionId of sessionIds) {
      this.#run(
        'DELETE FROM sessions WHERE sessionId = ? AND schoolId = ? AND accountId = ?',
        sessionId,
        schoolId,
        accountId,
      );
    }
  }

  forgetAccount({ schoolId, accountId }: AccountRef): void {
    for (const table of ['credentials', 'codes', 'sessions']) {
      this.#run(`DELETE FROM ${table} WHERE schoolId = ? AND accountId = ?`, schoolId, accountId);
    }
  }

  sweep(before: number): void {
    this.#run('DELETE FROM sessions WHERE expiresAt < ?', before);
    this.#run('DELETE FROM codes WHERE expiresAt < ?', before);
  }

  close(): void {
    this.#db.close();
  }

  #findKey({ schoolId, subject }: KeyRef): Uint8Array | 'destroyed' | null {
    const row = this.#get<{ wrapped: Uint8Array | null }>(
      'SELECT wrapped FROM keys WHERE schoolId = ? AND subject = ?',
      schoolId,
      subject,
    );
    return row && (row.wrapped ?? 'destroyed');
  }

  #run(sql: string, ...values: unknown[]): void {
    this.#statement(sql).run(...values);
  }

  #get<Row>(sql: string, ...values: unknown[]): Row | null {
    return (this.#statement(sql).get(...values) as Row | undefined) ?? null;
  }

  #statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

const sessionOf = (row: SessionRow): StoredSession => ({ ...row, remembered: row.remembered === 1 });
