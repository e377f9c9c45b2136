import { Binary, type Document, Long, ObjectId } from 'bson';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { ServerState } from './command.ts';
import { Cursors } from './cursors.ts';
import { execute, type Node } from './execute.ts';
import { type Fault, Faults } from './faults.ts';
import { STATE_CHANGES } from './server-error.ts';
import type { Session } from './session.ts';
import { Storage } from './storage.ts';
import {
  encodeReply,
  type IncomingCommand,
  MAX_DOCUMENT_BYTES,
  MAX_MESSAGE_BYTES,
  MessageReader,
} from './wire.ts';

export interface SmallMongodbOptions {
  /** Name of the one-node replica set whose primary this is. null: a standalone, without transactions. */
  readonly replicaSet?: string | null;
  /** The release that it claims to be, by its wire version: 25 is 8.0, 13 is 5.0, 9 is 4.4. */
  readonly maxWireVersion?: number;
  /** Parameter transactionLifetimeLimitSeconds, in ms. Default 60,000. */
  readonly transactionLifetimeMs?: number;
  /** Parameter minSnapshotHistoryWindowInSeconds, in ms. Default 300,000. */
  readonly historyMs?: number;
}

/**
 * TEST SUPPORT, not a database: a small server that speaks MongoDB's wire protocol over TCP, so that the adapter
 * and the official driver can be tested where no `mongod` runs. It keeps everything in memory and acts as the
 * primary of a one-node replica set (or as a standalone) with logical sessions, snapshot transactions, retryable
 * writes and snapshot reads. It refuses every command, option and operator that it does not implement, and every
 * one outside Stable API V1 when the client is strict. Each behaviour names the page of MongoDB's manual
 * (https://www.mongodb.com/docs/manual/…) that it follows. What was tried here only has not been tried on MongoDB.
 */
export class SmallMongodb implements Node {
  readonly storage: Storage;
  readonly cursors: ServerState['cursors'] = new Cursors();
  readonly sessions = new Map<string, Session>();
  readonly transactionLifetimeMs: number;
  readonly faults = new Faults();
  isPrimary = true;
  private readonly replicaSet: string | null;
  private readonly maxWireVersion: number;
  private readonly electionId = new ObjectId();
  private readonly received = new Map<string, number>();
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;
  private aheadMs = 0;
  private topologyVersion = { processId: new ObjectId(), counter: Long.ZERO };
  /** Heartbeats that wait for a change of state. */
  private readonly watchers = new Set<() => void>();

  private constructor(options: SmallMongodbOptions) {
    this.replicaSet = options.replicaSet === undefined ? 'rs0' : options.replicaSet;
    this.maxWireVersion = options.maxWireVersion ?? 25;
    this.transactionLifetimeMs = options.transactionLifetimeMs ?? 60_000;
    this.storage = new Storage(() => this.now(), options.historyMs ?? 300_000);
  }

  /** Starts it on a free port of 127.0.0.1. */
  static async start(options: SmallMongodbOptions = {}): Promise<SmallMongodb> {
    const server = new SmallMongodb(options);
    await server.listen();
    return server;
  }

