import {
  AppendUncertain,
  CommandReused,
  type EventStore,
  type ExpectedRevision,
  type LogMessage,
  type LogPage,
  type Receipt,
  StoreUnavailable,
  type SubscriptionOptions,
  WrongRevision,
} from '#event-store';
import type { AnyFact, CommandContext, Instant, Position, Recorded, StreamName } from '#kernel';
import type { Metrics } from './metrics.ts';

/** A log that counts and times its appends. */
export class MeasuredEventStore implements EventStore {
  readonly #store: EventStore;
  readonly #metrics: Metrics;

  constructor(store: EventStore, metrics: Metrics) {
    this.#store = store;
    this.#metrics = metrics;
  }

  async append(
    stream: StreamName,
    facts: readonly AnyFact[],
    expected: ExpectedRevision,
    context: CommandContext,
  ): Promise<Receipt> {
    const stop = this.#metrics.appendSeconds.startTimer();
    try {
      const receipt = await this.#store.append(stream, facts, expected, context);
      stop();
      this.#metrics.appends.inc({ outcome: 'recorded' });
      return receipt;
    } catch (error) {
      this.#metrics.appends.inc({ outcome: outcomeOf(error) });
      throw error;
    }
  }

  readStream(stream: StreamName, from?: number): Promise<readonly Recorded[]> {
    return this.#store.readStream(stream, from);
  }

  readAll(options: {
    after: Position | null;
    limit: number;
    streamPrefixes?: readonly string[];
  }): Promise<LogPage> {
    return this.#store.readAll(options);
  }

  subscribe(options: SubscriptionOptions): AsyncIterable<LogMessage> {
    return this.#store.subscribe(options);
  }

  head(): Promise<Position | null> {
    return this.#store.head();
  }

  positionAt(streamPrefix: string, at: Instant): Promise<Position | null> {
    return this.#store.positionAt(streamPrefix, at);
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

function outcomeOf(error: unknown): string {
  if (error instanceof WrongRevision) return 'wrong-revision';
  if (error instanceof CommandReused) return 'reused';
  if (error instanceof StoreUnavailable) return 'unavailable';
  if (error instanceof AppendUncertain) return 'uncertain';
  return 'refused';
}
