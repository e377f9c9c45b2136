import { dirname } from 'node:path';
import {
  type AnyFact,
  type Clock,
  type CommandContext,
  type Instant,
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
import { type AppendAnswer, NO_REVISION } from './append-batch.ts';
import { BoundedMap } from './bounded-map.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { Instants } from './instants.ts';
import { SqliteLogReader } from './sqlite-log-reader.ts';
import { WriterThread } from './writer-thread.ts';

/** How many streams' last revisions are remembered, so that asking for later events costs nothing. */
const REMEMBERED_TIPS = 100_000;

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
  readonly #log: SqliteLogReader;
  readonly #clock: Clock;
  readonly #tips = new BoundedMap<StreamName, number>(REMEMBERED_TIPS);
  readonly #instants = new Instants();
  #closed = false;

  private constructor(lock: FolderLock, writer: WriterThread, log: SqliteLogReader, clock: Clock) {
    this.#lock = lock;
    this.#writer = writer;
    this.#log = log;
    this.#clock = clock;
  }

  /**
   * Opens the log, or lays out a new one.
   * @throws Error when the folder is in use, or the file is no log or one of another format
   */
  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const lock = lockFolder(dirname(options.file));
    try {
      const writer = await WriterThread.start(options.file, options.onFailure);
      return new SqliteEventStore(lock, writer, new SqliteLogReader(options.file), options.clock);
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
    const { eventIds, answered } = this.#send(stream, facts, expected, context);
    const answer = await answered;
    const { commandId } = context;
    switch (answer.kind) {
      case 'recorded': {
        const revision = (expected === 'none' ? NO_REVISION : expected) + eventIds.length;
        this.#remember(stream, revision);
        this.#log.advanced(answer.position);
        return this.#receipt(commandId, stream, eventIds, revision, answer.position, answer.recordedAt);
      }
      case 'repeated': {
        const { eventIds, revision, position, recordedAt } = answer;
        return this.#receipt(commandId, stream, eventIds, revision, position, recordedAt);
      }
      case 'reused':
        throw new CommandReused(stream, commandId);
      case 'wrong-revision':
        throw new WrongRevision(stream, expected, answer.actual === NO_REVISION ? 'none' : answer.actual);
    }
  }

  /** Apart from `append`, so that the facts' bytes do not wait with it for the answer. */
  #send(
    stream: StreamName,
    facts: readonly AnyFact[],
    expected: ExpectedRevision,
    context: CommandContext,
  ): { eventIds: readonly string[]; answered: Promise<AppendAnswer> } {
    const prepared = prepareAppend(stream, facts, expected, context);
    const answered = this.#writer.append(stream, prepared, expected, context, this.#clock);
    return { eventIds: prepared.map(({ id }) => id), answered };
  }

  #receipt(
    commandId: string,
    stream: StreamName,
    eventIds: readonly string[],
    revision: number,
    position: number,
    recordedAt: number,
  ): Receipt {
    return {
      commandId,
      stream,
      eventIds,
      revision,
      position: positionFrom(position),
      recordedAt: this.#instants.of(recordedAt),
    };
  }

  async readStream(stream: StreamName, from = 0): Promise<readonly Recorded[]> {
    this.#checkOpen();
    const tip = this.#tips.get(stream);
    if (tip !== undefined && from > tip) return [];
    const events = await this.#log.readStream(stream, from);
    const last = events.at(-1);
    if (last) this.#remember(stream, last.revision);
    return events;
  }

  readAll(options: {
    after: Position | null;
    limit: number;
    streamPrefixes?: readonly string[];
  }): Promise<LogPage> {
    return this.#log.readAll(options);
  }

  subscribe(options: SubscriptionOptions): AsyncIterable<LogMessage> {
    return this.#log.subscribe(options);
  }

  head(): Promise<Position | null> {
    return this.#log.head();
  }

  positionAt(streamPrefix: string, at: Instant): Promise<Position | null> {
    return this.#log.positionAt(streamPrefix, at);
  }

  /** Waits for the appends that are on their way, ends all subscriptions and gives the folder back. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writer.close();
    await this.#log.close();
    this.#lock.release();
  }

  /** A read may come back after an append that it did not see: a tip never goes back. */
  #remember(stream: StreamName, revision: number): void {
    const tip = this.#tips.get(stream);
    if (tip === undefined || tip < revision) this.#tips.set(stream, revision);
  }

  #checkOpen(): void {
    if (this.#closed) throw new StoreUnavailable('The event store is closed');
  }
}
