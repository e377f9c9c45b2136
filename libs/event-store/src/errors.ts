import type { ExpectedRevision } from './event-store.ts';

/** The stream's tip is not what the appender expected: read, decide and try again. */
export class WrongRevision extends Error {
  override readonly name = 'WrongRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`${stream}: expected revision ${expected}, but it is at ${actual}`);
  }
}

/** The stream holds this commandId with another content: a client's mistake (HTTP 422). */
export class CommandReused extends Error {
  override readonly name = 'CommandReused';
  constructor(
    readonly stream: string,
    readonly commandId: string,
  ) {
    super(`${stream}: command ${commandId} was already done with another content`);
  }
}

/** The append's data is larger than both stores take at once. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
  constructor(
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`The append holds ${bytes} bytes of data; the limit is ${limit}`);
  }
}

/** The append is not well-formed: a bad stream name, no facts, an empty type. A mistake of ours. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}

/** The store cannot be reached or has stopped. Nothing of this call was recorded. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The store did not answer in time, and neither did asking again: the append may or may not have happened. */
export class AppendUncertain extends Error {
  override readonly name = 'AppendUncertain';
}
