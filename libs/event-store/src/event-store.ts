import type { AnyFact, CommandContext, Instant, Position, Recorded, StreamName } from '#kernel';

/** What the appender knows of the stream: nothing in it yet, or the revision of its last event. Never "any". */
export type ExpectedRevision = 'none' | number;

/** What an acknowledged command leaves in the client's hands. The same command again gets the same receipt. */
export interface Receipt {
  readonly commandId: string;
  readonly stream: StreamName;
  /** Ids of the events that the command recorded, in order. */
  readonly eventIds: readonly string[];
  /** Revision and position of the last of them. */
  readonly revision: number;
  readonly position: Position;
  /** The server's clock when it was recorded. */
  readonly recordedAt: Instant;
}

/** A page of the whole log. */
export interface LogPage {
  readonly events: readonly Recorded[];
  /** Where to read on: pass it as `after`. Moves forward even when the filter let nothing through. */
  readonly next: Position | null;
  /** Whether the page reached the head of the log as it was when reading. */
  readonly end: boolean;
}

/** What a subscription brings. */
export type LogMessage =
  | { readonly kind: 'events'; readonly events: readonly Recorded[] }
  /** Everything up to here was scanned and handed over; nothing after `position` was. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  /** The subscription reached the head of the log. Comes again after every interruption. */
  | { readonly kind: 'caught-up' }
  /** The connection was lost; the subscription reconnects by itself and goes on where it was. */
  | { readonly kind: 'dropped'; readonly reason: string };

export interface SubscriptionOptions {
  /** Exclusive; null from the beginning. */
  readonly after: Position | null;
  /** Only streams whose name begins with one of these; all when absent. */
  readonly streamPrefixes?: readonly string[];
  /** Ends the subscription: the iterator returns. */
  readonly signal: AbortSignal;
  /** The most events that one message may hold (default 1,000). */
  readonly maxBatch?: number;
}

/** The append-only log of every school. Two adapters, one contract suite (contract.ts). */
export interface EventStore {
  /**
   * Records the facts of one command in one stream, all or nothing, and answers once they are durable.
   *
   * Event ids are derived from account, command, stream and index. If the stream's tip is not `expected`, the
   * stream is asked whether it holds this command already: then the first receipt is the answer.
   * The caller has read the stream up to `expected` and not found the command there (see `execute`).
   * @throws WrongRevision, CommandReused, AppendTooLarge, InvalidAppend, StoreUnavailable, AppendUncertain
   */
  append(
    stream: StreamName,
    facts: readonly AnyFact[],
    expected: ExpectedRevision,
    context: CommandContext,
  ): Promise<Receipt>;

  /** The stream's events in order, from a revision on (default 0). Empty when there is no such stream. */
  readStream(stream: StreamName, from?: number): Promise<readonly Recorded[]>;

  /** A page of the log after a position (exclusive; null: from the beginning), in log order. */
  readAll(options: {
    after: Position | null;
    limit: number;
    streamPrefixes?: readonly string[];
  }): Promise<LogPage>;

  /** The log from a position on, for ever, until the signal aborts. Drops are mended inside. */
  subscribe(options: SubscriptionOptions): AsyncIterable<LogMessage>;

  /** The position of the last event, or null in an empty log. */
  head(): Promise<Position | null>;

  /**
   * The greatest position, among streams with this prefix, whose event was recorded no later than the
   * instant; null when there is none. `asOf` resolves once through this.
   */
  positionAt(streamPrefix: string, at: Instant): Promise<Position | null>;

  close(): Promise<void>;
}

/** The log for those who only read it. */
export type ReadableLog = Omit<EventStore, 'append'>;

/** The sum of an append's data, in bytes of UTF-8 JSON (metadata not counted), on both adapters. */
export const MAX_APPEND_BYTES = 1_048_576;
