import { Connection } from './connection.ts';

/** Idle connections kept for the next reads. */
const KEPT = 4;

/** Runs reads so that each sees one moment, whatever is committed meanwhile. */
export interface Readers {
  read<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Whether a commit may go ahead at this very moment. */
  readonly quiet: boolean;
  /** Resolves when it may be quiet; look again. */
  quieted(): Promise<void>;
  close(): void;
}

/** Readers of a file: each read has a connection and a transaction of its own; commits never wait. */
export class FileReaders implements Readers {
  readonly #file: string;
  readonly #idle: Connection[] = [];
  #closed = false;

  constructor(file: string) {
    this.#file = file;
  }

  async read<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = this.#idle.pop() ?? Connection.forReading(this.#file);
    try {
      connection.statement('BEGIN').run();
      return await work(connection);
    } finally {
      if (connection.db.inTransaction) connection.statement('COMMIT').run();
      if (this.#closed || this.#idle.length >= KEPT) connection.close();
      else this.#idle.push(connection);
    }
  }

  readonly quiet = true;

  async quieted(): Promise<void> {}

  close(): void {
    this.#closed = true;
    for (const connection of this.#idle.splice(0)) connection.close();
  }
}

/** Readers of a store in memory, which has one connection only: a commit waits until no read is running. */
export class MemoryReaders implements Readers {
  readonly #connection: Connection;
  #running = 0;
  #waiting: (() => void)[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async read<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await work(this.#connection);
    } finally {
      this.#running -= 1;
      if (this.#running === 0) for (const go of this.#waiting.splice(0)) go();
    }
  }

  get quiet(): boolean {
    return this.#running === 0;
  }

  quieted(): Promise<void> {
    return this.quiet ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {}
}
