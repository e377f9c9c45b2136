import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import { append, MAX_APPEND_SIZE } from './appending.ts';
import type { Expected } from './decision.ts';
import type { Proposed } from './log.ts';
import { count, type NodeState } from './node-state.ts';
import {
  notHere,
  notLeader,
  notReady,
  Refusal,
  streamDeleted,
  timedOut,
  tooLarge,
  unavailable,
  unknown,
} from './refusals.ts';

type Call = ServerReadableStream<messages.AppendReq, messages.AppendResp>;

/** The plain append: one call for each append, which the client uses when the call carries credentials. */
export const appendRpc =
  (node: NodeState) =>
  (call: Call, answer: sendUnaryData<messages.AppendResp>): void => {
    count(node, 'append');
    respond(node, call).then(
      (response) => {
        if (response) answer(null, response);
      },
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        answer(error);
      },
    );
  };

/** The answer, or null when there shall be none. */
async function respond(node: NodeState, call: Call): Promise<messages.AppendResp | null> {
  let options: messages.AppendReq.Options | undefined;
  let size = 0;
  const events: Proposed[] = [];
  try {
    for await (const request of call as AsyncIterable<messages.AppendReq>) {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (!message) continue;
      const event = proposedFrom(message);
      size += event.data.length;
      if (size > MAX_APPEND_SIZE) throw tooLarge(MAX_APPEND_SIZE);
      events.push(event);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return null; // the client is gone, and with it whoever would hear an answer
  }
  if (!options) throw unknown('Exception was thrown by handler.');
  if (!node.ready) throw notReady();
  if (call.metadata.get('requires-leader').length > 0 && node.faults.takeNotLeader()) {
    throw notLeader(node.relay.port);
  }
  const stream = Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  const expected = expectedFrom(options);
  const outcome = await append(node, stream, expected, events);
  const response = new messages.AppendResp();
  switch (outcome.kind) {
    case 'success': {
      const success = new messages.AppendResp.Success();
      if (outcome.last) {
        const position = new messages.AppendResp.Position();
        position.setCommitPosition(String(outcome.last.commit));
        position.setPreparePosition(String(outcome.last.commit));
        success.setCurrentRevision(String(outcome.last.revision));
        success.setPosition(position);
      } else {
        success.setNoStream(new shared.Empty());
        success.setNoPosition(new shared.Empty());
      }
      return response.setSuccess(success);
    }
    case 'wrong':
      return response.setWrongExpectedVersion(wrongVersion(expected, outcome.current));
    case 'deleted':
      throw streamDeleted(stream);
    case 'timeout':
      throw timedOut('commit');
    case 'unavailable':
      throw unavailable();
    case 'bad-request':
      throw unknown('Exception was thrown by handler.');
    case 'metadata-stream':
      throw notHere('metadata streams');
    case 'silence':
      return null;
  }
}

function wrongVersion(expected: Expected, current: number | null): messages.AppendResp.WrongExpectedVersion {
  const wrong = new messages.AppendResp.WrongExpectedVersion();
  if (typeof expected === 'bigint') wrong.setExpectedRevision(String(expected));
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedAny(new shared.Empty());
  if (current === null) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  return wrong;
}

function expectedFrom(options: messages.AppendReq.Options): Expected {
  if (options.hasRevision()) return BigInt(options.getRevision());
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return 'any';
}

/** An event as either path's request carries it. */
export function proposedFrom(
  message: messages.AppendReq.ProposedMessage | messages.BatchAppendReq.ProposedMessage,
): Proposed {
  return {
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}
