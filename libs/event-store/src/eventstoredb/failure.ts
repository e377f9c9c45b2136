import { ErrorType } from '@eventstore/db-client';

/** A call got no answer within our own time. The client keeps no deadline for reads and subscriptions. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(what: string, ms: number) {
    super(`EventStoreDB did not answer within ${ms} ms: ${what}`);
  }
}

/**
 * What a failed call means. `not-sent`: it never reached a server that would work on it, so nothing happened.
 * `unknown`: it may have happened. `refused`: the server said no, and will say it again.
 */
export type Failure = 'not-sent' | 'unknown' | 'refused';

const REFUSED: ReadonlySet<string> = new Set([
  ErrorType.ACCESS_DENIED,
  ErrorType.STREAM_DELETED,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.MISSING_REQUIRED_METADATA_PROPERTY,
  ErrorType.UNSUPPORTED,
]);

/** gRPC: INVALID_ARGUMENT, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED. */
const REFUSED_CODES: ReadonlySet<number> = new Set([3, 7, 12, 16]);

/** gRPC: CANCELLED, DEADLINE_EXCEEDED, ABORTED, INTERNAL (a broken HTTP/2 stream), UNAVAILABLE. */
const PASSING_CODES: ReadonlySet<number> = new Set([1, 4, 10, 13, 14]);

/**
 * Before a connection stood, or before the node was ready to work: nothing was recorded. «Could not recognize
 * Server Is Not Ready» is what the client makes of the batch path's answer, without a code.
 */
const NOT_SENT =
  /Server Is (Not Ready|Too Busy|Busy)|No connection established|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|Channel closed before call started|Failed to discover|No leader info available/;

const parts = (error: unknown): { type?: string; code?: number; message: string } => {
  const { type, code, message } = error as { type?: unknown; code?: unknown; message?: unknown };
  return {
    ...(typeof type === 'string' && { type }),
    ...(typeof code === 'number' && { code }),
    message: String(message ?? error),
  };
};

/** What a failed append means. Whatever is not known to be a refusal or unsent may have been recorded. */
export function failureOf(error: unknown): Failure {
  const { type, code, message } = parts(error);
  if (type === ErrorType.NOT_LEADER || NOT_SENT.test(message)) return 'not-sent';
  if ((type !== undefined && REFUSED.has(type)) || (code !== undefined && REFUSED_CODES.has(code))) {
    return 'refused';
  }
  return 'unknown';
}

/** Whether a failed read may be made again with hope: the same classes, but an unknown error stays one. */
export function isPassing(error: unknown): boolean {
  const { code } = parts(error);
  if (error instanceof NoAnswer || failureOf(error) === 'not-sent') return true;
  return code !== undefined && PASSING_CODES.has(code);
}

/** The failure in a sentence, for logs and for errors of ours: the client's own messages may be empty. */
export function reasonOf(error: unknown): string {
  const { type, message } = parts(error);
  return message === '' ? (type ?? 'no reason given') : message;
}
