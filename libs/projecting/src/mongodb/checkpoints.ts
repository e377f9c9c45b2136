import { randomUUID } from 'node:crypto';
import type { ClientSession, Collection, Db } from 'mongodb';
import { type Position, positionFrom } from '#kernel';
import { type Batch, Fenced } from '../read-store.ts';
import type { Slice } from '../slice.ts';
import { MAJORITY } from './mongo-connection.ts';
import type { Room } from './room.ts';

interface CheckpointRow {
  readonly _id: { readonly room: string; readonly slice: Slice };
  readonly room: string;
  readonly at: Position;
  /** Names the commit that brought it here: how a commit whose answer was lost finds itself again. */
  readonly commit: string;
}

/** How far each model has come in each slice of the schools: the collection `checkpoints`. */
export class Checkpoints {
  readonly #rows: Collection<CheckpointRow>;

  constructor(db: Db) {
    this.#rows = db.collection('checkpoints');
  }

  async prepare(): Promise<void> {
    await this.#rows.createIndex({ room: 1 }, { name: 'room' });
  }

  async at({ room }: Room, slice: Slice): Promise<Position | null> {
    return (await this.#rows.findOne({ _id: { room, slice } }, MAJORITY))?.at ?? null;
  }

  /** The checkpoints of all slices of a model. */
  async in({ room }: Room, session: ClientSession): Promise<readonly { slice: Slice; at: Position }[]> {
    const rows = await this.#rows.find({ room }, { session }).toArray();
    return rows.map(({ _id, at }) => ({ slice: _id.slice, at }));
  }

  /**
   * The fence: moves the checkpoint from where the batch was folded upon, inside the batch's transaction. The
   * row always changes (a commit has a name of its own), so two owners conflict also when it stays where it is.
   * @returns false when this very commit is there already
   * @throws Fenced when the checkpoint stands elsewhere
   */
  async move(room: Room, batch: Batch, commit: string, session: ClientSession): Promise<boolean> {
    const { slice, after, checkpoint } = batch;
    const _id = { room: room.room, slice };
    if (after !== null) {
      const moved = await this.#rows.updateOne(
        { _id, at: after, commit: { $ne: commit } },
        { $set: { at: checkpoint, commit } },
        { session },
      );
      if (moved.matchedCount === 1) return true;
    }
    const standing = await this.#rows.findOne({ _id }, { session });
    if (standing?.commit === commit) return false;
    if (standing || after !== null) throw fenced(batch, standing?.at ?? null);
    await this.#rows.insertOne({ _id, room: room.room, at: checkpoint, commit }, { session });
    return true;
  }

  /**
   * Writes to the row inside a transaction without changing what it says: once this is committed, no older
   * transaction that holds the row can be committed any more.
   */
  async touch({ room }: Room, slice: Slice, session: ClientSession): Promise<void> {
    const _id = { room, slice };
    const touched = await this.#rows.updateOne({ _id }, { $set: { commit: randomUUID() } }, { session });
    if (touched.matchedCount === 1) return;
    await this.#rows.insertOne({ _id, room, at: NOWHERE, commit: randomUUID() }, { session });
    await this.#rows.deleteOne({ _id }, { session });
  }

  async forget(room: string): Promise<void> {
    await this.#rows.deleteMany({ room });
  }
}

/** Of a row that is gone again before anybody sees it. */
const NOWHERE = positionFrom(0);

const fenced = ({ model, slice, after }: Batch, standing: Position | null): Fenced =>
  new Fenced(
    `${model.name} ${model.version} (${slice}) stands at ${standing ?? 'its beginning'}, ` +
      `not at ${after ?? 'its beginning'}: somebody else projects it`,
  );
