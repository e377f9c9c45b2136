import {
  MongoError,
  MongoErrorLabel,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { ReadStoreUnavailable } from '../read-store.ts';

/**
 * Server errors that pass by themselves: the primary is gone or going, the majority does not confirm, a time
 * limit, a snapshot that is no more. Manual: reference/error-codes.
 */
const PASSING = new Set<unknown>([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  189, // PrimarySteppedDown
  239, // SnapshotTooOld
  246, // SnapshotUnavailable
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

/** Whether the error says that the server cannot be reached, or cannot serve for now. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof MongoNetworkError ||
  error instanceof MongoServerSelectionError ||
  error instanceof MongoNotConnectedError ||
  error instanceof MongoTopologyClosedError ||
  (error instanceof MongoError && PASSING.has(error.code));

/** The port's word for errors of that kind; any other error as it is. */
export function asUnavailable(error: unknown): unknown {
  if (!isUnreachable(error)) return error;
  return new ReadStoreUnavailable(`MongoDB cannot be reached: ${(error as Error).message}`, { cause: error });
}

/** Runs work on the server; errors that mean it cannot be reached become the port's. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** Whether the transaction is gone and may be tried again as a whole. */
export const isTransient = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.TransientTransactionError);

/** Whether a commit may or may not have happened. */
export const isUnknownCommit = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.UnknownTransactionCommitResult);

/** A document with this _id or unique key is there already. */
export const isDuplicate = (error: unknown): boolean => error instanceof MongoError && error.code === 11000;
