import {
  type AllStreamResolvedEvent,
  type Filter,
  type Position as CommitAndPrepare,
  streamNameFilter,
} from '@eventstore/db-client';
import { comparePositions, type Position, type Recorded } from '#kernel';
import type { LogMessage, SubscriptionOptions } from '../event-store.ts';
import { type Connection, ignoreSecondError } from './connection.ts';
import { recordedFrom, UnreadableEvent } from './envelope.ts';
import { NoAnswer, reasonOf } from './failure.ts';
import { positionOf } from './log-position.ts';
import { pause } from './pause.ts';
import { isOurs } from './reading.ts';
import { backoff, type Timings } from './timings.ts';
import type { Report } from './trouble.ts';

const DEFAULT_BATCH = 1_000;

/** The server sends a checkpoint after so many times 32 scanned events. */
const CHECKPOINT_INTERVAL = 8;

/** Lets our streams through and none of the server's own: those begin with a dollar. */
const OUR_NAMES = '^[0-9a-f]{2}\\.';

/** What the client hands over, in one order: our marks are pushed in between its events. */
type Fed = AllStreamResolvedEvent | Mark;

class Mark {
  constructor(readonly checkpoint: Position | null) {}
}

const CAUGHT_UP = new Mark(null);

/** What subscribing stands on. */
export interface SubscribingParts {
  readonly connection: Connection;
  readonly timings: Timings;
  readonly report: Report;
}

/**
 * A subscription that lasts: a catch-up subscription of the client's, made anew whenever it ends, from where
 * the reader was. Every end is a drop, whatever the client calls it.
 */
export class Subscription {
  readonly #parts: SubscribingParts;
  readonly #options: SubscriptionOptions;
  #after: Position | null;
  #caughtUp = false;
  #idle: () => boolean = () => false;

  constructor(parts: SubscribingParts, options: SubscriptionOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#after = options.after;
  }

  get streamPrefixes(): readonly string[] | null {
    return this.#options.streamPrefixes ?? null;
  }

  /** The last event or checkpoint that was handed over and came back for more. */
  get handled(): Position | null {
    return this.#after;
  }

  /** Caught up, and nothing since that the reader has not dealt with. */
  get atRest(): boolean {
    return this.#caughtUp && this.#idle();
  }

  /** See EventStore.subscribe. */
  async *messages(): AsyncGenerator<LogMessage> {
    const { timings, report } = this.#parts;
    const { signal } = this.#options;
    let failures = 0;
    while (!signal.aborted) {
      let reason = 'the server ended it';
      try {
        for await (const message of this.#once()) {
          failures = 0;
          if (message.kind === 'caught-up') this.#caughtUp = true;
          yield message;
          if (message.kind === 'events') this.#after = message.events.at(-1)!.position;
          if (message.kind === 'checkpoint') this.#after = message.position;
        }
      } catch (error) {
        if (error instanceof UnreadableEvent) throw error;
        reason = reasonOf(error);
      }
      this.#caughtUp = false;
      if (signal.aborted) return;
      failures += 1;
      report({ kind: 'subscription-dropped', reason });
      yield { kind: 'dropped', reason };
      await pause(backoff(failures, timings), signal);
    }
  }

  /** One life of it. Nothing between the making of the feed and its iteration may wait. */
  async *#once(): AsyncGenerator<LogMessage> {
    const { connection, timings } = this.#parts;
    const { signal, maxBatch = DEFAULT_BATCH } = this.#options;
    const feed = connection.subscribe(this.#after, this.#filter(), maxBatch);
    feed.on('error', ignoreSecondError);
    feed.on('caughtUp', () => feed.push(CAUGHT_UP));
    const unconfirmed = setTimeout(() => {
      feed.destroy(new NoAnswer('subscription', timings.confirmMs));
    }, timings.confirmMs);
    feed.once('confirmation', () => clearTimeout(unconfirmed));
    const end = () => feed.destroy();
    signal.addEventListener('abort', end, { once: true });
    let waiting = false;
    this.#idle = () => waiting && feed.readableLength === 0;

    let live = false;
    let events: Recorded[] = [];
    let checkpoint: Position | null = null;
    try {
      waiting = true;
      for await (const fed of feed as AsyncIterable<Fed>) {
        waiting = false;
        if (fed instanceof Mark) {
          checkpoint = fed.checkpoint ?? checkpoint;
        } else if (fed.event && isOurs(fed.event.streamId, this.#options.streamPrefixes)) {
          events.push(recordedFrom(fed.event));
          checkpoint = null; // what comes after a checkpoint makes it old
        }
        live ||= fed === CAUGHT_UP;
        // until it has caught up the server always sends on, so batches may fill; then nothing may wait
        const more = feed.readableLength > 0 || (!live && !(fed instanceof Mark));
        if (more && fed !== CAUGHT_UP && events.length < maxBatch) continue;
        if (events.length > 0) yield { kind: 'events', events };
        // behind its events, never before them: a reader that saved it and died would lose what was buffered
        if (checkpoint && comparePositions(checkpoint, this.#after) > 0) {
          yield { kind: 'checkpoint', position: checkpoint };
        }
        if (fed === CAUGHT_UP) yield { kind: 'caught-up' };
        events = [];
        checkpoint = null;
        waiting = true;
      }
    } finally {
      this.#idle = () => false;
      clearTimeout(unconfirmed);
      signal.removeEventListener('abort', end);
      feed.unsubscribe().catch(ignoreSecondError);
      feed.destroy();
    }
  }

  #filter(): Filter {
    const { streamPrefixes } = this.#options;
    const checkpoints = {
      checkpointInterval: CHECKPOINT_INTERVAL,
      // pushed behind the events that the client has buffered: it calls this some sixteen events early
      checkpointReached: (feed: { push(mark: Mark): boolean }, position: CommitAndPrepare) => {
        feed.push(new Mark(positionOf(position)));
      },
    };
    return streamPrefixes
      ? streamNameFilter({ prefixes: [...streamPrefixes], ...checkpoints })
      : streamNameFilter({ regex: OUR_NAMES, ...checkpoints });
  }
}
