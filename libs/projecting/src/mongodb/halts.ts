import type { AnyBulkWriteOperation, ClientSession, Collection, Db } from 'mongodb';
import type { Position } from '#kernel';
import type { Batch, Halt } from '../read-store.ts';
import type { Room } from './room.ts';

interface HaltRow {
  readonly _id: { readonly room: string; readonly s: string };
  readonly room: string;
  readonly eventId: string;
  readonly position: Position;
  readonly error: string;
}

/** The schools that stand still in some model: the collection `halts`. */
export class Halts {
  readonly #rows: Collection<HaltRow>;

  constructor(db: Db) {
    this.#rows = db.collection('halts');
  }

  async prepare(): Promise<void> {
    await this.#rows.createIndex({ room: 1 }, { name: 'room' });
  }

  async in({ room }: Room, session: ClientSession): Promise<readonly Halt[]> {
    const rows = await this.#rows.find({ room }, { session }).sort({ _id: 1 }).toArray();
    return rows.map(({ _id, eventId, position, error }) => ({ schoolId: _id.s, eventId, position, error }));
  }

  /** First the schools that go on, then those that halt: a batch may do both to one school. */
  async write({ room }: Room, { resumed = [], halts = [] }: Batch, session: ClientSession): Promise<void> {
    const writes: AnyBulkWriteOperation<HaltRow>[] = [
      ...resumed.map((s) => ({ deleteOne: { filter: { _id: { room, s } } } })),
      ...halts.map(({ schoolId: s, eventId, position, error }) => ({
        replaceOne: {
          filter: { _id: { room, s } },
          replacement: { room, eventId, position, error },
          upsert: true,
        },
      })),
    ];
    if (writes.length > 0) await this.#rows.bulkWrite(writes, { session });
  }

  async forget(room: string): Promise<void> {
    await this.#rows.deleteMany({ room });
  }
}
