import { Buffer } from 'node:buffer';
import { type BinaryEventData, binaryEvent, type RecordedEvent } from '@eventstore/db-client';
import {
  CHAIN_START,
  canonicalJson,
  chainedMetadata,
  chainHash,
  type Clock,
  type CommandContext,
  idFrom,
  type Instant,
  instant,
  type Metadata,
  type Recorded,
  type StreamName,
} from '#kernel';
import type { ExpectedRevision } from '../event-store.ts';
import type { PreparedFact } from '../prepare-append.ts';
import { positionOf } from './log-position.ts';

/** What the next append to a stream must know of the event before it. */
export interface Tip {
  readonly chain: string;
  readonly recordedAt: Instant;
}

/** The tip of a stream that has no events. */
export const BEFORE_FIRST: Tip = { chain: CHAIN_START, recordedAt: instant(0) };

/** An append as it goes to the server: made once, and sent again byte for byte. */
export interface Proposal {
  readonly events: readonly BinaryEventData[];
  readonly eventIds: readonly string[];
  /** The revision of the last event, once recorded. */
  readonly revision: number;
  /** The stream's tip, once recorded. */
  readonly tip: Tip;
}

/** Our envelope as EventStoreDB's event metadata holds it: canonical JSON. */
interface StoredMetadata extends Metadata {
  readonly eventId: string;
}

/**
 * Gives prepared facts their envelope: the time, never before the tip's, and the chain from the tip on.
 *
 * EventStoreDB compares ids only, so an append with the same ids and other content would be answered as if it
 * had been recorded. The ids on the wire therefore stand for the content: they are derived from the chain hash
 * of the append's last event, which covers every byte of it. Our own event ids travel in the metadata.
 */
export function propose(
  stream: StreamName,
  facts: readonly PreparedFact[],
  expected: ExpectedRevision,
  context: CommandContext,
  before: Tip,
  clock: Clock,
): Proposal {
  const recordedAt = instant(Math.max(clock.now(), Date.parse(before.recordedAt)));
  const envelope = {
    ...context,
    recordedAt,
    schema: 1 as const,
    ...(clock.simulated && { simulated: true as const }),
  };
  const metadataJson = chainedMetadata({ ...envelope, chain: '' });
  const first = expected === 'none' ? 0 : expected + 1;
  let { chain } = before;
  const chains = facts.map((fact, index) => {
    chain = chainHash(chain, { ...fact, stream, revision: first + index, metadataJson });
    return chain;
  });
  const events = facts.map((fact, index) => {
    const stored: StoredMetadata = { ...envelope, chain: chains[index]!, eventId: fact.id };
    return binaryEvent({
      id: idFrom(chain, index),
      type: fact.type,
      data: Uint8Array.from(Buffer.from(fact.dataJson)),
      // bytes, and not a Buffer: the client would take that for an object and write it as JSON once more
      metadata: Uint8Array.from(Buffer.from(canonicalJson(stored))),
    });
  });
  return {
    events,
    eventIds: facts.map((fact) => fact.id),
    revision: first + facts.length - 1,
    tip: { chain, recordedAt },
  };
}

/** An event in one of our streams that we did not write: nothing in it can be relied on. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}

/**
 * The event as the port gives it.
 * @throws UnreadableEvent
 */
export function recordedFrom(event: RecordedEvent): Recorded {
  const stored = event.metadata as Partial<StoredMetadata> | Uint8Array | undefined;
  if (!stored || stored instanceof Uint8Array || stored.eventId === undefined || !event.position) {
    throw new UnreadableEvent(
      `${event.streamId} holds an event at revision ${event.revision} (${event.type}) that Zhurnal did not write`,
    );
  }
  const { eventId, ...metadata } = stored as StoredMetadata;
  return {
    id: eventId,
    type: event.type,
    data: dataOf(event),
    stream: event.streamId,
    revision: Number(event.revision),
    position: positionOf(event.position),
    metadata,
  };
}

/** The tip that this event is. */
export const tipOf = ({ metadata }: Recorded): Tip => ({
  chain: metadata.chain,
  recordedAt: metadata.recordedAt,
});

function dataOf({ data }: RecordedEvent): object {
  if (!(data instanceof Uint8Array)) return data as object;
  return JSON.parse(Buffer.from(data.buffer, data.byteOffset, data.length).toString('utf8')) as object;
}
