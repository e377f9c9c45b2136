import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Stands between clients and the gRPC server, so that tests can do to the network what happens to networks:
 * connections reset, and a peer that takes bytes and never answers (a stopped process).
 */
export class Relay {
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();
  #frozen = false;
  #port = 0;
  #target = 0;

  get port(): number {
    return this.#port;
  }

  /** Listens on 127.0.0.1, on the same port each time, and passes everything on to the target port. */
  async open(target: number): Promise<void> {
    this.#target = target;
    const server = createServer({ allowHalfOpen: false }, (client) => this.#join(client));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Refuses new connections and resets the open ones. */
  async shut(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = null;
    this.#frozen = false;
    const closed = once(server, 'close');
    server.close();
    this.reset();
    await closed;
  }

  /** Resets every connection («Connection dropped», «read ECONNRESET»). */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.clear();
  }

  /** Takes connections and bytes and answers nothing, as the kernel does for a stopped process. */
  freeze(): void {
    this.#frozen = true;
    for (const socket of this.#sockets) socket.pause();
  }

  thaw(): void {
    this.#frozen = false;
    for (const socket of this.#sockets) socket.resume();
  }

  #join(client: Socket): void {
    const server = connect(this.#target, '127.0.0.1');
    this.#pass(client, server);
    this.#pass(server, client);
  }

  #pass(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (bytes) => {
      if (to.writable && !to.write(bytes)) {
        from.pause();
        to.once('drain', () => {
          if (!this.#frozen) from.resume();
        });
      }
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    if (this.#frozen) from.pause();
  }
}
