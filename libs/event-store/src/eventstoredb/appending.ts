import { ErrorType } from '@eventstore/db-client';
import type { AnyFact, Clock, CommandContext, Position, StreamName } from '#kernel';
import {
  AppendTooLarge,
  AppendUncertain,
  CommandReused,
  InvalidAppend,
  StoreUnavailable,
  WrongRevision,
} from '../errors.ts';
import { type ExpectedRevision, MAX_APPEND_BYTES, type Receipt } from '../event-store.ts';
import { prepareAppend } from '../prepare-append.ts';
import type { Connection } from './connection.ts';
import { BEFORE_FIRST, type Proposal, propose, type Tip, tipOf } from './envelope.ts';
import { failureOf, reasonOf } from './failure.ts';
import type { Reading } from './reading.ts';
import type { StreamTips } from './stream-tips.ts';
import { backoff, type Timings } from './timings.ts';
import type { Report } from './trouble.ts';
import { pause } from './pause.ts';

/** What appending stands on; shared with the rest of the adapter. */
export interface AppendingParts {
  readonly connection: Connection;
  readonly reading: Reading;
  readonly tips: StreamTips;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly report: Report;
  /** Aborted when the store is closed. */
  readonly closing: AbortSignal;
}

/**
 * Appends, always at an exact revision, and finds out what became of them: an answer that was lost is settled
 * by looking for the command in its stream and by sending the same bytes again at the same revision; a conflict
 * is looked into before it is called one.
 */
export class Appending {
  readonly #parts: AppendingParts;

  constructor(parts: AppendingParts) {
    this.#parts = parts;
  }

  /** See EventStore.append. */
  async append(
    stream: StreamName,
    facts: readonly AnyFact[],
    expected: ExpectedRevision,
    context: CommandContext,
  ): Promise<Receipt> {
    const prepared = prepareAppend(stream, facts, expected, context);
    const tip = await this.#tipAt(stream, expected);
    if (tip === null) return this.#conflict(stream, expected, context);
    const proposal = propose(stream, prepared, expected, context, tip, this.#parts.clock);
    const position = await this.#send(stream, proposal, expected, context);
    if (typeof position !== 'string') return position;
    this.#parts.tips.remember(stream, proposal.revision, proposal.tip);
    return {
      commandId: context.commandId,
      stream,
      eventIds: proposal.eventIds,
      revision: proposal.revision,
      position,
      recordedAt: proposal.tip.recordedAt,
    };
  }

  /**
   * Sends until the answer is known or the time is up.
   * @returns the position of the last event, or the receipt of the command when the stream held it already
   */
  async #send(
    stream: StreamName,
    { events }: Proposal,
    expected: ExpectedRevision,
    context: CommandContext,
  ): Promise<Position | Receipt> {
    const { connection, timings, report, closing } = this.#parts;
    const giveUpAt = performance.now() + timings.appendGiveUpMs;
    let uncertain = false;
    for (let attempt = 1; ; attempt += 1) {
      let reason: string;
      try {
        return await connection.append(stream, events, expected);
      } catch (error) {
        if ((error as { type?: unknown }).type === ErrorType.WRONG_EXPECTED_VERSION) {
          return await this.#conflict(stream, expected, context, uncertain);
        }
        const failure = failureOf(error);
        if (failure === 'refused') throw refusal(stream, events, error);
        uncertain ||= failure === 'unknown';
        reason = reasonOf(error);
      }
      // most lost answers are answers to appends that stand: then there is nothing to wait for
      const receipt = uncertain ? await this.#receiptIfSeen(stream, context) : null;
      if (receipt) return receipt;
      const wait = uncertain ? timings.settleAfterMs : backoff(attempt, timings);
      if (closing.aborted || performance.now() + wait > giveUpAt) {
        if (uncertain)
          throw new AppendUncertain(
            `${stream}: it is unknown whether ${context.commandId} was recorded: ${reason}`,
          );
        throw new StoreUnavailable(`${stream}: EventStoreDB cannot be reached: ${reason}`);
      }
      report({ kind: 'append-retried', stream, attempt, uncertain, reason });
      await pause(wait, closing);
    }
  }

  /** The event at the expected revision; null when the stream's last event is another one. */
  async #tipAt(stream: StreamName, expected: ExpectedRevision): Promise<Tip | null> {
    if (expected === 'none') return BEFORE_FIRST;
    const known = this.#parts.tips.at(stream, expected);
    if (known) return known;
    const last = await this.#parts.reading.lastOf(stream);
    if (last?.revision !== expected) return null;
    this.#parts.tips.remember(stream, expected, tipOf(last));
    return tipOf(last);
  }

  /**
   * The tip is not where it was expected, and our append was not recorded by this attempt. A retry after a
   * conflict goes to a new revision, where the same events would be stored again: so the stream is asked first.
   * @throws WrongRevision, CommandReused, StoreUnavailable, AppendUncertain
   */
  async #conflict(
    stream: StreamName,
    expected: ExpectedRevision,
    context: CommandContext,
    uncertain = false,
  ): Promise<Receipt> {
    try {
      const { receipt, tip } = await this.#find(stream, context);
      if (receipt) return receipt;
      throw new WrongRevision(stream, expected, tip);
    } catch (error) {
      const known = error instanceof WrongRevision || error instanceof CommandReused;
      if (known || !uncertain) throw error;
      throw new AppendUncertain(
        `${stream}: it is unknown whether ${context.commandId} was recorded: ${reasonOf(error)}`,
      );
    }
  }

  /** The command's receipt if the stream shows it; null also when the stream cannot be read now. */
  async #receiptIfSeen(stream: StreamName, context: CommandContext): Promise<Receipt | null> {
    try {
      return (await this.#find(stream, context, { patient: false })).receipt;
    } catch (error) {
      if (error instanceof CommandReused) throw error;
      return null;
    }
  }

  /** Looks for the command in its stream. */
  async #find(
    stream: StreamName,
    context: CommandContext,
    patience = { patient: true },
  ): Promise<{ receipt: Receipt | null; tip: ExpectedRevision }> {
    const events = await this.#parts.reading.stream(stream, 0, patience);
    const done = events.filter((event) => event.metadata.commandId === context.commandId);
    const last = done.at(-1);
    if (last && last.metadata.fingerprint !== context.fingerprint) {
      throw new CommandReused(stream, context.commandId);
    }
    const receipt = last && {
      commandId: context.commandId,
      stream,
      eventIds: done.map((event) => event.id),
      revision: last.revision,
      position: last.position,
      recordedAt: last.metadata.recordedAt,
    };
    return { receipt: receipt ?? null, tip: events.at(-1)?.revision ?? 'none' };
  }
}

/** What the server said no to, in the port's words. */
function refusal(stream: StreamName, events: Proposal['events'], error: unknown): Error {
  const { type } = error as { type?: unknown };
  if (type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) {
    const bytes = events.reduce((sum, { data }) => sum + data.length, 0);
    return new AppendTooLarge(bytes, MAX_APPEND_BYTES);
  }
  if (type === ErrorType.STREAM_DELETED) {
    return new InvalidAppend(`${stream} was closed for ever in EventStoreDB (tombstoned)`);
  }
  return new StoreUnavailable(`${stream}: EventStoreDB refused an append: ${reasonOf(error)}`);
}
