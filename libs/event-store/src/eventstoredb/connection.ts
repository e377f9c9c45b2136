import {
  type AllStreamRecordedEvent,
  type AllStreamSubscription,
  BACKWARDS,
  type BinaryEventData,
  type Credentials,
  END,
  ErrorType,
  EventStoreDBClient,
  type Filter,
  FORWARDS,
  NO_STREAM,
  type ReadPosition,
  type RecordedEvent,
  START,
  type StreamingRead,
} from '@eventstore/db-client';
import type { Position, StreamName } from '#kernel';
import type { ExpectedRevision } from '../event-store.ts';
import { NoAnswer } from './failure.ts';
import { commitAndPrepare, positionOf } from './log-position.ts';
import type { Timings } from './timings.ts';

/** Our timer for an append runs this much longer than the deadline that the server is told. */
const BEYOND_DEADLINE_MS = 250;

/**
 * The official client, with our own deadline on every call. Appends go by the plain path (see
 * docs/adr/0002-eventstoredb-append-path.md): the client takes it for calls that carry credentials, which an
 * insecure server then ignores.
 */
export class Connection {
  readonly #client: EventStoreDBClient;
  readonly #credentials: Credentials;
  readonly #timings: Timings;

  /** @throws Error when the connection string cannot be used; it says why */
  constructor(connectionString: string, timings: Timings) {
    this.#credentials = credentialsIn(connectionString);
    this.#client = EventStoreDBClient.connectionString(connectionString);
    this.#timings = timings;
  }

  /**
   * One attempt to append, at an exact revision.
   * @returns the position of the last event
   * @throws WrongExpectedVersionError, NoAnswer, and what else the client throws
   */
  async append(
    stream: StreamName,
    events: readonly BinaryEventData[],
    expected: ExpectedRevision,
  ): Promise<Position> {
    const { callMs } = this.#timings;
    const appended = await within(
      callMs + BEYOND_DEADLINE_MS,
      `append to ${stream}`,
      this.#client.appendToStream(stream, [...events], {
        expectedRevision: expected === 'none' ? NO_STREAM : BigInt(expected),
        credentials: this.#credentials,
        requiresLeader: true,
        deadline: callMs,
      }),
    );
    if (!appended.position)
      throw new Error(`EventStoreDB answered an append to ${stream} without a position`);
    return positionOf(appended.position);
  }

  /** The events of a stream from a revision on; none when there is no such stream. */
  async *readStream(stream: StreamName, from: number): AsyncGenerator<RecordedEvent> {
    yield* this.#eventsOf(
      `read of ${stream}`,
      this.#client.readStream(stream, {
        direction: FORWARDS,
        fromRevision: from === 0 ? START : BigInt(from),
        credentials: this.#credentials,
        requiresLeader: true,
      }),
    );
  }

  /** The last event of a stream; null when there is no such stream. */
  async lastOf(stream: StreamName): Promise<RecordedEvent | null> {
    const last = this.#client.readStream(stream, {
      direction: BACKWARDS,
      fromRevision: END,
      maxCount: 1,
      credentials: this.#credentials,
      requiresLeader: true,
    });
    for await (const event of this.#eventsOf(`read of the end of ${stream}`, last)) return event;
    return null;
  }

  /** $all from a position on, that position's own event **included**; null: from the beginning. */
  async *readForwards(from: Position | null, maxCount: number): AsyncGenerator<AllStreamRecordedEvent> {
    yield* this.#eventsOf(
      'read of the log',
      this.#client.readAll({
        direction: FORWARDS,
        fromPosition: from === null ? START : commitAndPrepare(from),
        maxCount,
        credentials: this.#credentials,
      }),
    );
  }

  /** $all backwards from before a position; null: from the end. */
  async *readBackwards(from: Position | null, maxCount?: number): AsyncGenerator<AllStreamRecordedEvent> {
    yield* this.#eventsOf(
      'read of the log from its end',
      this.#client.readAll({
        direction: BACKWARDS,
        fromPosition: from === null ? END : commitAndPrepare(from),
        ...(maxCount !== undefined && { maxCount }),
        credentials: this.#credentials,
        requiresLeader: true,
      }),
    );
  }

  /** A catch-up subscription to $all after a position (exclusive; null: from the beginning). */
  subscribe(after: Position | null, filter: Filter, buffered: number): AllStreamSubscription {
    const fromPosition: ReadPosition = after === null ? START : commitAndPrepare(after);
    return this.#client.subscribeToAll(
      { fromPosition, filter, credentials: this.#credentials },
      { highWaterMark: buffered },
    );
  }

  async close(): Promise<void> {
    await this.#client.dispose();
  }

  /** Reads to the end, or until nothing came for so long that the server must be taken for gone. */
  async *#eventsOf<Event extends { event?: unknown }>(
    what: string,
    read: StreamingRead<Event>,
  ): AsyncGenerator<NonNullable<Event['event']>> {
    const { callMs } = this.#timings;
    read.on('error', ignoreSecondError);
    const watchdog = setTimeout(() => {
      if (read.readableLength > 0) watchdog.refresh();
      else read.destroy(new NoAnswer(what, callMs));
    }, callMs);
    try {
      // left early, it is not destroyed but run dry: a call that has ended, and whose end nobody reads, would
      // stay in the client's books for ever and its `dispose` would wait for it
      for await (const { event } of read.iterator({ destroyOnReturn: false })) {
        watchdog.refresh();
        if (event) yield event as NonNullable<Event['event']>;
      }
    } catch (error) {
      // an absent or soft-deleted stream
      if ((error as { type?: unknown }).type !== ErrorType.STREAM_NOT_FOUND) throw error;
    } finally {
      clearTimeout(watchdog);
      read.cancel().catch(ignoreSecondError);
      read.resume();
    }
  }
}

/**
 * After its error the client's stream emits a second one, an AbortError, and a stream that is left early may fail
 * later. The first error has been handed to whoever iterates; that Node's iteration goes on listening is no promise.
 */
export const ignoreSecondError = (): void => {};

/** The answer, or NoAnswer; an answer that comes too late is nobody's business. */
async function within<Answer>(ms: number, what: string, work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(what, ms)), ms);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The credentials that every call carries. An insecure server takes none and ignores any.
 * @throws Error
 */
function credentialsIn(connectionString: string): Credentials {
  const settings = new Map(
    [...connectionString.matchAll(/[?&]([^=&?]+)=([^&?]+)/g)].map(([, key, value]) => [
      key!.toLowerCase().replace(/[_-]/g, ''),
      value!.trim(),
    ]),
  );
  if (settings.get('throwonappendfailure') === 'false') {
    throw new Error('throwOnAppendFailure=false makes the client hide conflicts: remove it');
  }
  const given = /^[^:]+:\/\/([^:]+):([^@]+)@/.exec(connectionString.trim());
  if (given) return { username: decodeURIComponent(given[1]!), password: decodeURIComponent(given[2]!) };
  if (settings.get('tls') === 'false') return { username: 'plain', password: 'path' };
  throw new Error('A secure EventStoreDB needs a connection string with user:password@');
}
