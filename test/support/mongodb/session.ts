import type { Document } from 'bson';
import { ServerError } from './server-error.ts';
import type { Storage } from './storage.ts';
import type { WriteUnit } from './write-unit.ts';

/** Manual: "Transactions" (core/transactions). One multi-document transaction of a session. */
export class Transaction {
  readonly number: bigint;
  readonly unit: WriteUnit;
  readonly readConcern: string;
  state: 'in progress' | 'committed' | 'aborted' = 'in progress';
  private readonly storage: Storage;
  private readonly expiry: NodeJS.Timeout;

  constructor(number: bigint, readConcern: string, storage: Storage, lifetimeMs: number) {
    this.number = number;
    this.readConcern = readConcern;
    this.storage = storage;
    this.unit = storage.begin(true);
    // "Transactions that exceed this limit are considered expired and will be aborted by a periodic cleanup
    // process" (core/transactions-production-consideration, "Runtime Limit": transactionLifetimeLimitSeconds).
    this.expiry = setTimeout(() => this.abort(), lifetimeMs).unref();
  }

  commit(): void {
    if (this.state !== 'in progress') return;
    this.state = 'committed';
    clearTimeout(this.expiry);
    this.storage.commit(this.unit);
  }

  abort(): void {
    if (this.state !== 'in progress') return;
    this.state = 'aborted';
    clearTimeout(this.expiry);
    this.unit.abort();
  }
}

/** A logical session (lsid): its newest transaction, or what its newest retryable write answered. */
export class Session {
  readonly id: string;
  private number = -1n;
  transaction: Transaction | undefined;
  /** Answers of the statements of the newest retryable write, by statement (core/retryable-writes). */
  private answers: Map<number, Document> | undefined;

  constructor(id: string) {
    this.id = id;
  }

  /** Begins a transaction; one that was still in progress with a lower number is aborted. */
  start(number: bigint, readConcern: string, storage: Storage, lifetimeMs: number): Transaction {
    this.refuseOld(number);
    if (number === this.number)
      throw new ServerError(
        117,
        'Only servers in a sharded cluster can start a new transaction at the active transaction number',
      );
    this.transaction?.abort();
    this.answers = undefined;
    this.number = number;
    this.transaction = new Transaction(number, readConcern, storage, lifetimeMs);
    return this.transaction;
  }

  /**
   * The transaction in progress (for `commitTransaction` also one already committed) with this number.
   * @throws ServerError NoSuchTransaction, TransactionTooOld, TransactionCommitted
   */
  continued(number: bigint, ending: 'commitTransaction' | 'abortTransaction' | null): Transaction {
    this.refuseOld(number);
    const { transaction } = this;
    if (transaction?.number !== number)
      throw new ServerError(
        251,
        `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${this.number}`,
      );
    if (transaction.state === 'aborted')
      throw new ServerError(251, `Transaction with { txnNumber: ${number} } has been aborted.`);
    if (transaction.state === 'committed' && ending !== 'commitTransaction')
      throw new ServerError(256, `Transaction with { txnNumber: ${number} } has been committed.`);
    return transaction;
  }

  /**
   * The answers that statements of this retryable write have got already: "the server … does not execute a
   * write twice". A new number begins a new write.
   */
  retryable(number: bigint): Map<number, Document> {
    this.refuseOld(number);
    if (number === this.number && !this.answers)
      throw new ServerError(217, 'Cannot retry a retryable write that has been converted into a transaction');
    if (number > this.number || !this.answers) {
      this.transaction?.abort();
      this.transaction = undefined;
      this.number = number;
      this.answers = new Map();
    }
    return this.answers;
  }

  end(): void {
    this.transaction?.abort();
  }

  private refuseOld(number: bigint): void {
    if (number < this.number)
      throw new ServerError(
        225,
        `Retryable write with txnNumber ${number} is prohibited on session ${this.id} because a newer retryable write with txnNumber ${this.number} has already started on this session.`,
      );
  }
}
