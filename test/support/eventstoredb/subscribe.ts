import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import type { LogRecord } from './log.ts';
import type { NodeState } from './node-state.ts';
import { eventOf, placeOf, type ReadCall, write } from './read.ts';
import { notHere, Refusal, timedOut, unknown } from './refusals.ts';

/** How many records one page of a catch-up considers; checkpoints come in multiples of it. */
const PAGE = 32;
/** What waits for a live consumer before it is dropped, beside what HTTP/2 holds: 32 events, twice. */
const LIVE_BUFFER = 64;
const TOO_SLOW = 'Consumer too slow to handle event while live. Client resubscription required.';

interface Filter {
  readonly matches: (record: LogRecord) => boolean;
  /** After so many scanned records a checkpoint is due; null: none are sent. */
  readonly checkpointEvery: number | null;
}

/**
 * A catch-up subscription to $all: what is there under backpressure, `caughtUp`, then what is committed. There
 * is no `fellBehind` («Reading and subscribing to $all»).
 */
export async function subscribe(
  node: NodeState,
  call: ReadCall,
  options: messages.ReadReq.Options,
): Promise<void> {
  const { log } = node;
  const filter = filterFrom(options);
  const confirmation = new messages.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(randomUUID());
  const all = options.getAll()!;
  let next = firstPlace(node, all);
  await write(call, new messages.ReadResp().setConfirmation(confirmation));

  let scanned = 0;
  while (next < log.committed && !call.cancelled) {
    // a page's checkpoint stands at its last matching event, or where the page began when none matched
    let checkpoint = checkpointAt(log.at(next), false);
    const end = Math.min(next + PAGE, log.committed);
    for (; next < end; next += 1) {
      const record = log.at(next);
      if (!filter.matches(record)) continue;
      checkpoint = checkpointAt(record, true);
      await write(call, eventOf(record));
    }
    scanned += PAGE;
    if (filter.checkpointEvery !== null && scanned >= filter.checkpointEvery && next < log.committed) {
      scanned %= filter.checkpointEvery;
      await write(call, checkpoint);
    }
  }
  await write(call, new messages.ReadResp().setCaughtUp(new messages.ReadResp.CaughtUp()));
  await goLive(node, call, filter, next, scanned);
}

/** «Subscribing `fromPosition` is exclusive, inside a batch too.» Past the end: whatever comes. */
function firstPlace({ log }: NodeState, all: messages.ReadReq.Options.AllOptions): number {
  if (all.hasStart()) return 0;
  if (all.hasEnd()) return log.committed;
  const place = placeOf(log, all.getPosition()!);
  return place < log.committed ? place + 1 : place;
}

/** What is committed from here on, as it comes, until the subscription is dropped or the client leaves. */
async function goLive(
  node: NodeState,
  call: ReadCall,
  filter: Filter,
  from: number,
  alreadyScanned: number,
): Promise<void> {
  const { log } = node;
  let next = from;
  let scanned = alreadyScanned;
  const waiting: messages.ReadResp[] = [];
  const flush = () => {
    while (waiting.length > 0 && !call.writableNeedDrain) call.write(waiting.shift()!);
  };
  const ended = new AbortController();
  const take = () => {
    for (; next < log.committed; next += 1) {
      const record = log.at(next);
      const matches = filter.matches(record);
      if (matches) waiting.push(eventOf(record));
      scanned += 1;
      if (filter.checkpointEvery !== null && scanned >= filter.checkpointEvery) {
        scanned = 0;
        waiting.push(checkpointAt(record, matches));
      }
    }
    flush();
    // «A slow consumer while live is dropped after some 250 events»: these and what the network holds
    if (waiting.length > LIVE_BUFFER) ended.abort(timedOut(TOO_SLOW));
  };
  const forget = log.onCommit(take);
  call.on('drain', flush);
  call.once('cancelled', () => ended.abort());
  node.live.add(ended);
  try {
    take();
    if (!ended.signal.aborted) await once(ended.signal, 'abort');
    if (ended.signal.reason instanceof Refusal) throw ended.signal.reason;
  } finally {
    forget();
    call.off('drain', flush);
    node.live.delete(ended);
  }
}

/** «checkpoints on events that do not match carry `prepare: 0n`» */
function checkpointAt(record: LogRecord, matches: boolean): messages.ReadResp {
  const checkpoint = new messages.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(record.commit));
  checkpoint.setPreparePosition(matches ? String(record.commit) : '0');
  return new messages.ReadResp().setCheckpoint(checkpoint);
}

function filterFrom(options: messages.ReadReq.Options): Filter {
  const filter = options.getFilter();
  if (!filter) return { matches: () => true, checkpointEvery: null };
  if (filter.hasEventType()) throw notHere('filters on event types');
  if (filter.hasMax()) throw notHere('search windows');
  const multiplier = filter.getCheckpointintervalmultiplier();
  if (multiplier === 0) throw unknown('Exception was thrown by handler.');
  const checkpointEvery = PAGE * multiplier;
  const expression = filter.getStreamIdentifier()!;
  if (expression.getRegex() !== '') {
    const regex = new RegExp(expression.getRegex());
    return { matches: (record) => regex.test(record.stream), checkpointEvery };
  }
  const prefixes = expression.getPrefixList();
  return {
    matches: (record) => prefixes.some((prefix) => record.stream.startsWith(prefix)),
    checkpointEvery,
  };
}
