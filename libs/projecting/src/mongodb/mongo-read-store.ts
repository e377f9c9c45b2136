import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongodb';
import type { Position } from '#kernel';
import type { AnyProjection, Key, Measures } from '../projection.ts';
import {
  type Batch,
  type BatchLimit,
  Fenced,
  type Model,
  type ReadStore,
  type Snapshot,
} from '../read-store.ts';
import type { Slice } from '../slice.ts';
import { ADVISED, groupsOf, refuseTooLarge } from './batch-size.ts';
import { prepareBatch, type PreparedBatch, writeBatch } from './batch-writer.ts';
import { Catalogue, type CatalogueEntry, GRACE_MS, roomOf } from './catalogue.ts';
import { Checkpoints } from './checkpoints.ts';
import { Halts } from './halts.ts';
import { MAJORITY, MongoConnection, type MongoPlace } from './mongo-connection.ts';
import { asUnavailable, reaching } from './mongo-errors.ts';
import { keyOf, MongoSnapshot } from './mongo-snapshot.ts';
import { documentsOf, type Room, talliesOf, TALLY_ORDER } from './room.ts';
import { CommitUnknown, inTransaction } from './transaction.ts';

type Scanned<Row> = AsyncIterable<Row>;

/**
 * Read models in a MongoDB replica set. Documents, index entries and tallies of a built model stand in three
 * collections of their own (room.ts); which models there are and which readers see, in `models` (catalogue.ts);
 * how far they have come, in `checkpoints`. A batch is one transaction that moves the checkpoint from where it
 * was folded upon; reads are at one cluster time. Both are within Stable API V1: transactions, and find with read
 * concern "snapshot".
 */
export class MongoReadStore implements ReadStore {
  readonly batchLimit: BatchLimit = ADVISED;
  /** A dropped model's collections stay for a while by themselves. */
  readonly dropGraceMs = 0;
  readonly #connection: MongoConnection;
  readonly #catalogue: Catalogue;
  readonly #checkpoints: Checkpoints;
  readonly #halts: Halts;
  /** Rooms that were asked for before; one that has changed hands since shows at the fence. */
  readonly #rooms = new Map<string, Room>();
  /** Rooms and slices with a commit of which the answer was lost: settled before their checkpoint is told. */
  readonly #inDoubt = new Set<string>();
  readonly #clearing = new Set<NodeJS.Timeout>();

  private constructor(connection: MongoConnection) {
    this.#connection = connection;
    this.#catalogue = new Catalogue(connection);
    this.#checkpoints = new Checkpoints(connection.db);
    this.#halts = new Halts(connection.db);
  }

  /**
   * @throws ReadStoreUnavailable when no primary is found in time, Error when the server cannot hold read models:
   * not a replica set, or older than MongoDB 5.0
   */
  static async connect(place: MongoPlace): Promise<MongoReadStore> {
    return new MongoReadStore(await MongoConnection.open(place));
  }

