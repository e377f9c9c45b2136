import type { Position } from '#kernel';
import type { AnyProjection, Key } from '../projection.ts';
import type { Batch, BatchLimit, Model, ReadStore, Snapshot } from '../read-store.ts';
import type { Slice } from '../slice.ts';
import { BatchWriter } from './batch-writer.ts';
import { enter, liveIn, modelsIn, numberedLive, numberedModel, point } from './catalogue.ts';
import { Connection } from './connection.ts';
import { markDropped, sweepDropped } from './drop.ts';
import { FileReaders, MemoryReaders, type Readers } from './readers.ts';
import { scanDocuments, scanTallyRows } from './scan.ts';
import { SqliteSnapshot } from './sqlite-snapshot.ts';

/** A commit of so many documents is part of catching up or of a rebuild. */
const BULK_DOCS = 500;
/** Between two removals of what dropped models left (ms): what happens in the school comes first. */
const SWEEP_PAUSE_MS = 2;

/** A file of its own, or memory: then it is gone when closed. */
export type SqliteReadStorePlace = { readonly file: string } | { readonly memory: true };

/**
 * Read models in one SQLite file. Commits run in the caller's thread; other threads and processes may hold the
 * same file open to read, and never wait for them.
 */
export class SqliteReadStore implements ReadStore {
  readonly batchLimit: BatchLimit = { docs: 1_000, bytes: 4_000_000 };
  /** A running read keeps its own view of the file, whatever is dropped. */
  readonly dropGraceMs = 0;
  readonly #writer: Connection;
  readonly #batches: BatchWriter;
  readonly #readers: Readers;

  private constructor(writer: Connection, readers: Readers) {
    this.#writer = writer;
    this.#batches = new BatchWriter(writer);
    this.#readers = readers;
  }

  /** @throws Error when the file is no read store or one of another form */
  static open(place: SqliteReadStorePlace): SqliteReadStore {
    if ('memory' in place) {
      const connection = Connection.forWriting(':memory:');
      return new SqliteReadStore(connection, new MemoryReaders(connection));
    }
    return new SqliteReadStore(Connection.forWriting(place.file), new FileReaders(place.file));
  }

  async prepare(projections: readonly AnyProjection[]): Promise<void> {
    await this.#write(() => {
      for (const projection of projections) enter(this.#writer, projection);
    });
    await this.#sweep();
  }

  async read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#readers.read((connection) =>
      work(new SqliteSnapshot(connection, (name) => numberedLive(connection, name))),
    );
  }

  async readModel<T>(model: Model, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#readers.read((connection) =>
      work(
        new SqliteSnapshot(connection, (name) => {
          if (name !== model.name) throw new Error(`This is a snapshot of ${model.name}, not of ${name}`);
          return numberedModel(connection, model);
        }),
      ),
    );
  }

  async commit(batch: Batch): Promise<void> {
    await this.commitAll([batch]);
  }

  async commitAll(batches: readonly Batch[]): Promise<void> {
    this.#writer.writeInBulk(batches.reduce((sum, { docs }) => sum + docs.length, 0) >= BULK_DOCS);
    await this.#write(() => {
      for (const batch of batches) this.#batches.write(batch);
    });
  }

  async checkpoint(model: Model, slice: Slice): Promise<Position | null> {
    const numbered = numberedModel(this.#writer, model);
    if (numbered === null) return null;
    const row = this.#writer
      .statement<{ position: Position }>('SELECT position FROM checkpoints WHERE model = ? AND slice = ?')
      .get(numbered.id, slice);
    return row?.position ?? null;
  }

  async models(): Promise<readonly Model[]> {
    return modelsIn(this.#writer);
  }

  async live(): Promise<ReadonlyMap<string, number>> {
    return liveIn(this.#writer);
  }

  async takeOver(model: Model): Promise<void> {
    await this.#write(() => point(this.#writer, model));
  }

  async drop(model: Model): Promise<void> {
    await this.#write(() => markDropped(this.#writer, model));
    await this.#sweep();
  }

  scan(model: Model): AsyncIterable<{ schoolId: string; key: string; body: string }> {
    return scanDocuments(this.#writer, model);
  }

  scanTallies(model: Model): AsyncIterable<{
    schoolId: string;
    tally: string;
    key: Key;
    measures: Readonly<Record<string, number>>;
  }> {
    return scanTallyRows(this.#writer, model);
  }

  async close(): Promise<void> {
    while (!this.#readers.quiet) await this.#readers.quieted();
    this.#readers.close();
    this.#writer.close();
  }

  async #write<T>(work: () => T): Promise<T> {
    while (!this.#readers.quiet) await this.#readers.quieted();
    return this.#writer.write(work);
  }

  /** Removes what dropped models left, a little at a time, so that commits get in between. */
  async #sweep(): Promise<void> {
    while (await this.#write(() => sweepDropped(this.#writer))) {
      await new Promise((resolve) => setTimeout(resolve, SWEEP_PAUSE_MS));
    }
  }
}
