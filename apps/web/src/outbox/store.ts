import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Act, Step } from './act.ts';

/** A command on its way: sent again with the same key and body until the server has answered it. */
export interface Batch {
  /** The Idempotency-Key. */
  readonly key: string;
  readonly accountId: string;
  readonly lessonId: string;
  readonly actIds: readonly string[];
  readonly steps: readonly Step[];
  /** Of acts that waited for the network. */
  readonly claimedAt?: string;
}

interface Kept extends DBSchema {
  acts: { key: string; value: Act };
  batches: { key: string; value: Batch };
}

/** What waits on this device, kept in IndexedDB: it outlives the tab, the browser and the computer's sleep. */
export class Store {
  readonly #db: Promise<IDBPDatabase<Kept>>;

  constructor() {
    this.#db = openDB<Kept>('zhurnal-outbox', 1, {
      upgrade(db) {
        db.createObjectStore('acts', { keyPath: 'id' });
        db.createObjectStore('batches', { keyPath: 'key' });
      },
    });
  }

  /** In the order in which they were done. */
  async acts(): Promise<Act[]> {
    const acts = await (await this.#db).getAll('acts');
    return acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  async batches(): Promise<Batch[]> {
    return (await this.#db).getAll('batches');
  }

  /** Writes some and forgets others, in one step. */
  async putActs(acts: readonly Act[], forgotten: readonly string[] = []): Promise<void> {
    if (acts.length + forgotten.length === 0) return;
    const transaction = (await this.#db).transaction('acts', 'readwrite');
    await Promise.all([
      ...acts.map((act) => transaction.store.put(act)),
      ...forgotten.map((id) => transaction.store.delete(id)),
      transaction.done,
    ]);
  }

  removeActs(ids: readonly string[]): Promise<void> {
    return this.putActs([], ids);
  }

  async putBatch(batch: Batch): Promise<void> {
    await (await this.#db).put('batches', batch);
  }

  async removeBatch(key: string): Promise<void> {
    await (await this.#db).delete('batches', key);
  }
}
