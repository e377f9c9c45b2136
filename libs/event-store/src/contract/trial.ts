import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach } from '@jest/globals';
import {
  type AnyFact,
  type Clock,
  type CommandContext,
  comparePositions,
  newId,
  type Position,
  type Recorded,
  schoolPrefix,
  type StreamName,
  streamOf,
} from '#kernel';
import type {
  EventStore,
  ExpectedRevision,
  LogMessage,
  Receipt,
  SubscriptionOptions,
} from '../event-store.ts';

/** A clock that shows what the test says. Stores must ask it at every append. */
export class SettableClock implements Clock {
  ms: number;
  simulated = false;

  constructor(at: string) {
    this.ms = Date.parse(at);
  }

  now(): number {
    return this.ms;
  }

  set(at: string): void {
    this.ms = Date.parse(at);
  }
}

export interface OpenStore {
  readonly store: EventStore;
  readonly clock: SettableClock;
  reopen?(): Promise<EventStore>;
  close(): Promise<void>;
}

/** How long a test waits for messages of a subscription before it says what it got. */
const PATIENCE_MS = 20_000;

/** One test's store, a school of its own in it, and short words for what the tests do with both. */
export class Trial {
  store!: EventStore;
  clock!: SettableClock;
  school = '';
  /** What the names of the school's streams begin with. */
  prefix = '';
  /** The head of the log before the test: everything of the test comes after it. */
  start: Position | null = null;
  #opened!: OpenStore;

  async open(open: () => Promise<OpenStore>): Promise<void> {
    this.#opened = await open();
    this.store = this.#opened.store;
    this.clock = this.#opened.clock;
    this.clock.set('2026-09-01T06:00:00.000Z');
    this.clock.simulated = false;
    this.school = `school-${randomUUID()}`;
    this.prefix = schoolPrefix(this.school);
    this.start = await this.store.head();
  }

  async close(): Promise<void> {
    await this.#opened.close();
  }

  /** Closes the store and opens it again; false where nothing outlives the process. */
  async reopen(): Promise<boolean> {
    if (!this.#opened.reopen) return false;
    this.store = await this.#opened.reopen();
    return true;
  }

  stream(id: string, school = this.school): StreamName {
    return streamOf(school, 'lesson', id);
  }

  /** A teacher's command with an id of its own. */
  command(more: Partial<CommandContext> = {}): CommandContext {
    const commandId = newId();
    return {
      schoolId: this.school,
      actor: {
        accountId: '2f1f0f3a-6a34-4a3f-9c35-0f3f8f3ad001',
        personId: '2f1f0f3a-6a34-4a3f-9c35-0f3f8f3ad002',
        role: 'teacher',
        sessionId: '2f1f0f3a-6a34-4a3f-9c35-0f3f8f3ad003',
      },
      commandId,
      fingerprint: '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8',
      correlationId: commandId,
      causationId: commandId,
      ...more,
    };
  }

  append(
    id: string,
    expected: ExpectedRevision,
    facts: readonly AnyFact[] = [noted(0)],
    context = this.command(),
  ): Promise<Receipt> {
    return this.store.append(this.stream(id), facts, expected, context);
  }

  /** So many commands of one event each in one stream, numbered from 0. */
  async appendEach(id: string, count: number): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    for (let n = 0; n < count; n += 1) {
      receipts.push(await this.append(id, n === 0 ? 'none' : n - 1, [noted(n)]));
    }
    return receipts;
  }

  /** All events after a position, page by page. */
  async readOn(
    after: Position | null,
    limit = 1_000,
    streamPrefixes: readonly string[] | undefined = [this.prefix],
  ): Promise<Recorded[]> {
    const events: Recorded[] = [];
    for (let from = after; ;) {
      const page = await this.store.readAll({ after: from, limit, streamPrefixes });
      events.push(...page.events);
      if (page.end) return events;
      if (comparePositions(page.next, from) <= 0) throw new Error('A page before the end did not move on');
      from = page.next;
    }
  }

  /** Subscribes until the messages so far satisfy `enough`; the caller ends it no sooner. */
  async follow(
    options: Partial<SubscriptionOptions>,
    enough: (seen: Followed) => boolean,
    each: (message: LogMessage) => Promise<void> | void = () => {},
  ): Promise<Followed> {
    const stop = new AbortController();
    const impatience = setTimeout(() => stop.abort(), PATIENCE_MS);
    const seen = new Followed();
    try {
      for await (const message of this.store.subscribe({
        after: this.start,
        streamPrefixes: [this.prefix],
        ...options,
        signal: stop.signal,
      })) {
        seen.take(message);
        await each(message);
        if (enough(seen)) return seen;
      }
      throw new Error(`The subscription brought no more than ${JSON.stringify(seen.messages, null, 1)}`);
    } finally {
      clearTimeout(impatience);
      stop.abort();
    }
  }
}

/** What a subscription brought so far. */
export class Followed {
  readonly messages: LogMessage[] = [];
  readonly events: Recorded[] = [];
  checkpoint: Position | null = null;
  caughtUp = 0;

  take(message: LogMessage): void {
    this.messages.push(message);
    if (message.kind === 'events') this.events.push(...message.events);
    if (message.kind === 'checkpoint') this.checkpoint = message.position;
    if (message.kind === 'caught-up') this.caughtUp += 1;
  }
}

/** Gives every test of a group a store of its own. */
export function eachOn(open: () => Promise<OpenStore>): Trial {
  const trial = new Trial();
  beforeEach(() => trial.open(open));
  afterEach(() => trial.close());
  return trial;
}

/** A small fact with a number to know it by. */
export const noted = (n: number): AnyFact => ({ type: 'Noted', data: { n } });

export const notedFrom = (first: number, count: number): AnyFact[] =>
  Array.from({ length: count }, (_, index) => noted(first + index));

/** The numbers by which a test knows its events. */
export const numbersOf = (events: readonly Recorded[]): number[] =>
  events.map((event) => (event.data as { n: number }).n);

export const idsOf = (events: readonly Recorded[]): string[] => events.map((event) => event.id);
