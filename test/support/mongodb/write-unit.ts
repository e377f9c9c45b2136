import type { Document } from 'bson';
import type { Row, View } from './row.ts';
import { ServerError } from './server-error.ts';

/** What a unit writes to: a collection, as far as a unit knows one. */
export interface WriteTarget {
  /** Transactions in progress that have touched it. */
  readonly users: Set<WriteUnit>;
  /** Sets what a row becomes when the unit commits; null: deleted. */
  setPending(row: Row, unit: WriteUnit, document: Document | null): void;
  /** Ends a row's uncommitted write: `at` is the commit's place in the log, null an abort. */
  settle(row: Row, at: number | null): void;
}

/**
 * Writes that become visible together: a transaction, or one statement outside of any. Snapshot isolation with
 * first-writer-wins, as the manual says it in "In-progress Transactions and Write Conflicts"
 * (core/transactions-production-consideration).
 */
export class WriteUnit {
  readonly transactional: boolean;
  /** What it reads: fixed for a transaction, the newest for a statement. */
  readonly view: View;
  private readonly rows = new Map<Row, WriteTarget>();
  private readonly collections = new Set<WriteTarget>();
  /** Resolves when it has committed or aborted and its locks are free. */
  readonly ended: Promise<void>;
  private announceEnd!: () => void;

  constructor(at: number, transactional: boolean) {
    this.transactional = transactional;
    this.view = { at, unit: this };
    this.ended = new Promise((resolve) => (this.announceEnd = resolve));
  }

  /** Notes that this unit works with a collection: changes of its structure wait for the unit to end. */
  uses(collection: WriteTarget): void {
    if (!this.transactional || this.collections.has(collection)) return;
    this.collections.add(collection);
    collection.users.add(this);
  }

  /**
   * Takes the row's lock and sets what the row becomes.
   * @throws ServerError WriteConflict, when another unit holds the lock or has committed since our snapshot
   */
  write(collection: WriteTarget, row: Row, document: Document | null): void {
    if (row.writer !== undefined && row.writer !== this) throw new LockHeld(row.writer);
    if ((row.newest?.at ?? 0) > this.view.at) throw writeConflict();
    collection.setPending(row, this, document);
    this.rows.set(row, collection);
  }

  commit(at: number): void {
    for (const [row, collection] of this.rows) collection.settle(row, at);
    this.end();
  }

  abort(): void {
    for (const [row, collection] of this.rows) collection.settle(row, null);
    this.end();
  }

  get wroteNothing(): boolean {
    return this.rows.size === 0;
  }

  private end(): void {
    for (const collection of this.collections) collection.users.delete(this);
    this.rows.clear();
    this.announceEnd();
  }
}

/** The message and code that clients get; inside a transaction it carries TransientTransactionError. */
export const writeConflict = (): ServerError =>
  new ServerError(
    112,
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
  );

/**
 * Another unit holds the row: "when a write outside the transaction tries to modify the same document, the
 * write waits until the transaction ends"; inside a transaction it is a write conflict at once.
 */
export class LockHeld extends ServerError {
  readonly holder: WriteUnit;

  constructor(holder: WriteUnit) {
    const conflict = writeConflict();
    super(112, conflict.message);
    this.holder = holder;
  }
}
