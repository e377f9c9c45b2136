import { setTimeout as pause } from 'node:timers/promises';
import type { ClientSession } from 'mongodb';
import { ReadStoreUnavailable } from '../read-store.ts';
import type { MongoConnection } from './mongo-connection.ts';
import { isTransient, isUnknownCommit, isUnreachable } from './mongo-errors.ts';

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 500;

/** It is not known whether a transaction was committed: the server was out of reach when it came to the commit. */
export class CommitUnknown extends ReadStoreUnavailable {}

/**
 * Runs the work in a transaction (snapshot reads, majority commit) and tries it again while the server says that
 * this may help, for as long as the connection's patience lasts.
 *
 * The work may run several times, also after a commit whose answer was lost: it must find out by itself, inside
 * the transaction, whether an earlier run was committed.
 * @throws CommitUnknown, ReadStoreUnavailable, and what the work throws
 */
export async function inTransaction(
  connection: MongoConnection,
  work: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const deadline = Date.now() + connection.patienceMs;
  let inDoubt = false;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const session = connection.client.startSession();
    let committing = false;
    try {
      session.startTransaction({
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', wtimeoutMS: connection.patienceMs },
        readPreference: 'primary',
      });
      await work(session);
      committing = true;
      await commit(session, deadline);
      return;
    } catch (error) {
      inDoubt ||= committing && isUnknown(error);
      if (!isTransient(error) && !isUnknown(error)) throw error;
      if (Date.now() + pauseMs > deadline) throw givenUp(error, inDoubt);
    } finally {
      await session.endSession();
    }
    await pause(pauseMs * (0.5 + Math.random() / 2));
  }
}

/** Commits, and asks again while the answer is that nobody knows. */
async function commit(session: ClientSession, deadline: number): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!isUnknown(error) || Date.now() + pauseMs > deadline) throw error;
    }
    await pause(pauseMs);
  }
}

/** The driver labels a commit whose answer was lost, but not one for which it finds no server any more. */
const isUnknown = (error: unknown): boolean => isUnknownCommit(error) || isUnreachable(error);

const givenUp = (error: unknown, inDoubt: boolean): ReadStoreUnavailable =>
  inDoubt
    ? new CommitUnknown(`MongoDB did not say whether the commit happened: ${(error as Error).message}`, {
        cause: error,
      })
    : new ReadStoreUnavailable(`MongoDB did not take the transaction: ${(error as Error).message}`, {
        cause: error,
      });
