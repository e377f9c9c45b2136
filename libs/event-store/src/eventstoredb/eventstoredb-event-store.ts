import { setMaxListeners } from 'node:events';
import type { AnyFact, Clock, CommandContext, Instant, Position, Recorded, StreamName } from '#kernel';
import { orderOf } from '#kernel';
import { StoreUnavailable } from '../errors.ts';
import type {
  EventStore,
  ExpectedRevision,
  LogMessage,
  LogPage,
  Receipt,
  SubscriptionOptions,
} from '../event-store.ts';
import { Appending } from './appending.ts';
import { Connection } from './connection.ts';
import { Reading } from './reading.ts';
import { StreamTips } from './stream-tips.ts';
import { Subscription } from './subscription.ts';
import { defaultTimings, type Timings } from './timings.ts';
import type { Report } from './trouble.ts';

export interface EventStoreDbOptions {
  /** `esdb://user:password@host:2113` or `esdb+discover://…`, as the official client takes it. */
  readonly connectionString: string;
  readonly clock: Clock;
  /** Hears of what went wrong and was mended, for logs and metrics. */
  readonly report?: Report;
  /** Tests make these shorter. */
  readonly timings?: Partial<Timings>;
}

/** How far one subscription's reader is. */
export interface SubscriptionLag {
  /** What it is filtered by; null: everything. */
  readonly streamPrefixes: readonly string[] | null;
  /** The last event or checkpoint that its reader has dealt with. */
  readonly handled: Position | null;
  /** Bytes of the log between there and its head; 0 when it has caught up and nothing came since. */
  readonly behindBytes: number;
}

/**
 * The log in an EventStoreDB 23.10 (one node or a cluster), through the official client. What the server does
 * case by case is in docs/eventstoredb.md; each line there that concerns us has its place in this folder.
 */
export class EventStoreDbEventStore implements EventStore {
  readonly #connection: Connection;
  readonly #reading: Reading;
  readonly #appending: Appending;
  readonly #subscriptions = new Set<Subscription>();
  readonly #closing = new AbortController();
  readonly #timings: Timings;
  readonly #report: Report;

  private constructor({ connectionString, clock, report, timings }: EventStoreDbOptions) {
    this.#timings = { ...defaultTimings, ...timings };
    // every waiting call and every subscription listens
    setMaxListeners(0, this.#closing.signal);
    this.#report = report ?? (() => {});
    this.#connection = new Connection(connectionString, this.#timings);
    const tips = new StreamTips();
    const parts = {
      connection: this.#connection,
      tips,
      timings: this.#timings,
      report: this.#report,
      closing: this.#closing.signal,
    };
    this.#reading = new Reading(parts);
    this.#appending = new Appending({ ...parts, clock, reading: this.#reading });
  }

  /**
   * Connects, and returns once the server has answered a read.
   * @throws StoreUnavailable when it does not in time; Error when the connection string cannot be used
   */
  static async connect(options: EventStoreDbOptions): Promise<EventStoreDbEventStore> {
    const store = new EventStoreDbEventStore(options);
    try {
      await store.head();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  append(
    stream: StreamName,
    facts: readonly AnyFact[],
    expected: ExpectedRevision,
    context: CommandContext,
  ): Promise<Receipt> {
    return this.#appending.append(stream, facts, expected, context);
  }

  readStream(stream: StreamName, from = 0): Promise<readonly Recorded[]> {
    return this.#reading.stream(stream, from);
  }

  readAll(options: {
    after: Position | null;
    limit: number;
    streamPrefixes?: readonly string[];
  }): Promise<LogPage> {
    return this.#reading.page(options.after, options.limit, options.streamPrefixes);
  }

  async *subscribe(options: SubscriptionOptions): AsyncIterable<LogMessage> {
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    const parts = { connection: this.#connection, timings: this.#timings, report: this.#report };
    const subscription = new Subscription(parts, { ...options, signal });
    this.#subscriptions.add(subscription);
    try {
      yield* subscription.messages();
    } finally {
      this.#subscriptions.delete(subscription);
    }
  }

  head(): Promise<Position | null> {
    return this.#reading.head();
  }

  positionAt(streamPrefix: string, at: Instant): Promise<Position | null> {
    return this.#reading.positionAt(streamPrefix, at);
  }

  /**
   * How far the open subscriptions are behind the head of the log. Checkpoints trail the head of an idle log, so
   * a subscription that has caught up and got nothing since is not behind, whatever the positions say.
   * @throws StoreUnavailable when the server does not answer: then nobody knows
   */
  async lag(): Promise<readonly SubscriptionLag[]> {
    const head = await this.head();
    return [...this.#subscriptions].map(({ streamPrefixes, handled, atRest }) => ({
      streamPrefixes,
      handled,
      behindBytes: atRest || head === null ? 0 : bytesBetween(handled, head),
    }));
  }

  /** Ends subscriptions and waiting calls; what is called afterwards fails with StoreUnavailable. */
  async close(): Promise<void> {
    this.#closing.abort(new StoreUnavailable('the store was closed'));
    await this.#connection.close();
  }
}

const bytesBetween = (handled: Position | null, head: Position): number =>
  Math.max(0, Number(orderOf(head) - (handled === null ? 0n : orderOf(handled))));
