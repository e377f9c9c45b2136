import { type Instant, isStreamName, orderOf, type Position, type Recorded, type StreamName } from '#kernel';
import { StoreUnavailable } from '../errors.ts';
import type { LogPage } from '../event-store.ts';
import type { Connection } from './connection.ts';
import { recordedFrom, tipOf } from './envelope.ts';
import { isPassing, reasonOf } from './failure.ts';
import { positionOf } from './log-position.ts';
import { pause } from './pause.ts';
import type { StreamTips } from './stream-tips.ts';
import { backoff, type Timings } from './timings.ts';
import type { Report } from './trouble.ts';

/** What reading stands on; shared with the rest of the adapter. */
export interface ReadingParts {
  readonly connection: Connection;
  readonly tips: StreamTips;
  readonly timings: Timings;
  readonly report: Report;
  readonly closing: AbortSignal;
}

/**
 * How many records are looked at, step by step, for the last one of ours. Behind it only the server's own
 * records can stand, and few.
 */
const HEAD_STEPS = [1, 255, 4_096];

/** Reads of streams and of the log. What fails in passing is read again, until the time is up. */
export class Reading {
  readonly #parts: ReadingParts;

  constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  /** A stream's events from a revision on. `patient: false`: one attempt. */
  stream(stream: StreamName, from: number, { patient } = { patient: true }): Promise<Recorded[]> {
    return this.#again(`read of ${stream}`, patient, async () => {
      const events: Recorded[] = [];
      for await (const event of this.#parts.connection.readStream(stream, from))
        events.push(recordedFrom(event));
      const last = events.at(-1);
      if (last) this.#parts.tips.remember(stream, last.revision, tipOf(last));
      return events;
    });
  }

  /** The last event of a stream, or null. */
  lastOf(stream: StreamName): Promise<Recorded | null> {
    return this.#again(`read of the end of ${stream}`, true, async () => {
      const event = await this.#parts.connection.lastOf(stream);
      return event && recordedFrom(event);
    });
  }

  /**
   * See EventStore.readAll: so many records after the position are looked at. The server's own read starts with
   * the position's own event and takes no filter, so both are seen to here.
   */
  page(after: Position | null, limit: number, streamPrefixes?: readonly string[]): Promise<LogPage> {
    return this.#again('read of the log', true, async () => {
      const events: Recorded[] = [];
      let next = after;
      let scanned = 0;
      // the position's own event, the page, and one record that tells whether there is more
      for await (const event of this.#parts.connection.readForwards(after, limit + 2)) {
        if (after !== null && event.position.commit <= orderOf(after)) continue;
        if (scanned === limit) return { events, next, end: false };
        scanned += 1;
        next = positionOf(event.position);
        if (isOurs(event.streamId, streamPrefixes)) events.push(recordedFrom(event));
      }
      return { events, next, end: true };
    });
  }

  /** See EventStore.head. The server's own records are not of our log. */
  head(): Promise<Position | null> {
    return this.#again('read of the head of the log', true, async () => {
      let from: Position | null = null;
      for (const count of HEAD_STEPS) {
        let received = 0;
        for await (const event of this.#parts.connection.readBackwards(from, count)) {
          received += 1;
          from = positionOf(event.position);
          if (isOurs(event.streamId)) return from;
        }
        if (received < count) return null;
      }
      return from;
    });
  }

  /** See EventStore.positionAt: $all backwards until the first match. */
  positionAt(streamPrefix: string, at: Instant): Promise<Position | null> {
    let from: Position | null = null;
    return this.#again(`search for the position at ${at}`, true, async () => {
      for await (const event of this.#parts.connection.readBackwards(from)) {
        from = positionOf(event.position);
        if (!isOurs(event.streamId, [streamPrefix])) continue;
        if (recordedFrom(event).metadata.recordedAt <= at) return from;
      }
      return null;
    });
  }

  /** @throws StoreUnavailable when the time is up; what the server refuses is thrown as it comes */
  async #again<Answer>(what: string, patient: boolean, attempt: () => Promise<Answer>): Promise<Answer> {
    const { timings, report, closing } = this.#parts;
    const giveUpAt = performance.now() + timings.readGiveUpMs;
    for (let failures = 1; ; failures += 1) {
      if (closing.aborted) throw new StoreUnavailable(`EventStoreDB, ${what}: the store was closed`);
      try {
        return await attempt();
      } catch (error) {
        if (!isPassing(error)) throw error;
        const reason = reasonOf(error);
        const wait = backoff(failures, timings);
        if (!patient || performance.now() + wait > giveUpAt) {
          throw new StoreUnavailable(`EventStoreDB, ${what}: ${reason}`);
        }
        report({ kind: 'read-retried', what, reason });
        await pause(wait, closing);
      }
    }
  }
}

/** Whether a stream is one of ours, and one that was asked for. The server's own and foreign ones are not. */
export const isOurs = (stream: StreamName, prefixes?: readonly string[]): boolean =>
  isStreamName(stream) && (prefixes === undefined || prefixes.some((prefix) => stream.startsWith(prefix)));
