import { randomUUID } from 'node:crypto';
import type { Collection, Document } from 'mongodb';
import type { Lease, Leases } from '../lease.ts';
import type { Slice } from '../slice.ts';
import { MongoConnection, type MongoPlace } from './mongo-connection.ts';
import { reaching } from './mongo-errors.ts';

interface LeaseRow {
  readonly _id: Slice;
  /** Who took it last; null when it was given back. */
  readonly holder: string | null;
  readonly epoch: number;
  /** Until when, by the server's clock. */
  readonly until: Date;
}

const LONG_AGO = new Date(0);

/** Leases in the collection `leases` of the read models' database: one document per slice, changed in one step. */
export class MongoLeases implements Leases {
  readonly #connection: MongoConnection;
  readonly #rows: Collection<LeaseRow>;
  /** What this object is known by. */
  readonly #holder = randomUUID();

  private constructor(connection: MongoConnection) {
    this.#connection = connection;
    this.#rows = connection.db.collection('leases');
  }

  /** @throws ReadStoreUnavailable, Error when the server cannot hold read models (see MongoReadStore) */
  static async connect(place: MongoPlace): Promise<MongoLeases> {
    return new MongoLeases(await MongoConnection.open(place));
  }

  acquire(slice: Slice, ms: number): Promise<Lease | null> {
    return reaching(async () => {
      const taken = await this.#take(slice, ms);
      if (taken !== null) return taken;
      // An upsert cannot ask with $expr, so the row of a new slice is made first, as one given back long ago.
      const { upsertedCount } = await this.#rows.updateOne(
        { _id: slice },
        { $setOnInsert: { holder: null, epoch: 0, until: LONG_AGO } },
        { upsert: true },
      );
      return upsertedCount === 0 ? null : this.#take(slice, ms);
    });
  }

  async #take(slice: Slice, ms: number): Promise<Lease | null> {
    const free = { $or: [{ $lte: ['$until', '$$NOW'] }, { $eq: ['$holder', this.#holder] }] };
    const holder = { $literal: this.#holder };
    const row = await this.#rows.findOneAndUpdate(
      { _id: slice, $expr: free },
      [{ $set: { holder, epoch: { $add: ['$epoch', 1] }, until: inTime(ms) } }],
      { returnDocument: 'after' },
    );
    return row === null ? null : { slice, epoch: row.epoch };
  }

  renew({ slice, epoch }: Lease, ms: number): Promise<boolean> {
    return reaching(async () => {
      const mine = { _id: slice, holder: this.#holder, epoch };
      const { matchedCount } = await this.#rows.updateOne(mine, [{ $set: { until: inTime(ms) } }]);
      return matchedCount === 1;
    });
  }

  async release({ slice, epoch }: Lease): Promise<void> {
    await reaching(() =>
      this.#rows.updateOne(
        { _id: slice, holder: this.#holder, epoch },
        { $set: { holder: null, until: LONG_AGO } },
      ),
    );
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

const inTime = (ms: number): Document => ({ $add: ['$$NOW', ms] });
