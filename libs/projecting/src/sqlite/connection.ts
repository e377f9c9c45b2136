import Database from 'better-sqlite3';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

/** How long one writer waits for another (ms). */
const BUSY_TIMEOUT_MS = 10_000;
/** Pages of the WAL after which a commit works it into the file, and everyone waits that long: 8 MiB. */
const CHECKPOINT_PAGES = 1_024;
/** The same while much is written, and the same pages again and again: 32 MiB. */
const CHECKPOINT_PAGES_IN_BULK = 4_096;
/** Pages cached per connection, in KiB. */
const WRITER_CACHE_KIB = 32_768;
const READER_CACHE_KIB = 4_096;

/** One SQLite connection with the statements that were prepared on it. */
export class Connection {
  readonly db: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();
  /** Numbers of schools seen by committed reads; never change. */
  readonly #schools = new Map<string, number>();
  #inBulk = false;

  private constructor(file: string) {
    this.db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  }

  /**
   * The connection that writes. Makes the tables in a new file. NORMAL does not wait for the disk at every
   * commit: a power loss may take the last commits, each of them whole, and they are folded again.
   */
  static forWriting(file: string): Connection {
    const connection = new Connection(file);
    const { db } = connection;
    // a document and its neighbours fit a page of 8 KiB
    db.pragma('page_size = 8192');
    db.pragma('journal_mode = WAL');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.pragma('synchronous = NORMAL');
    db.pragma('secure_delete = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
    db.transaction(() => {
      const version = db.pragma('user_version', { simple: true }) as number;
      if (version !== 0 && version !== SCHEMA_VERSION) {
        throw new Error(
          `${file} holds read models in form ${version}; this program needs form ${SCHEMA_VERSION}. ` +
            'Move the file away: the read models are built again from the log.',
        );
      }
      if (version === SCHEMA_VERSION) return;
      db.exec(SCHEMA);
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
    }).immediate();
    return connection;
  }

  /** A connection that only reads a file which a writer has made. */
  static forReading(file: string): Connection {
    const connection = new Connection(file);
    connection.db.pragma('query_only = ON');
    connection.db.pragma(`cache_size = -${READER_CACHE_KIB}`);
    return connection;
  }

  statement<Row>(sql: string): Database.Statement<unknown[], Row> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement as Database.Statement<unknown[], Row>;
  }

  /** The number of a school, or undefined when nothing was ever written for it. */
  schoolNumber(schoolId: string): number | undefined {
    const known = this.#schools.get(schoolId);
    if (known !== undefined) return known;
    const row = this.statement<{ id: number }>('SELECT id FROM schools WHERE name = ?').get(schoolId);
    // a number read inside a write transaction may yet be rolled back
    if (row !== undefined && !this.#writing) this.#schools.set(schoolId, row.id);
    return row?.id;
  }

  /** Says whether what is written next is much, which may make others wait, or what somebody waits to see. */
  writeInBulk(inBulk: boolean): void {
    if (inBulk === this.#inBulk) return;
    this.#inBulk = inBulk;
    this.db.pragma(`wal_autocheckpoint = ${inBulk ? CHECKPOINT_PAGES_IN_BULK : CHECKPOINT_PAGES}`);
  }

  #writing = false;

  /** Runs the work in one write transaction: all of it or nothing. */
  write<T>(work: () => T): T {
    this.#writing = true;
    try {
      return this.db.transaction(work).immediate();
    } finally {
      this.#writing = false;
    }
  }

  close(): void {
    this.db.close();
  }
}
