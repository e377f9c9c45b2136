import { randomBytes } from 'node:crypto';
import type { ClientSession, Collection } from 'mongodb';
import type { AnyProjection } from '../projection.ts';
import type { Model } from '../read-store.ts';
import { MAJORITY, type MongoConnection } from './mongo-connection.ts';
import { isDuplicate } from './mongo-errors.ts';
import { clearOut, furnish, type Room } from './room.ts';

/**
 * How long the collections of a dropped model stay for readers that still have it before them: longer than any
 * snapshot can be read (minSnapshotHistoryWindowInSeconds, 300 s unless set otherwise).
 */
export const GRACE_MS = 600_000;

/** A room in which no model stands (not yet, or no more): removed when its time has come. */
interface LooseRoom {
  readonly room: string;
  readonly until: Date;
}

/**
 * All that is known of the models of one projection, in one document: whatever changes (a room is taken into
 * use, readers are pointed elsewhere, a model is dropped) changes in one step.
 */
export interface CatalogueEntry {
  /** The projection's name. */
  readonly _id: string;
  /** Which version readers see; null until the first one is there. */
  readonly live: number | null;
  readonly rooms: readonly Room[];
  readonly loose: readonly LooseRoom[];
  /** Counts the changes: each is made upon the one before. */
  readonly revision: number;
}

type Content = Pick<CatalogueEntry, 'live' | 'rooms' | 'loose'>;
const EMPTY: Content = { live: null, rooms: [], loose: [] };

export const roomOf = (entry: CatalogueEntry | null | undefined, version: number | null): Room | null =>
  entry?.rooms.find((room) => room.version === version) ?? null;

/** The models that there are and where they stand: the collection `models`. */
export class Catalogue {
  readonly #connection: MongoConnection;
  readonly #entries: Collection<CatalogueEntry>;

  constructor(connection: MongoConnection) {
    this.#connection = connection;
    this.#entries = connection.db.collection('models');
  }

  /** Every entry, in no order; in a session's snapshot or transaction when one is given. */
  async entries(session?: ClientSession): Promise<readonly CatalogueEntry[]> {
    return this.#entries.find({}, session ? { session } : MAJORITY).toArray();
  }

  /** Where a model stands, or null. */
  async room({ name, version }: Model, session?: ClientSession): Promise<Room | null> {
    return roomOf(await this.#entries.findOne({ _id: name }, session ? { session } : MAJORITY), version);
  }

  /** Makes a room for the projection unless it has one, and makes it live when nothing else is. */
  async enter(projection: AnyProjection): Promise<void> {
    const { name, version } = projection;
    const indexes = Object.keys(projection.indexes ?? {}).sort();
    const tallies = (projection.tallies ?? []).map((tally) => tally.name).sort();
    const standing = await this.room(projection);
    if (standing) {
      if ([...standing.indexes, ...standing.tallies].join() === [...indexes, ...tallies].join()) return;
      throw new Error(`${name} ${version} was built with other indexes or tallies: raise its version`);
    }
    const room: Room = {
      version,
      room: `${name}.${version}.${randomBytes(3).toString('hex')}`,
      indexes,
      tallies,
    };
    const until = await this.#inGrace();
    // Noted before its collections are made: a crash in between leaves nothing that is not cleared out later.
    await this.#change(name, (entry) => ({ ...entry, loose: [...entry.loose, { room: room.room, until }] }));
    await furnish(this.#connection.db, room);
    await this.#change(name, (entry) => {
      if (entry.rooms.some((other) => other.version === version)) return entry; // another process was first
      return {
        live: entry.live ?? version,
        rooms: [...entry.rooms, room],
        loose: entry.loose.filter((other) => other.room !== room.room),
      };
    });
  }

  /** Points readers at a model in one step. @throws Error when there is no such model */
  async point({ name, version }: Model): Promise<void> {
    await this.#change(name, (entry) => {
      if (!entry.rooms.some((room) => room.version === version))
        throw new Error(`There is no model ${name} ${version} to take over`);
      return { ...entry, live: version };
    });
  }

  /**
   * Takes a model out; its collections stay for a grace period. @throws Error when readers see it
   * @returns the room it stood in
   */
  async remove({ name, version }: Model): Promise<Room | null> {
    const until = await this.#inGrace();
    let left: Room | null = null;
    await this.#change(name, (entry) => {
      left = entry.rooms.find((room) => room.version === version) ?? null;
      if (left === null) return entry;
      if (entry.live === version)
        throw new Error(`${name} ${version} is what readers see: it cannot be dropped`);
      return {
        ...entry,
        rooms: entry.rooms.filter((room) => room !== left),
        loose: [...entry.loose, { room: left.room, until }],
      };
    });
    return left;
  }

  /**
   * Removes the collections of loose rooms whose time has come.
   * @param beforehand what must be gone before a room's collections are, so that nobody writes there again
   */
  async clearOut(beforehand: (room: string) => Promise<void>): Promise<void> {
    const now = await this.#connection.serverTime();
    for (const entry of await this.entries()) {
      for (const { room } of entry.loose.filter(({ until }) => until <= now)) {
        await beforehand(room);
        await clearOut(this.#connection.db, { room });
        await this.#change(entry._id, (current) => ({
          ...current,
          loose: current.loose.filter((other) => other.room !== room),
        }));
      }
    }
  }

  async #inGrace(): Promise<Date> {
    return new Date((await this.#connection.serverTime()).getTime() + GRACE_MS);
  }

  /** Changes one entry upon what it was: when another process comes in between, upon what that one made of it. */
  async #change(name: string, change: (entry: Content) => Content): Promise<void> {
    for (;;) {
      const standing = await this.#entries.findOne({ _id: name });
      const before = standing ?? EMPTY;
      const after = change(before);
      if (after === before) return;
      const { live, rooms, loose } = after;
      if (standing) {
        const { revision } = standing;
        const next = { live, rooms, loose, revision: revision + 1 };
        if ((await this.#entries.replaceOne({ _id: name, revision }, next)).matchedCount === 1) return;
      } else {
        try {
          await this.#entries.insertOne({ _id: name, live, rooms, loose, revision: 1 });
          return;
        } catch (error) {
          if (!isDuplicate(error)) throw error;
        }
      }
    }
  }
}
