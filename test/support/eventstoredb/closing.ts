import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import { count, type NodeState } from './node-state.ts';
import { notHere, notReady, streamDeleted } from './refusals.ts';

/** Soft deletion: the stream's events are gone for stream readers, the next append goes on behind them. */
export const deleteRpc =
  (node: NodeState) =>
  (
    call: ServerUnaryCall<messages.DeleteReq, messages.DeleteResp>,
    answer: sendUnaryData<messages.DeleteResp>,
  ): void => {
    count(node, 'delete');
    const options = call.request.getOptions();
    const name = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    if (!node.ready) return answer(notReady());
    if (!options?.hasAny()) return answer(notHere('deletion at an expected revision'));
    if (node.log.isTombstoned(name)) return answer(streamDeleted(name));
    node.log.softDelete(name);
    answer(null, new messages.DeleteResp());
  };

/** The tombstone: the stream refuses everything for ever. */
export const tombstoneRpc =
  (node: NodeState) =>
  (
    call: ServerUnaryCall<messages.TombstoneReq, messages.TombstoneResp>,
    answer: sendUnaryData<messages.TombstoneResp>,
  ): void => {
    count(node, 'tombstone');
    const options = call.request.getOptions();
    const name = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    if (!node.ready) return answer(notReady());
    if (!options?.hasAny()) return answer(notHere('tombstones at an expected revision'));
    if (node.log.isTombstoned(name)) return answer(streamDeleted(name));
    node.log.tombstone(name);
    answer(null, new messages.TombstoneResp());
  };
