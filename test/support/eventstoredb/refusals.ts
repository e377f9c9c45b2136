import { Metadata, type MetadataValue, status } from '@grpc/grpc-js';

/** A gRPC status with which a call ends: what grpc-js takes as an error. */
export class Refusal extends Error {
  readonly code: status;
  readonly details: string;
  readonly metadata = new Metadata();

  constructor(code: status, details: string, metadata: Record<string, MetadataValue> = {}) {
    super(details);
    this.code = code;
    this.details = details;
    for (const [key, value] of Object.entries(metadata)) this.metadata.set(key, value);
  }
}

/** What this server does not do, it says. Tests that meet this ask for more than the adapter uses. */
export const notHere = (what: string): Refusal =>
  new Refusal(status.UNIMPLEMENTED, `The small EventStoreDB for tests has no ${what}`);

/** docs/eventstoredb.md, «Faults»: starting. */
export const notReady = (): Refusal => new Refusal(status.UNAVAILABLE, 'Server Is Not Ready');

export const unavailable = (): Refusal => new Refusal(status.UNAVAILABLE, 'Connection dropped');

/** «Reading and subscribing to $all»: tombstoned, for everything. */
export const streamDeleted = (stream: string): Refusal =>
  new Refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** «The same events again»: the plain path's answer while the first attempt is still uncommitted. */
export const timedOut = (what: string): Refusal =>
  new Refusal(status.ABORTED, `Operation timed out: ${what}`);

export const tooLarge = (limit: number): Refusal =>
  new Refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

/** A bad uuid, an empty type or stream name on the plain path; a position off a record's boundary. */
export const unknown = (details: string): Refusal => new Refusal(status.UNKNOWN, details);

/** The answer of a node that is not the leader to a call that requires one (from db-client's own reading of it). */
export const notLeader = (port: number): Refusal =>
  new Refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': String(port),
  });
