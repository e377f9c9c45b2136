import type { ServerWritableStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import type { LogRecord } from './log.ts';
import { count, type NodeState } from './node-state.ts';
import { notHere, notLeader, notReady, Refusal, streamDeleted, unavailable, unknown } from './refusals.ts';
import { subscribe } from './subscribe.ts';

export type ReadCall = ServerWritableStream<messages.ReadReq, messages.ReadResp>;

/** Reads of a stream, reads of $all, and catch-up subscriptions to $all: one rpc, told apart by its options. */
export const readRpc =
  (node: NodeState) =>
  (call: ReadCall): void => {
    count(node, 'read');
    // a call that the client broke off has nobody to hear of errors
    call.on('error', () => {});
    respond(node, call).then(
      () => call.end(),
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        call.emit('error', error);
      },
    );
  };

async function respond(node: NodeState, call: ReadCall): Promise<void> {
  const options = call.request.getOptions();
  if (!options) throw unknown('Exception was thrown by handler.');
  if (!node.ready) throw notReady();
  if (node.faults.takeRead()) throw unavailable();
  if (call.metadata.get('requires-leader').length > 0 && node.faults.takeNotLeader()) {
    throw notLeader(node.relay.port);
  }
  if (options.getResolveLinks()) throw notHere('links');
  if (!options.getUuidOption()?.hasString()) throw notHere('structured uuids');
  if (options.hasSubscription()) {
    if (options.hasStream()) throw notHere('subscriptions to one stream');
    return subscribe(node, call, options);
  }
  // «`readAll` silently ignores `filter`»: the client never sends one
  if (options.hasFilter()) throw notHere('filtered reads');
  if (options.getCount() === '0') {
    // a read of no events from $all is never answered by a real server
    if (options.hasAll()) throw notHere('reads of no events from $all');
    // «`maxCount: 0`: UnknownError»
    throw unknown('Exception was thrown by handler.');
  }
  const limit = Number(options.getCount());
  const all = options.getAll();
  if (all) return send(node, call, fromAll(node, options, all, limit));
  const name = Buffer.from(options.getStream()!.getStreamIdentifier()!.getStreamName_asU8()).toString();
  if (node.log.isTombstoned(name)) throw streamDeleted(name);
  const records = node.log.stream(name);
  if (!records) {
    const notFound = new messages.ReadResp.StreamNotFound();
    notFound.setStreamIdentifier(options.getStream()!.getStreamIdentifier());
    call.write(new messages.ReadResp().setStreamNotFound(notFound));
    return;
  }
  return send(node, call, fromStream(records, options, limit));
}

const isBackwards = (options: messages.ReadReq.Options): boolean =>
  options.getReadDirection() === messages.ReadReq.Options.ReadDirection.BACKWARDS;

/** «Past the end, truncated, expired: empty.» */
function fromStream(
  records: readonly LogRecord[],
  options: messages.ReadReq.Options,
  limit: number,
): LogRecord[] {
  const stream = options.getStream()!;
  const from = stream.hasRevision() ? Number(stream.getRevision()) : stream.hasEnd() ? Infinity : 0;
  if (isBackwards(options)) {
    const backwards = records.filter((record) => stream.hasStart() || record.revision <= from).reverse();
    return backwards.slice(0, limit);
  }
  return records.filter((record) => record.revision >= from).slice(0, limit);
}

/** «`readAll` forwards from a position is inclusive, backwards excludes it.» */
function* fromAll(
  { log }: NodeState,
  options: messages.ReadReq.Options,
  all: messages.ReadReq.Options.AllOptions,
  limit: number,
): Generator<LogRecord> {
  const end = log.committed;
  const from = all.hasStart() ? 0 : all.hasEnd() ? end : placeOf(log, all.getPosition()!);
  if (isBackwards(options)) {
    for (let index = from - 1; index >= Math.max(0, from - limit); index -= 1) yield log.at(index);
  } else {
    for (let index = from; index < Math.min(end, from + limit); index += 1) yield log.at(index);
  }
}

/**
 * Where a position stands in $all. «A position off a record's boundary: UnknownError code 2. A position past
 * the end: accepted.»
 */
export function placeOf(log: NodeState['log'], position: messages.ReadReq.Options.Position): number {
  const commit = BigInt(position.getCommitPosition());
  const index = log.indexOf(commit);
  if (index < log.committed && log.at(index).commit !== commit) {
    throw unknown('Unexpected ReadAllResult: Error');
  }
  return index;
}

async function send(node: NodeState, call: ReadCall, records: Iterable<LogRecord>): Promise<void> {
  const breakAfter = node.faults.takeBreak();
  let sent = 0;
  for (const record of records) {
    if (call.cancelled) return;
    if (sent === breakAfter) throw unavailable();
    await write(call, eventOf(record));
    sent += 1;
  }
}

/** Writes one message, and waits while the client takes no more. */
export async function write(call: ReadCall, response: messages.ReadResp): Promise<void> {
  if (call.write(response) || call.cancelled) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      call.off('drain', go);
      call.off('cancelled', go);
      resolve();
    };
    call.on('drain', go);
    call.on('cancelled', go);
  });
}

const TICKS_PER_MS = 10_000n;

/** A record as reads and subscriptions bring it. */
export function eventOf(record: LogRecord): messages.ReadResp {
  const id = new shared.UUID();
  id.setString(record.id);
  const stream = new shared.StreamIdentifier();
  stream.setStreamName(Buffer.from(record.stream));
  const event = new messages.ReadResp.ReadEvent.RecordedEvent();
  event.setId(id);
  event.setStreamIdentifier(stream);
  event.setStreamRevision(String(record.revision));
  event.setCommitPosition(String(record.commit));
  event.setPreparePosition(String(record.commit));
  event.setData(record.data);
  event.setCustomMetadata(record.metadata);
  event
    .getMetadataMap()
    .set('type', record.type)
    .set('content-type', record.contentType)
    .set('created', String(BigInt(record.createdAt) * TICKS_PER_MS));
  const read = new messages.ReadResp.ReadEvent();
  read.setEvent(event);
  read.setCommitPosition(String(record.commit));
  return new messages.ReadResp().setEvent(read);
}