  async prepare(projections: readonly AnyProjection[]): Promise<void> {
    await reaching(async () => {
      await this.#checkpoints.prepare();
      await this.#halts.prepare();
      for (const projection of projections) await this.#catalogue.enter(projection);
      await this.#clearOut();
    });
  }

  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#snapshot(
      (entries) => (name) => {
        const entry = entries.get(name);
        return roomOf(entry, entry?.live ?? null);
      },
      work,
    );
  }

  readModel<T>(model: Model, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#snapshot(
      (entries) => (name) => {
        if (name !== model.name) throw new Error(`This is a snapshot of ${model.name}, not of ${name}`);
        return roomOf(entries.get(name), model.version);
      },
      work,
    );
  }

  async #snapshot<T>(
    resolve: (entries: ReadonlyMap<string, CatalogueEntry>) => (name: string) => Room | null,
    work: (snapshot: Snapshot) => Promise<T>,
  ): Promise<T> {
    return reaching(async () => {
      const session = this.#connection.client.startSession({ snapshot: true });
      try {
        // The first read of the session chooses its moment; all others are at the same.
        const entries = await this.#catalogue.entries(session);
        const room = resolve(new Map(entries.map((entry) => [entry._id, entry])));
        const { db } = this.#connection;
        return await work(
          new MongoSnapshot({ db, session, checkpoints: this.#checkpoints, halts: this.#halts, room }),
        );
      } finally {
        await session.endSession();
      }
    });
  }

  /**
   * One transaction, written once whatever happens to answers. A CommitUnknown (a ReadStoreUnavailable) leaves
   * open whether it was written; the next `checkpoint` tells.
   */
  async commit(batch: Batch): Promise<void> {
    await this.commitAll([batch]);
  }

  /** In one transaction, unless together they hold more than a transaction should. */
  async commitAll(batches: readonly Batch[]): Promise<void> {
    for (const batch of batches) refuseTooLarge(batch);
    await reaching(async () => {
      for (const group of groupsOf(batches)) await this.#commitTogether(group);
    });
  }

  async #commitTogether(batches: readonly Batch[]): Promise<void> {
    const parts: Part[] = [];
    for (const batch of batches) {
      const room = await this.#roomFor(batch);
      parts.push({ batch, room, prepared: prepareBatch(batch, room), commit: randomUUID() });
    }
    try {
      await inTransaction(this.#connection, async (session) => {
        const due: Part[] = [];
        for (const part of parts) if (await this.#fence(part, session)) due.push(part);
        for (const { room, prepared } of due)
          await writeBatch(this.#connection.db, room, prepared, this.#halts, session);
      });
    } catch (error) {
      if (error instanceof CommitUnknown) for (const part of parts) this.#inDoubt.add(placeOf(part));
      if (error instanceof Fenced) this.#rooms.clear();
      throw error;
    }
  }

  /** @returns whether the batch is still to be written @throws Fenced */
  async #fence({ room, batch, commit }: Part, session: ClientSession): Promise<boolean> {
    // A first checkpoint has nothing to stand upon but the model itself.
    if (batch.after === null && (await this.#catalogue.room(batch.model, session))?.room !== room.room)
      throw new Fenced(`${batch.model.name} ${batch.model.version} was dropped by somebody else`);
    return this.#checkpoints.move(room, batch, commit, session);
  }

  async #roomFor({ model, after }: Batch): Promise<Room> {
    const name = `${model.name} ${model.version}`;
    const known = this.#rooms.get(name);
    if (known && after !== null) return known;
    const room = await this.#catalogue.room(model);
    if (room === null) throw new Error(`There is no room for ${name}: prepare it`);
    this.#rooms.set(name, room);
    return room;
  }

  async checkpoint(model: Model, slice: Slice): Promise<Position | null> {
    return reaching(async () => {
      const room = await this.#catalogue.room(model);
      if (room === null) return null;
      await this.#settle(room, slice);
      return this.#checkpoints.at(room, slice);
    });
  }

  /** Waits until a commit in doubt is either there or can never come. @throws ReadStoreUnavailable */
  async #settle(room: Room, slice: Slice): Promise<void> {
    const place = placeOf({ room, batch: { slice } });
    if (!this.#inDoubt.has(place)) return;
    await inTransaction(this.#connection, (session) => this.#checkpoints.touch(room, slice, session));
    this.#inDoubt.delete(place);
  }

  async models(): Promise<readonly Model[]> {
    const entries = await reaching(() => this.#catalogue.entries());
    return entries.flatMap(({ _id: name, rooms }) => rooms.map(({ version }) => ({ name, version })));
  }

  async live(): Promise<ReadonlyMap<string, number>> {
    const entries = await reaching(() => this.#catalogue.entries());
    return new Map(entries.flatMap(({ _id, live }) => (live === null ? [] : [[_id, live] as const])));
  }

  async takeOver(model: Model): Promise<void> {
    await reaching(() => this.#catalogue.point(model));
  }

  /** At once for everybody who asks now; the collections stay until nobody can be reading them any more. */
  async drop(model: Model): Promise<void> {
    await reaching(async () => {
      const room = await this.#catalogue.remove(model);
      if (room) await this.#forget(room.room);
      await this.#clearOut();
    });
    this.#clearOutLater();
  }

  #clearOutLater(): void {
    const timer = setTimeout(() => {
      this.#clearing.delete(timer);
      // When the server is away just then, the next prepare or drop does it.
      this.#clearOut().catch(() => undefined);
    }, GRACE_MS).unref();
    this.#clearing.add(timer);
  }

  /** What fences off everybody who still writes into a room. */
  async #forget(room: string): Promise<void> {
    await this.#checkpoints.forget(room);
    await this.#halts.forget(room);
  }

  async #clearOut(): Promise<void> {
    await this.#catalogue.clearOut((room) => this.#forget(room));
  }

  async *scan(model: Model): Scanned<{ schoolId: string; key: string; body: string }> {
    const room = await reaching(() => this.#catalogue.room(model));
    if (room === null) return;
    const rows = documentsOf(this.#connection.db, room).find(
      {},
      { projection: { body: 1 }, batchSize: PAGE },
    );
    for await (const { _id, body } of reachingEach(rows.sort({ _id: 1 })))
      yield { schoolId: _id.s, key: _id.k, body };
  }

  async *scanTallies(
    model: Model,
  ): Scanned<{ schoolId: string; tally: string; key: Key; measures: Measures }> {
    const room = await reaching(() => this.#catalogue.room(model));
    if (room === null) return;
    const rows = talliesOf(this.#connection.db, room)
      .find({}, { ...MAJORITY, batchSize: PAGE })
      .sort(TALLY_ORDER);
    for await (const row of reachingEach(rows))
      yield {
        schoolId: row.s,
        tally: row.t,
        key: keyOf(row),
        measures: JSON.parse(row.measures) as Measures,
      };
  }

  async close(): Promise<void> {
    for (const timer of this.#clearing) clearTimeout(timer);
    await this.#connection.close();
  }
}

const PAGE = 1_000;

/** One batch on its way. */
interface Part {
  readonly batch: Batch;
  readonly room: Room;
  readonly prepared: PreparedBatch;
  /** The name of its commit. */
  readonly commit: string;
}

const placeOf = ({ room, batch }: { room: Room; batch: { slice: Slice } }): string =>
  `${room.room} ${batch.slice}`;

async function* reachingEach<T>(rows: AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* rows;
  } catch (error) {
    throw asUnavailable(error);
  }
}
