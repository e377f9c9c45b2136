import { randomUUID } from 'node:crypto';
import type { Collection } from 'mongodb';
import type { Position } from '#kernel';
import type { ChangedDoc } from '../engine/model-fold.ts';
import { pause } from '../engine/patiently.ts';
import { noNotices, type Notices } from '../notices.ts';
import type { Slice } from '../slice.ts';
import { MongoConnection, type MongoPlace } from './mongo-connection.ts';
import { isDuplicate, reaching } from './mongo-errors.ts';

/** A model that readers see has moved on, as another process is told it. */
export interface News {
  /** The read model's name. */
  readonly model: string;
  readonly slice: Slice;
  readonly checkpoint: Position;
  /** null: nobody knows what changed, because whoever projected before may have died before it could tell. */
  readonly changed: readonly ChangedDoc[] | null;
}

interface NewsRow extends News {
  /** Teller and number: a piece that is sent twice is there once. */
  readonly _id: string;
  readonly teller: string;
  /** Counts the teller's pieces from 1, without gaps. */
  readonly n: number;
  /** When it was told, by the server's clock. */
  readonly at: Date;
}

interface TellerRow {
  readonly _id: string;
  /** So many pieces are there to be read. */
  readonly n: number;
  /** When the last of them came, by the server's clock. */
  readonly at: Date;
}

/** How often those who listen look (ms). */
const LOOK_EVERY_MS = 100;
/** How long a piece is kept (ms): a process that did not look for so long has told its pages nothing either. */
const KEEP_MS = 600_000;
const CLEAR_OUT_EVERY_MS = 60_000;
/** How long to wait when the server is away (ms). */
const AGAIN_MS = 1_000;

/**
 * How projectors tell the other processes of a cluster which models moved on: the collections `news` and `tellers`
 * of the read models' database. Told after the commit, so it may come late and, when a projector dies, not at all:
 * whoever takes its slice over says so (`changed: null`). Nothing but open pages depends on it.
 */
export class MongoNews {
  readonly #connection: MongoConnection;
  readonly #rows: Collection<NewsRow>;
  readonly #tellers: Collection<TellerRow>;
  readonly #notices: Notices;
  readonly #teller = randomUUID();
  #told = 0;
  #untold: Omit<NewsRow, 'at'>[] = [];
  #clearedOut = -Infinity;
  #telling: Promise<void> | null = null;
  readonly #closing = new AbortController();

  private constructor(connection: MongoConnection, notices: Notices) {
    this.#connection = connection;
    this.#rows = connection.db.collection('news');
    this.#tellers = connection.db.collection('tellers');
    this.#notices = notices;
  }

  /** @throws ReadStoreUnavailable, Error when the server cannot hold read models (see MongoReadStore) */
  static async connect(place: MongoPlace, notices: Notices = noNotices): Promise<MongoNews> {
    const news = new MongoNews(await MongoConnection.open(place), notices);
    await reaching(async () => {
      await news.#rows.createIndex({ teller: 1, n: 1 }, { name: 'inOrder' });
      await news.#rows.createIndex({ at: 1 }, { name: 'byTime' });
    });
    return news;
  }

  /** Goes out by itself, in order; again when the server was away. */
  tell({ model, slice, checkpoint, changed }: News): void {
    this.#told += 1;
    const n = this.#told;
    this.#untold.push({
      _id: `${this.#teller} ${n}`,
      teller: this.#teller,
      n,
      model,
      slice,
      checkpoint,
      changed,
    });
    this.#telling ??= this.#tellAll();
  }

  /**
   * Hears what is told from now on, until the signal aborts. A process hears itself too.
   * @param hear must not throw
   */
  async follow(stop: AbortSignal, hear: (news: News) => void): Promise<void> {
    /** How many pieces of each teller were heard; null before the first look. */
    let heard: Map<string, number> | null = null;
    let away = false;
    while (!stop.aborted) {
      try {
        const tellers = await this.#tellers.find().toArray();
        const before = heard;
        heard = new Map();
        for (const { _id: teller, n } of tellers) {
          const from: number = before === null ? n : (before.get(teller) ?? 0);
          heard.set(teller, from);
          if (from >= n) continue;
          for (const news of await this.#after(teller, from, n)) hear(news);
          heard.set(teller, n);
        }
        away = false;
      } catch (error) {
        if (stop.aborted) return;
        if (!away) this.#notices.warn({ error: String(error) }, 'could not ask what read models show anew');
        away = true;
      }
      await pause(away ? AGAIN_MS : LOOK_EVERY_MS, stop);
    }
  }

  /** Tells what is left to tell, if the server is there, and closes. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#telling;
    await this.#connection.close();
  }

  #after(teller: string, from: number, to: number): Promise<readonly NewsRow[]> {
    return this.#rows
      .find({ teller, n: { $gt: from, $lte: to } })
      .sort({ n: 1 })
      .toArray();
  }

  async #tellAll(): Promise<void> {
    while (this.#untold.length > 0) {
      const rows = this.#untold;
      this.#untold = [];
      try {
        await this.#write(rows);
      } catch (error) {
        this.#untold = [...rows, ...this.#untold];
        this.#notices.warn({ error: String(error) }, 'could not tell what read models show anew');
        if (this.#closing.signal.aborted) break;
        await pause(AGAIN_MS, this.#closing.signal);
      }
    }
    this.#telling = null;
  }

  async #write(untold: readonly Omit<NewsRow, 'at'>[]): Promise<void> {
    const at = await this.#connection.serverTime();
    try {
      await this.#rows.insertMany(
        untold.map((row) => ({ ...row, at })),
        { ordered: false },
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const { n } = untold.at(-1)!;
    await this.#tellers.updateOne({ _id: this.#teller }, { $set: { n, at } }, { upsert: true });
    if (performance.now() - this.#clearedOut < CLEAR_OUT_EVERY_MS) return;
    this.#clearedOut = performance.now();
    const old = { at: { $lt: new Date(at.getTime() - KEEP_MS) } };
    await this.#tellers.deleteMany(old);
    await this.#rows.deleteMany(old);
  }
}