  get isReplicaSet(): boolean {
    return this.replicaSet !== null;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** What clients connect to. */
  get url(): string {
    return `mongodb://${this.address}/${this.replicaSet === null ? '' : `?replicaSet=${this.replicaSet}`}`;
  }

  /** The server's clock, ms since the epoch. */
  now(): number {
    return Date.now() + this.aheadMs;
  }

  /** Moves the server's clock: for what falls due by its time, such as leases. */
  passTime(ms: number): void {
    this.aheadMs += ms;
  }

  /** How many commands of this name have come in. */
  count(name: string): number {
    return this.received.get(name) ?? 0;
  }

  inject(fault: Fault): void {
    this.faults.inject(fault);
  }

  /** The primary steps down: it takes no reads and writes, and its transactions in progress are aborted. */
  stepDown(): void {
    this.isPrimary = false;
    this.abortTransactions();
    this.tellChange();
  }

  stepUp(): void {
    this.isPrimary = true;
    this.tellChange();
  }

  private tellChange(): void {
    const { processId, counter } = this.topologyVersion;
    this.topologyVersion = { processId, counter: counter.add(1) };
    for (const wake of this.watchers) wake();
  }

  /** What the periodic cleanup does to transactions past transactionLifetimeLimitSeconds. */
  abortTransactions(): void {
    for (const session of this.sessions.values()) session.transaction?.abort();
  }

  /** Ends every session and forgets what became of its transactions (reference/command/killAllSessions). */
  killSessions(): void {
    this.abortTransactions();
    this.sessions.clear();
  }

  /** Stops as by a crash of the process; what was committed stays for `restart`. */
  async stop(): Promise<void> {
    this.abortTransactions();
    for (const socket of this.sockets) socket.destroy();
    for (const wake of this.watchers) wake();
    const closing = this.server;
    this.server = undefined;
    if (!closing) return;
    closing.close();
    await once(closing, 'close');
  }

  /** Starts again on the same port with what was committed. */
  async restart(): Promise<void> {
    this.topologyVersion = { processId: new ObjectId(), counter: Long.ZERO };
    await this.listen();
  }

  private async listen(): Promise<void> {
    this.server = createServer((socket) => this.serve(socket));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private serve(socket: Socket): void {
    if (!this.server) return void socket.destroy(); // it came in while the server was closing
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const reader = new MessageReader();
    let turn = Promise.resolve();
    socket.on('data', (chunk) => {
      try {
        for (const incoming of reader.read(chunk)) turn = turn.then(() => this.answer(socket, incoming));
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
  }

  private async answer(socket: Socket, incoming: IncomingCommand): Promise<void> {
    const name = Object.keys(incoming.body)[0] ?? '';
    this.received.set(name, this.count(name) + 1);
    const effect = this.faults.take(name, incoming.body);
    if (name === 'hello' && incoming.body.topologyVersion) return this.stream(socket, incoming);
    if (effect?.kind === 'drop-before') return void socket.destroy();
    if (effect?.kind === 'first') await effect.run();
    const reply = await execute(this, incoming, effect?.kind === 'fail' ? effect.code : undefined);
    if (effect?.kind === 'drop-after') return void socket.destroy();
    if (effect?.kind === 'write-concern-error')
      reply.writeConcernError = { code: effect.code, errmsg: 'waiting for replication timed out' };
    if (incoming.answer && !socket.destroyed) socket.write(encodeReply(incoming, this.timed(reply)));
  }

  /**
   * Heartbeats of the streaming protocol: an answer when the state is no more the one that the client knows, or
   * when maxAwaitTimeMS is over; with exhaustAllowed, more of them on the same command (reference/command/hello:
   * topologyVersion; reference/mongodb-wire-protocol: flag bits).
   */
  private async stream(socket: Socket, incoming: IncomingCommand): Promise<void> {
    let known = incoming.body.topologyVersion as { processId: ObjectId; counter: Long };
    let after = incoming.requestId;
    do {
      const same = known.processId.equals(this.topologyVersion.processId);
      if (same && this.topologyVersion.counter.equals(known.counter))
        await this.change(Number(incoming.body.maxAwaitTimeMS));
      known = this.topologyVersion;
      const reply = this.timed(await execute(this, incoming));
      const bytes = encodeReply(incoming, reply, { moreToCome: incoming.exhaust, after });
      after = bytes.readInt32LE(4);
      if (!socket.destroyed) socket.write(bytes);
    } while (incoming.exhaust && !socket.destroyed);
  }

  /** Resolves at the next change of state, at the latest after so many ms. */
  private async change(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.watchers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms).unref();
      this.watchers.add(wake);
    });
  }

  /**
   * Replica sets tell the time of the last write (reference/method/db.runCommand, "Response"), and with a change
   * of state the topologyVersion, so that drivers do not act twice upon the same change.
   */
  private timed(reply: Document): Document {
    if (!this.isReplicaSet) return reply;
    if (STATE_CHANGES.has(reply.code as number)) reply.topologyVersion = this.topologyVersion;
    const operationTime = this.storage.clusterTime;
    const signature = { hash: new Binary(new Uint8Array(20)), keyId: Long.ZERO };
    return { ...reply, operationTime, $clusterTime: { clusterTime: operationTime, signature } };
  }

  /** Manual: reference/command/hello. */
  hello(): Document {
    return {
      topologyVersion: this.topologyVersion,
      isWritablePrimary: this.isPrimary,
      ...(this.replicaSet === null
        ? {}
        : {
            setName: this.replicaSet,
            setVersion: 1,
            hosts: [this.address],
            me: this.address,
            secondary: !this.isPrimary,
            ...(this.isPrimary ? { primary: this.address, electionId: this.electionId } : {}),
            lastWrite: {
              opTime: { ts: this.storage.clusterTime, t: Long.ONE },
              lastWriteDate: new Date(this.now()),
            },
          }),
      helloOk: true,
      maxBsonObjectSize: MAX_DOCUMENT_BYTES,
      maxMessageSizeBytes: MAX_MESSAGE_BYTES,
      maxWriteBatchSize: 100_000,
      localTime: new Date(this.now()),
      logicalSessionTimeoutMinutes: 30,
      minWireVersion: 0,
      maxWireVersion: this.maxWireVersion,
      readOnly: false,
    };
  }
}
