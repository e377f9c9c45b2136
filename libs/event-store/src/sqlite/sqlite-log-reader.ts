import { setImmediate } from 'node:timers/promises';
import { BroadcastChannel } from 'node:worker_threads';
import { type Instant, orderOf, type Position, positionFrom, type Recorded, type StreamName } from '#kernel';
import { StoreUnavailable } from '../errors.ts';
import type { LogMessage, LogPage, ReadableLog, SubscriptionOptions } from '../event-store.ts';
import { LogReader } from './log-reader.ts';

const DEFAULT_BATCH = 1_000;
/** How often a reader in another thread looks by itself, should it have missed the writer's word (ms). */
const LOOK_EVERY_MS = 250;

/** The channel on which a log's writer tells every thread of the process how far the log has come. */
export const newsOf = (file: string): string => `zhurnal-log ${file}`;

export interface LogReaderOptions {
  readonly file: string;
  readonly lookEveryMs?: number | undefined;
}

/**
 * The read side of a log in one SQLite file, on a connection of its own. `open` gives it to a thread that does
 * not append; the store that appends has one, too, and tells it of every commit.
 */
export class SqliteLogReader implements ReadableLog {
  readonly #reader: LogReader;
  readonly #waiting = new Set<() => void>();
  readonly #stopListening: () => void;
  #head: number;
  #closed = false;

  /** @param listen starts telling `advanced` how far the log has come, and answers how to stop */
  constructor(file: string, listen: (reader: SqliteLogReader) => () => void = () => () => {}) {
    this.#reader = new LogReader(file);
    this.#head = this.#reader.head();
    this.#stopListening = listen(this);
  }

  /**
   * Reads a log that another thread of this process writes. The file must be laid out.
   * @param options.lookEveryMs its subscriptions hear of new events only this often, and when the head is asked for:
   *   many then come together; when absent they hear of each commit at once
   */
  static open({ file, lookEveryMs }: LogReaderOptions): SqliteLogReader {
    return new SqliteLogReader(file, (reader) => {
      const look = setInterval(() => reader.look(), lookEveryMs ?? LOOK_EVERY_MS);
      if (lookEveryMs !== undefined) return () => clearInterval(look);
      const news = new BroadcastChannel(newsOf(file));
      news.onmessage = ({ data }: { data?: unknown }) => reader.advanced(data as number);
      return () => {
        clearInterval(look);
        news.close();
      };
    });
  }

  /** The log has come this far: wakes the subscriptions. */
  advanced(position: number): void {
    if (position <= this.#head) return;
    this.#head = position;
    this.#wake();
  }

  /** Finds out how far the log has come. */
  look(): void {
    this.advanced(this.#reader.head());
  }

  async readStream(stream: StreamName, from = 0): Promise<readonly Recorded[]> {
    this.#checkOpen();
    return this.#reader.stream(stream, from);
  }

  async readAll(options: {
    after: Position | null;
    limit: number;
    streamPrefixes?: readonly string[];
  }): Promise<LogPage> {
    this.#checkOpen();
    const { events, last, end } = this.#reader.after(
      orderAt(options.after),
      options.limit,
      filterBy(options.streamPrefixes),
    );
    return { events, next: last === 0 ? null : positionFrom(last), end };
  }

  async *subscribe(options: SubscriptionOptions): AsyncIterable<LogMessage> {
    const { signal, maxBatch = DEFAULT_BATCH } = options;
    const accepts = filterBy(options.streamPrefixes);
    const over = (): boolean => signal.aborted || this.#closed;
    let at = orderAt(options.after);
    let caughtUp = false;
    while (!over()) {
      const { events, last, end } = this.#reader.after(at, maxBatch, accepts);
      if (events.length > 0) yield { kind: 'events', events };
      if (over()) return;
      if (last > at) yield { kind: 'checkpoint', position: positionFrom(last) };
      at = last;
      if (over()) return;
      if (!end) {
        // Reading is done in this thread: between two batches, whoever else has work here gets a turn.
        await setImmediate();
        continue;
      }
      if (!caughtUp) yield { kind: 'caught-up' };
      caughtUp = true;
      if (!over() && at >= this.#head) await this.#nextCommit(signal);
    }
  }

  async head(): Promise<Position | null> {
    this.#checkOpen();
    this.look();
    return this.#head === 0 ? null : positionFrom(this.#head);
  }

  async positionAt(streamPrefix: string, at: Instant): Promise<Position | null> {
    this.#checkOpen();
    this.look();
    const position = this.#reader.positionAt(streamPrefix, Date.parse(at), this.#head);
    return position === null ? null : positionFrom(position);
  }

  /** Ends all subscriptions. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopListening();
    this.#wake();
    this.#reader.close();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  #nextCommit(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #checkOpen(): void {
    if (this.#closed) throw new StoreUnavailable('The event store is closed');
  }
}

const orderAt = (position: Position | null): number => (position === null ? 0 : Number(orderOf(position)));

const filterBy = (prefixes: readonly string[] | undefined): ((stream: string) => boolean) | undefined =>
  prefixes && ((stream) => prefixes.some((prefix) => stream.startsWith(prefix)));
