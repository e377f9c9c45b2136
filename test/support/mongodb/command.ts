import type { Document, Timestamp } from 'bson';
import type { Collection } from './collection.ts';
import type { Cursors } from './cursors.ts';
import type { View } from './row.ts';
import { ServerError } from './server-error.ts';
import type { Session, Transaction } from './session.ts';
import type { Storage } from './storage.ts';
import { LockHeld, type WriteUnit } from './write-unit.ts';

/** What all commands of one server work on. */
export interface ServerState {
  readonly storage: Storage;
  readonly cursors: Cursors;
  readonly sessions: Map<string, Session>;
  hello(): Document;
}

/** One command, checked and ready to run. */
export interface Command {
  readonly name: string;
  readonly db: string;
  readonly body: Document;
  readonly now: Date;
  readonly server: ServerState;
  readonly session: Session | undefined;
  readonly transaction: Transaction | undefined;
  /** Answers of this retryable write's statements, when it is one that has come before. */
  readonly answers: Map<number, Document> | undefined;
  /** What it reads. */
  readonly view: View;
  /** Set for reads with read concern "snapshot" outside a transaction: told back as `atClusterTime`. */
  readonly snapshotTime: Timestamp | undefined;
  /** When `maxTimeMS` runs out, in ms since the epoch of the real clock; Infinity without one. */
  readonly deadline: number;
}

/** How a command may be used and what it does. */
export interface CommandDefinition {
  /** Fields besides those that every command has. Any other field is refused. */
  readonly fields: readonly string[];
  readonly kind: 'read' | 'write' | 'structure' | 'session' | 'always';
  /** "Operations Supported in Multi-Document Transactions" (core/transactions-operations). */
  readonly inTransaction?: true;
  /** Read concern "snapshot" outside transactions: find, aggregate and distinct only. */
  readonly snapshotReads?: true;
  run(command: Command): Promise<Document> | Document;
}

/** Manual: core/transactions-production-consideration, "Acquiring Locks". */
const LOCK_WAIT_MS = 5;

export const namespaceOf = (command: Command, name = command.body[command.name] as unknown): string => {
  if (typeof name !== 'string' || name === '')
    throw new ServerError(2, `Invalid namespace specified '${command.db}.${String(name)}'`);
  return `${command.db}.${name}`;
};

/**
 * The collection a command works on; undefined when it does not exist. Waits while a change of its structure is
 * pending: "new transactions … will abort after waiting maxTransactionLockRequestTimeoutMillis", other
 * operations "will block until they reach their maxTimeMS limit" ("Pending DDL Operations and Transactions").
 */
export async function collectionOf(command: Command): Promise<Collection | undefined> {
  const namespace = namespaceOf(command);
  const { storage } = command.server;
  const unit = command.transaction?.unit;
  let collection = storage.collectionFor(namespace, command.view);
  while (collection && collection.pendingChanges > 0 && !(unit && collection.users.has(unit))) {
    await pause(LOCK_WAIT_MS);
    if (unit)
      throw new ServerError(24, `Unable to acquire IX lock on '${namespace}' within ${LOCK_WAIT_MS}ms.`);
    checkDeadline(command);
    collection = storage.collectionFor(namespace, command.view);
  }
  if (collection) unit?.uses(collection);
  return collection;
}

/** Runs a change of a collection's structure once no transaction uses it. */
export async function changeStructure<T>(
  command: Command,
  collection: Collection | undefined,
  change: () => T,
): Promise<T> {
  if (!collection) return change();
  collection.pendingChanges++;
  try {
    while (collection.users.size > 0) {
      await Promise.race([...collection.users].map((unit) => unit.ended).concat(pause(LOCK_WAIT_MS)));
      checkDeadline(command);
    }
    return change();
  } finally {
    collection.pendingChanges--;
  }
}

/**
 * Runs one write statement: as a part of the transaction, or at once on its own, waiting for locks that
 * transactions hold on its documents.
 */
export async function writeStatement<T>(command: Command, write: (unit: WriteUnit) => T): Promise<T> {
  if (command.transaction) return write(command.transaction.unit);
  const { storage } = command.server;
  for (;;) {
    const unit = storage.begin(false);
    try {
      const result = write(unit);
      storage.commit(unit);
      return result;
    } catch (error) {
      unit.abort();
      if (!(error instanceof LockHeld)) throw error;
      await Promise.race([error.holder.ended, pause(LOCK_WAIT_MS)]);
      checkDeadline(command);
    }
  }
}

function checkDeadline(command: Command): void {
  if (Date.now() > command.deadline) throw new ServerError(50, 'operation exceeded time limit');
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
