import { Server, ServerCredentials } from '@grpc/grpc-js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { sendUnaryData } from '@grpc/grpc-js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { appendRpc } from './append.ts';
import { batchAppendRpc } from './batch-append.ts';
import { deleteRpc, tombstoneRpc } from './closing.ts';
import { Faults } from './faults.ts';
import { MemoryLog } from './log.ts';
import type { NodeState } from './node-state.ts';
import { readRpc } from './read.ts';
import { unavailable } from './refusals.ts';
import { Relay } from './relay.ts';

/** The largest message that the real server takes: «An event of 17 MB breaks the shared batch stream». */
const MAX_MESSAGE = 17 * 1024 * 1024;

/**
 * TEST SUPPORT, not a database: a small server that speaks EventStoreDB's gRPC protocol over TCP, so that the
 * real client and our adapter can be tested without a real server. It keeps its log in memory, answers as
 * docs/eventstoredb.md says a real 23.10 answers, and refuses with UNIMPLEMENTED what it does not do. What a
 * test wants to go wrong is ordered through `faults` and the methods below.
 */
export class SmallEventStoreDb {
  readonly faults: Faults;
  readonly log: MemoryLog;
  readonly #node: NodeState;
  readonly #relay = new Relay();
  #server: Server | null = null;

  private constructor(commitTimeoutMs: number) {
    this.faults = new Faults();
    this.log = new MemoryLog();
    this.#node = {
      log: this.log,
      faults: this.faults,
      relay: this.#relay,
      calls: new Map(),
      live: new Set(),
      commitTimeoutMs,
      ready: true,
    };
  }

  /** Starts on a free port of 127.0.0.1. `commitTimeoutMs`: see NodeState; a real server takes 2–3 s. */
  static async start({ commitTimeoutMs = 2_000 } = {}): Promise<SmallEventStoreDb> {
    const database = new SmallEventStoreDb(commitTimeoutMs);
    await database.up();
    return database;
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.#relay.port}?tls=false`;
  }

  /** How often an rpc was called since the start: `append`, `batchAppend`, `read`, `delete`, `tombstone`. */
  calls(rpc: string): number {
    return this.#node.calls.get(rpc) ?? 0;
  }

  /** How many subscriptions have caught up and still stand. */
  get liveSubscriptions(): number {
    return this.#node.live.size;
  }

  /** Starts again, on the same port and with the same log; recent ids are forgotten. */
  async up(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE });
    server.addService(StreamsService, {
      read: readRpc(this.#node),
      append: appendRpc(this.#node),
      batchAppend: batchAppendRpc(this.#node),
      delete: deleteRpc(this.#node),
      tombstone: tombstoneRpc(this.#node),
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, answer: sendUnaryData<features.SupportedMethods>) => {
        answer(null, supportedMethods());
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    this.log.restarted();
    this.#server = server;
    await this.#relay.open(port);
  }

  /** Stops at once, as a killed process does: connections are reset, then refused. The log stays. */
  async down(): Promise<void> {
    await this.#relay.shut();
    this.#server?.forceShutdown();
    this.#server = null;
  }

  /** While false, the server is «starting»: it answers everything with «Server Is Not Ready». */
  set ready(ready: boolean) {
    this.#node.ready = ready;
  }

  /** Resets every connection; new ones are taken. */
  resetConnections(): void {
    this.#relay.reset();
  }

  /** As SIGSTOP does: connections and bytes are taken, nothing is answered. */
  freeze(): void {
    this.#relay.freeze();
  }

  thaw(): void {
    this.#relay.thaw();
  }

  /** Ends the live subscriptions with `Unavailable`, the connections stay. */
  dropSubscriptions(): void {
    for (const subscription of this.#node.live) subscription.abort(unavailable());
  }
}

/** «Append»: BatchAppend is advertised, so the client uses it unless a call carries credentials. */
function supportedMethods(): features.SupportedMethods {
  const supported = new features.SupportedMethods();
  supported.setEventStoreServerVersion('23.10.8');
  for (const name of ['read', 'append', 'batchappend', 'delete', 'tombstone']) {
    const method = new features.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    supported.addMethods(method);
  }
  return supported;
}
