import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  type AnyFact,
  type Clock,
  type CommandContext,
  type Instant,
  instant,
  orderOf,
  type Position,
  positionFrom,
  type Recorded,
  type StreamName,
} from '#kernel';
import { CommandReused, StoreUnavailable, WrongRevision } from '../errors.ts';
import type {
  EventStore,
  ExpectedRevision,
  LogMessage,
  LogPage,
  Receipt,
  SubscriptionOptions,
} from '../event-store.ts';
import { prepareAppend } from '../prepare-append.ts';
import { NO_REVISION } from './append-batch.ts';
import { BoundedMap } from './bounded-map.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { LogReader } from './log-reader.ts';
import { WriterThread } from './writer-thread.ts';

/** How many streams' last revisions are remembered, so that asking for later events costs nothing. */
const REMEMBERED_TIPS = 100_000;
const DEFAULT_BATCH = 1_000;

export interface SqliteEventStoreOptions {
  /** The log's file. Its folder belongs to this process as long as the store is open. */
  readonly file: string;
  readonly clock: Clock;
  /**
   * Called once when the log can no longer be written (a failing or full disk). From then on every append is
   * refused; the owner should stop the process, for only a fresh start can tell what the disk holds.
   */
  readonly onFailure: (error: StoreUnavailable) => void;
}

/**
 * The log in one SQLite file: for one school or a few, without any server. A thread of its own writes, all that
 * arrives together in one durable transaction; this side reads on a connection of its own.
 */
export class SqliteEventStore implements EventStore {
  readonly #lock: FolderLock;
  readonly #writer: WriterThread;
  readonly #reader: LogReader;
  readonly #clock: Clock;
  readonly #tips = new BoundedMap<StreamName, number>(REMEMBERED_TIPS);
  readonly #waiting = new Set<() => void>();
  #head: number;
  #closed = false;

  private constructor(lock: FolderLock, writer: WriterThread, reader: LogReader, clock: Clock) {
    this.#lock = lock;
    this.#writer = writer;
    this.#reader = reader;
    this.#clock = clock;
    this.#head = writer.position;
  }

  /**
   * Opens the log, or lays out a new one.
   * @throws Error when the folder is in use, or the file is no log or one of another format
   */
  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const lock = lockFolder(dirname(options.file));
    try {
      const writer = await WriterThread.start(options.file, options.onFailure);
      return new SqliteEventStore(lock, writer, new LogReader(options.file), options.clock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async append(
    stream: StreamName,
    facts: readonly AnyFact[],
    expected: ExpectedRevision,
    context: CommandContext,
  ): Promise<Receipt> {
    this.#checkOpen();
    const prepared = prepareAppend(stream, facts, expected, context);
    const answer = await this.#writer.append(stream, prepared, expected, context, this.#clock);
    const { commandId } = context;
    switch (answer.kind) {
      case 'recorded': {
        const revision = (expected === 'none' ? NO_REVISION : expected) + facts.length;
        this.#tips.set(stream, revision);
        this.#committed(answer.position);
        return receipt(commandId, stream, { ...answer, eventIds: prepared.map(({ id }) => id), revision });
      }
      case 'repeated':
        return receipt(commandId, stream, answer);
      case 'reused':
        throw new CommandReused(stream, commandId);
      case 'wrong-revision':
        throw new WrongRevision(stream, expected, answer.actual === NO_REVISION ? 'none' : answer.actual);
    }
  }

  async readStream(stream: StreamName, from = 0): Promise<readonly Recorded[]> {
    this.#checkOpen();
    const tip = this.#tips.get(stream);
    if (tip !== undefined && from > tip) return [];
    const events = this.#reader.stream(stream, from);
    const last = events.at(-1);
    if (last) this.#tips.set(stream, last.revision);
    return events;
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
    return this.#head === 0 ? null : positionFrom(this.#head);
  }

  async positionAt(streamPrefix: string, at: Instant): Promise<Position | null> {
    this.#checkOpen();
    const position = this.#reader.positionAt(streamPrefix, Date.parse(at), this.#head);
    return position === null ? null : positionFrom(position);
  }

  /** Waits for the appends that are on their way, ends all subscriptions and gives the folder back. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writer.close();
    this.#wake();
    this.#reader.close();
    this.#lock.release();
  }

  #committed(position: number): void {
    if (position <= this.#head) return;
    this.#head = position;
    this.#wake();
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

const receipt = (
  commandId: string,
  stream: StreamName,
  recorded: { eventIds: readonly string[]; revision: number; position: number; recordedAt: number },
): Receipt => ({
  commandId,
  stream,
  eventIds: recorded.eventIds,
  revision: recorded.revision,
  position: positionFrom(recorded.position),
  recordedAt: instant(recorded.recordedAt),
});

const orderAt = (position: Position | null): number => (position === null ? 0 : Number(orderOf(position)));

const filterBy = (prefixes: readonly string[] | undefined): ((stream: string) => boolean) | undefined =>
  prefixes && ((stream) => prefixes.some((prefix) => stream.startsWith(prefix)));
