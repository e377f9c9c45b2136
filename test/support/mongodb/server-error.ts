import type { Document } from 'bson';

/**
 * The errors that clients act upon, with the codes and names of the manual's list (reference/error-codes) and,
 * for the labels, of "Transactions in Applications: Transaction Error Handling" (core/transactions-in-applications)
 * and "Retryable Writes" (core/retryable-writes).
 */
const CODE_NAMES = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  20: 'IllegalOperation',
  24: 'LockTimeout',
  26: 'NamespaceNotFound',
  43: 'CursorNotFound',
  50: 'MaxTimeMSExpired',
  59: 'CommandNotFound',
  64: 'WriteConcernTimeout',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  91: 'ShutdownInProgress',
  112: 'WriteConflict',
  117: 'ConflictingOperationInProgress',
  123: 'NotAReplicaSet',
  189: 'PrimarySteppedDown',
  217: 'IncompleteTransactionHistory',
  224: 'QueryFeatureNotAllowed',
  225: 'TransactionTooOld',
  238: 'NotImplemented',
  239: 'SnapshotTooOld',
  246: 'SnapshotUnavailable',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  263: 'OperationNotSupportedInTransaction',
  313: 'TransactionTooLargeForCache',
  322: 'APIVersionError',
  323: 'APIStrictError',
  10107: 'NotWritablePrimary',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  11600: 'InterruptedAtShutdown',
  11602: 'InterruptedDueToReplStateChange',
  13435: 'NotPrimaryNoSecondaryOk',
} as const;

/** The command fails with this code, as a real server would fail it. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: number;
  readonly more: Document;

  constructor(code: number, message: string, more: Document = {}) {
    super(message);
    this.code = code;
    this.more = more;
  }
}

/** What the small server cannot do, though a real one might: an error of its own, never a silent difference. */
export const notImplemented = (what: string): ServerError =>
  new ServerError(238, `This small test server does not implement ${what}`);

/** "Not primary" and "node is shutting down": what drivers answer with a new server selection and one retry. */
export const STATE_CHANGES = new Set<number>([91, 189, 10107, 11600, 11602, 13435]);
/** What aborts a transaction in a way that trying it again as a whole may mend. */
const TRANSIENT = new Set<number>([24, 112, 239, 246, 251]);

/**
 * The labels that a real server puts on an error. Manual, core/transactions-in-applications,
 * "TransientTransactionError": write conflicts, lost transactions, and while no commit or abort was asked for also
 * a primary that steps down. core/retryable-writes: RetryableWriteError on state changes.
 */
export function labelsOf(
  code: number,
  where: { inTransaction: boolean; ending: boolean; retryableWrite: boolean },
): string[] {
  const labels: string[] = [];
  const stateChange = STATE_CHANGES.has(code);
  if (where.inTransaction && (TRANSIENT.has(code) || (stateChange && !where.ending)))
    labels.push('TransientTransactionError');
  if ((where.retryableWrite || where.ending) && stateChange) labels.push('RetryableWriteError');
  return labels;
}

/** The document that answers a failed command. */
export function errorReply(
  error: { code: number; message: string; more?: Document },
  labels: string[],
): Document {
  return {
    ok: 0,
    errmsg: error.message,
    code: error.code,
    codeName: (CODE_NAMES as Record<number, string>)[error.code] ?? `Location${error.code}`,
    ...error.more,
    ...(labels.length > 0 ? { errorLabels: labels } : {}),
  };
}
