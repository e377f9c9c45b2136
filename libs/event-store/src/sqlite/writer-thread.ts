import { Worker } from 'node:worker_threads';
import type { Clock, CommandContext, StreamName } from '#kernel';
import { AppendUncertain, StoreUnavailable } from '../errors.ts';
import type { ExpectedRevision } from '../event-store.ts';
import type { PreparedFact } from '../prepare-append.ts';
import { type AppendAnswer, type AppendBatch, packAppend, unpackAnswers } from './append-batch.ts';
import { writerFile } from './built-file.ts';
import type { FromWriter, ToWriter } from './writer-messages.ts';

/**
 * How many messages may be on their way at once. With two, the thread has the next batch at hand while this
 * side takes in the answers to the last; more would only make the batches, and so the transactions, smaller.
 */
const FLIGHTS = 2;
/** The most that one message may hold, so that a long queue makes several transactions. */
const BATCH_FACTS = 1_000;
const BATCH_LETTERS = 4 * 1024 * 1024;

interface Waiting {
  resolve(answer: AppendAnswer): void;
  reject(error: Error): void;
}

/** Appends that travel in one message and are made durable together. */
class Flight {
  batch: AppendBatch = [];
  readonly waiting: Waiting[] = [];
  facts = 0;
  letters = 0;

  get full(): boolean {
    return this.facts >= BATCH_FACTS || this.letters >= BATCH_LETTERS;
  }
}

/** The owner's side of the writer's thread: gathers appends into messages, and hands out the answers. */
export class WriterThread {
  readonly #worker: Worker;
  readonly #onFailure: (error: StoreUnavailable) => void;
  readonly #exited: Promise<void>;
  #queue: Flight[] = [];
  #flying: Flight[] = [];
  #sending = false;
  #closing = false;
  #failure: StoreUnavailable | null = null;
  #idle: (() => void) | null = null;

  private constructor(worker: Worker, onFailure: (error: StoreUnavailable) => void) {
    this.#worker = worker;
    this.#onFailure = onFailure;
    this.#exited = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#fail('the thread ended', this.#flying.length);
        resolve();
      });
    });
    worker.on('message', (message: FromWriter) => this.#take(message));
    worker.on('error', (error) => this.#fail(error.message, this.#flying.length));
  }

  /**
   * Opens the log in a thread of its own.
   * @param onFailure Called once if the log can no longer be written.
   * @throws Error when the file cannot be opened or is no log of ours
   */
  static async start(file: string, onFailure: (error: StoreUnavailable) => void): Promise<WriterThread> {
    const worker = new Worker(writerFile(), { workerData: { file }, execArgv: [] });
    const first = await new Promise<FromWriter>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    if (first.kind === 'open') return new WriterThread(worker, onFailure);
    throw new Error(first.kind === 'not-opened' ? first.reason : 'The writer did not open the log');
  }

  /** @throws StoreUnavailable, AppendUncertain */
  append(
    stream: StreamName,
    facts: readonly PreparedFact[],
    expected: ExpectedRevision,
    context: CommandContext,
    clock: Clock,
  ): Promise<AppendAnswer> {
    if (this.#failure) return Promise.reject(this.#failure);
    let flight = this.#queue.at(-1);
    if (!flight || flight.full) {
      flight = new Flight();
      this.#queue.push(flight);
    }
    packAppend(flight.batch, stream, facts, expected, context, clock);
    flight.facts += facts.length;
    for (const fact of facts) flight.letters += fact.dataJson.length;
    const { waiting } = flight;
    this.#sendSoon();
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  /** Waits for what is on its way, then closes the log. */
  async close(): Promise<void> {
    if (!this.#failure && (this.#queue.length > 0 || this.#flying.length > 0)) {
      await new Promise<void>((resolve) => (this.#idle = resolve));
    }
    this.#closing = true;
    if (this.#failure) await this.#worker.terminate();
    else this.#worker.postMessage('close' satisfies ToWriter);
    await this.#exited;
  }

  /** Sends once everybody who was just answered has had the chance to append again. */
  #sendSoon(): void {
    if (this.#sending) return;
    this.#sending = true;
    process.nextTick(() => {
      this.#sending = false;
      while (this.#flying.length < FLIGHTS && this.#queue.length > 0) {
        const flight = this.#queue.shift()!;
        this.#flying.push(flight);
        this.#worker.postMessage(flight.batch satisfies ToWriter);
        // The thread has its own copy: what waits for an answer should weigh little on the collector.
        flight.batch = [];
      }
      if (this.#flying.length === 0) this.#idle?.();
    });
  }

  #take(message: FromWriter): void {
    if (message.kind === 'answers') {
      for (const answers of message.answers) {
        const { waiting } = this.#flying.shift()!;
        let next = 0;
        for (const answer of unpackAnswers(answers)) waiting[next++]!.resolve(answer);
      }
      this.#sendSoon();
    } else if (message.kind === 'failed') {
      this.#fail(message.reason, message.batches);
    }
  }

  /** @param inDoubt How many of the flights were in the transaction that went wrong. */
  #fail(reason: string, inDoubt: number): void {
    if (this.#failure || (this.#closing && this.#flying.length === 0)) return;
    const failure = new StoreUnavailable(`The log can no longer be written: ${reason}`);
    this.#failure = failure;
    const uncertain = new AppendUncertain(`It is not known whether this was recorded: ${reason}`);
    for (const [index, { waiting }] of [...this.#flying, ...this.#queue].entries()) {
      for (const append of waiting) append.reject(index < inDoubt ? uncertain : failure);
    }
    this.#flying = [];
    this.#queue = [];
    this.#idle?.();
    this.#onFailure(failure);
  }
}
