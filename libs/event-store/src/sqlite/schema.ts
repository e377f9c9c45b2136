import Database from 'better-sqlite3';

/** "ZHLG" in the file's header: the file is a log of ours. */
const APPLICATION_ID = 0x5a484c47;
/** `log_format`: raise it when the tables or the meaning of their bytes change. */
const LOG_FORMAT = 1;

/**
 * Streams, event types and origins (who acted, in which school) are written out once and numbered.
 *
 * An event's `envelope` is its id, the command's fingerprint and the chain hash (see envelope.ts); `command` is
 * the command id's 16 bytes; `facts` is how many events the command recorded, on the first of them, and 0 on
 * the rest; `more` is what few events have in their metadata. Positions are gapless and `recorded_at`
 * (milliseconds since the epoch) never falls from one position to the next.
 */
const TABLES = `
  CREATE TABLE streams (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE types (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE origins (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    type INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    facts INTEGER NOT NULL,
    command BLOB NOT NULL,
    envelope BLOB NOT NULL,
    data TEXT NOT NULL,
    more TEXT
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  CREATE UNIQUE INDEX events_by_command ON events (stream, command) WHERE facts > 0;
`;

/**
 * Opens the log for its one writer and lays out an empty file. Commits are durable when they return: WAL with
 * `synchronous=FULL` (with NORMAL, power loss takes acknowledged events).
 * @throws Error when the file is no log, or one of a format that this program does not know
 */
export function openForWriting(file: string): Database.Database {
  const log = new Database(file);
  try {
    const fresh = log.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
    if (!fresh) checkFormat(log, file);
    log.pragma('journal_mode = WAL');
    log.pragma('synchronous = FULL');
    log.pragma('secure_delete = ON');
    log.pragma('cache_size = -65536');
    log.pragma('wal_autocheckpoint = 4000');
    if (fresh) {
      log.transaction(() => {
        log.exec(TABLES);
        log.pragma(`application_id = ${APPLICATION_ID}`);
        log.pragma(`user_version = ${LOG_FORMAT}`);
      })();
    }
    return log;
  } catch (error) {
    log.close();
    throw error;
  }
}

/** Opens a log that its writer has laid out, for reading beside it. */
export function openForReading(file: string): Database.Database {
  const log = new Database(file, { readonly: true, fileMustExist: true });
  log.pragma('cache_size = -65536');
  return log;
}

function checkFormat(log: Database.Database, file: string): void {
  if (log.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new Error(`${file} is a database, but not an event log of this program`);
  }
  const format = log.pragma('user_version', { simple: true });
  if (format !== LOG_FORMAT) {
    throw new Error(`${file} has log format ${String(format)}; this program reads format ${LOG_FORMAT}`);
  }
}
