import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Answered, Load } from './load.ts';

/*
 * A program that sends the load it is told and tells how it was answered. It speaks no more HTTP than that takes, so
 * that it costs little beside the servers that it asks. Ends after a minute at the latest.
 */
const LONGEST_MS = 60_000;
const HEAD_END = '\r\n\r\n';

/** One connection that is kept open: one request at a time. */
class Connection {
  readonly #socket: Socket;
  #answered: ((status: number) => void) | null = null;
  #head = '';
  #status = 0;
  /** Bytes of the body still to come. */
  #left = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('close', () => {
      throw new Error('The server hung up');
    });
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** @returns the answer's status, when all of it is there */
  send(request: string): Promise<number> {
    return new Promise((resolve) => {
      this.#answered = resolve;
      this.#socket.write(request);
    });
  }

  #take(chunk: Buffer): void {
    if (this.#left > 0) this.#left -= chunk.length;
    else {
      const text = this.#head + chunk.toString('latin1');
      const end = text.indexOf(HEAD_END);
      if (end < 0) {
        this.#head = text;
        return;
      }
      this.#head = '';
      this.#status = Number(text.slice(9, 12));
      const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1];
      if (length === undefined) throw new Error('The answer does not say how long it is');
      this.#left = Number(length) - (text.length - end - HEAD_END.length);
    }
    if (this.#left === 0) this.#answered!(this.#status);
  }
}

async function sendAll({ port, queues, ratePerSecond }: Load): Promise<Answered> {
  const connections = await Promise.all(queues.map(() => Connection.open(port)));
  const latenciesMs: number[] = [];
  const send = async (connection: number, request: string, from: number): Promise<void> => {
    const status = await connections[connection]!.send(request);
    latenciesMs.push(performance.now() - from);
    if (status >= 300) throw new Error(`${request.split('\r\n')[0]}: ${status}`);
  };
  const began = performance.now();
  if (ratePerSecond === undefined) {
    await Promise.all(
      queues.map(async (queue, connection) => {
        for (const request of queue) await send(connection, request, performance.now());
      }),
    );
  } else {
    await sendAtTheirTimes(queues, (n) => began + (n * 1_000) / ratePerSecond, send);
  }
  const seconds = (performance.now() - began) / 1_000;
  return { requests: latenciesMs.length, seconds, latenciesMs };
}

/** Request n goes over connection n modulo their number, when it is due and the one before it there is answered. */
async function sendAtTheirTimes(
  queues: Load['queues'],
  due: (n: number) => number,
  send: (connection: number, request: string, from: number) => Promise<void>,
): Promise<void> {
  const lanes = queues.map(() => Promise.resolve());
  const requests = queues.reduce((sum, queue) => sum + queue.length, 0);
  for (let n = 0; n < requests; n += 1) {
    // A timer would be late by up to a millisecond, as much as some answers take.
    while (performance.now() < due(n)) await new Promise((resolve) => setImmediate(resolve));
    const connection = n % queues.length;
    const request = queues[connection]![Math.floor(n / queues.length)]!;
    lanes[connection] = lanes[connection]!.then(() => send(connection, request, due(n)));
  }
  await Promise.all(lanes);
}

setTimeout(() => {
  throw new Error(`Not answered within ${LONGEST_MS / 1_000} s`);
}, LONGEST_MS).unref();
const [load] = (await once(process, 'message')) as [Load];
process.send!(await sendAll(load), () => process.exit());
