import type { ServerDuplexStream } from '@grpc/grpc-js';
import codes from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import { append, type AppendOutcome, MAX_APPEND_SIZE } from './appending.ts';
import { proposedFrom } from './append.ts';
import type { Expected } from './decision.ts';
import type { Proposed } from './log.ts';
import { count, type NodeState } from './node-state.ts';
import { unavailable } from './refusals.ts';

type Call = ServerDuplexStream<messages.BatchAppendReq, messages.BatchAppendResp>;

/** An append whose parts are still coming in. */
interface Gathering {
  readonly options: messages.BatchAppendReq.Options;
  readonly events: Proposed[];
  size: number;
}

/** The batch append: one call for all appends of a client, each known by its correlation id. */
export const batchAppendRpc =
  (node: NodeState) =>
  (call: Call): void => {
    count(node, 'batchAppend');
    const gathering = new Map<string, Gathering>();
    call.on('error', () => gathering.clear());
    call.on('end', () => call.end());
    call.on('data', (request: messages.BatchAppendReq) => {
      const correlation = request.getCorrelationId()?.getString() ?? '';
      const options = request.getOptions();
      if (options) gathering.set(correlation, { options, events: [], size: 0 });
      const appending = gathering.get(correlation);
      if (!appending) return;
      for (const message of request.getProposedMessagesList()) {
        const event = proposedFrom(message);
        appending.events.push(event);
        appending.size += event.data.length;
      }
      if (appending.size > MAX_APPEND_SIZE) {
        gathering.delete(correlation);
        const details = new shared.MaximumAppendSizeExceeded();
        details.setMaxappendsize(MAX_APPEND_SIZE);
        answer(call, request, appending, failed('MaximumAppendSizeExceeded', details));
        return;
      }
      if (!request.getIsFinal()) return;
      gathering.delete(correlation);
      void settle(node, call, request, appending);
    });
  };

async function settle(
  node: NodeState,
  call: Call,
  request: messages.BatchAppendReq,
  appending: Gathering,
): Promise<void> {
  const { options, events } = appending;
  // «Faults», starting: appends answer a status whose details no client recognises
  if (!node.ready) return answer(call, request, appending, failed('Server Is Not Ready', new shared.Empty()));
  const outcome = await append(node, streamOf(options), expectedFrom(options), events);
  if (outcome.kind === 'silence') return;
  if (outcome.kind === 'unavailable') {
    call.emit('error', unavailable());
    return;
  }
  answer(call, request, appending, responseTo(outcome, options));
  // «The client can end the process»: a bad request is answered a second time, when its time is up
  if (outcome.kind === 'bad-request') {
    setTimeout(() => {
      answer(call, request, appending, responseTo({ kind: 'timeout' }, options));
    }, node.commitTimeoutMs).unref();
  }
}

function responseTo(
  outcome: Exclude<AppendOutcome, { kind: 'silence' | 'unavailable' }>,
  options: messages.BatchAppendReq.Options,
): messages.BatchAppendResp {
  switch (outcome.kind) {
    case 'success': {
      const success = new messages.BatchAppendResp.Success();
      if (outcome.last) {
        const position = new shared.AllStreamPosition();
        position.setCommitPosition(String(outcome.last.commit));
        position.setPreparePosition(String(outcome.last.commit));
        success.setCurrentRevision(String(outcome.last.revision));
        success.setPosition(position);
      } else {
        success.setNoStream(new shared.Empty());
        success.setNoPosition(new shared.Empty());
      }
      return new messages.BatchAppendResp().setSuccess(success);
    }
    case 'wrong': {
      // «Append»: on the batch path the error's message is empty, the versions are in the details
      const wrong = new shared.WrongExpectedVersion();
      if (options.hasStreamPosition()) wrong.setExpectedStreamPosition(options.getStreamPosition());
      else if (options.hasNoStream()) wrong.setExpectedNoStream(new shared.Empty());
      else if (options.hasStreamExists()) wrong.setExpectedStreamExists(new shared.Empty());
      else wrong.setExpectedAny(new shared.Empty());
      if (outcome.current === null) wrong.setCurrentNoStream(new shared.Empty());
      else wrong.setCurrentStreamRevision(String(outcome.current));
      return failed('WrongExpectedVersion', wrong);
    }
    case 'deleted':
      return failed('StreamDeleted', new shared.StreamDeleted());
    case 'timeout':
      return failed('Timeout', new shared.Timeout());
    case 'bad-request':
      return failed('BadRequest', new shared.BadRequest());
    case 'metadata-stream':
      return failed('The small EventStoreDB for tests has no metadata streams', new shared.Empty());
  }
}

/** A failed append: a status whose details are packed under the type's name, as `google.protobuf.Any` asks. */
function failed(message: string, details: { serializeBinary(): Uint8Array }): messages.BatchAppendResp {
  const name = details instanceof shared.Empty ? 'google.protobuf.Empty' : `event_store.client.${message}`;
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), name);
  const failure = new statuses.Status();
  failure.setCode(codes.Code.UNKNOWN);
  failure.setMessage(message);
  failure.setDetails(packed);
  return new messages.BatchAppendResp().setError(failure);
}

function answer(
  call: Call,
  request: messages.BatchAppendReq,
  { options }: Gathering,
  response: messages.BatchAppendResp,
): void {
  response.setCorrelationId(request.getCorrelationId());
  response.setStreamIdentifier(options.getStreamIdentifier());
  if (!call.cancelled && call.writable) call.write(response);
}

const streamOf = (options: messages.BatchAppendReq.Options): string =>
  Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();

function expectedFrom(options: messages.BatchAppendReq.Options): Expected {
  if (options.hasStreamPosition()) return BigInt(options.getStreamPosition());
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return 'any';
}
