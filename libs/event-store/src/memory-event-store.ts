import {
  type AnyFact,
  CHAIN_START,
  canonicalJson,
  chainedMetadata,
  chainHash,
  type Clock,
  type CommandContext,
  comparePositions,
  type Instant,
  instant,
  type Metadata,
  type Position,
  positionFrom,
  type Recorded,
  type StreamName,
} from '#kernel';
import { CommandReused, WrongRevision } from './errors.ts';
import type {
  EventStore,
  ExpectedRevision,
  LogMessage,
  LogPage,
  Receipt,
  SubscriptionOptions,
} from './event-store.ts';
import { prepareAppend } from './prepare-append.ts';

/** The log in an array: for tests of what stands on the port, and the model that the adapters are held to. */
export class MemoryEventStore implements EventStore {
  readonly #log: Recorded[] = [];
  readonly #streams = new Map<string, Recorded[]>();
  readonly #clock: Clock;
  #wake: (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async append(
    stream: StreamName,
    facts: readonly AnyFact[],
    expected: ExpectedRevision,
    context: CommandContext,
  ): Promise<Receipt> {
    const prepared = prepareAppend(stream, facts, expected, context);
    const events = this.#streams.get(stream) ?? [];
    const done = events.filter((event) => event.metadata.commandId === context.commandId);
    if (done.length > 0) {
      if (done[0]!.metadata.fingerprint !== context.fingerprint)
        throw new CommandReused(stream, context.commandId);
      return receiptOf(done);
    }
    const actual = events.length === 0 ? 'none' : events.length - 1;
    if (actual !== expected) throw new WrongRevision(stream, expected, actual);
    const last = this.#log.at(-1);
    const now = Math.max(this.#clock.now(), last ? Date.parse(last.metadata.recordedAt) : 0);
    const recorded: Recorded[] = [];
    let chain = events.at(-1)?.metadata.chain ?? CHAIN_START;
    for (const [index, fact] of prepared.entries()) {
      const metadata: Metadata = {
        ...context,
        recordedAt: instant(now),
        schema: 1,
        chain: '',
        ...(this.#clock.simulated ? { simulated: true as const } : {}),
      };
      const revision = events.length + index;
      const metadataJson = chainedMetadata(metadata);
      chain = chainHash(chain, { ...fact, stream, revision, metadataJson });
      recorded.push({
        id: fact.id,
        type: fact.type,
        data: JSON.parse(fact.dataJson) as object,
        stream,
        revision,
        position: positionFrom(this.#log.length + index + 1),
        metadata: JSON.parse(canonicalJson({ ...metadata, chain })) as Metadata,
      });
    }
    this.#log.push(...recorded);
    this.#streams.set(stream, [...events, ...recorded]);
    for (const wake of this.#wake.splice(0)) wake();
    return receiptOf(recorded);
  }

  async readStream(stream: StreamName, from = 0): Promise<readonly Recorded[]> {
    return (this.#streams.get(stream) ?? []).slice(from);
  }

  async readAll(options: {
    after: Position | null;
    limit: number;
    streamPrefixes?: readonly string[];
  }): Promise<LogPage> {
    const scanned = this.#log
      .filter((event) => comparePositions(event.position, options.after) > 0)
      .slice(0, options.limit);
    const next = scanned.at(-1)?.position ?? options.after;
    return {
      events: scanned.filter((event) => matches(event.stream, options.streamPrefixes)),
      next,
      end: comparePositions(next, this.#log.at(-1)?.position ?? null) >= 0,
    };
  }

  async *subscribe(options: SubscriptionOptions): AsyncIterable<LogMessage> {
    let after = options.after;
    let live = false;
    while (!options.signal.aborted) {
      const page = await this.readAll({ ...options, after, limit: options.maxBatch ?? 1_000 });
      if (page.events.length > 0) yield { kind: 'events', events: page.events };
      if (options.signal.aborted) return;
      if (page.next !== null && page.next !== after) yield { kind: 'checkpoint', position: page.next };
      if (options.signal.aborted) return;
      after = page.next;
      if (!page.end) continue;
      if (!live) yield { kind: 'caught-up' };
      live = true;
      if (comparePositions(after, await this.head()) >= 0) await this.#appended(options.signal);
    }
  }

  async head(): Promise<Position | null> {
    return this.#log.at(-1)?.position ?? null;
  }

  async positionAt(streamPrefix: string, at: Instant): Promise<Position | null> {
    return (
      this.#log.findLast((event) => event.stream.startsWith(streamPrefix) && event.metadata.recordedAt <= at)
        ?.position ?? null
    );
  }

  async close(): Promise<void> {}

  /** Resolves at the next append, or when the signal aborts. */
  #appended(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const woken = (): void => {
        signal.removeEventListener('abort', woken);
        resolve();
      };
      this.#wake.push(woken);
      signal.addEventListener('abort', woken, { once: true });
    });
  }
}

const matches = (stream: string, prefixes: readonly string[] | undefined): boolean =>
  prefixes === undefined || prefixes.some((prefix) => stream.startsWith(prefix));

/** The receipt of the command that recorded these events. */
function receiptOf(events: readonly Recorded[]): Receipt {
  const last = events.at(-1)!;
  return {
    commandId: last.metadata.commandId,
    stream: last.stream,
    eventIds: events.map((event) => event.id),
    revision: last.revision,
    position: last.position,
    recordedAt: last.metadata.recordedAt,
  };
}
