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

/** Of one moment, in the order of their ids. */
const byTime = (a: Act, b: Act): number => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1);

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
    return acts.sort(byTime);
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

  /**
   * The command that an account left on its way, else a new one, which is kept; null: neither is there.
   * @param make out of the acts that are kept, in the order in which they were done: another tab may have sent some
   */
  async startBatch(accountId: string, make: (acts: readonly Act[]) => Batch | null): Promise<Batch | null> {
    const transaction = (await this.#db).transaction(['acts', 'batches'], 'readwrite');
    const batches = transaction.objectStore('batches');
    const [acts, started] = await Promise.all([transaction.objectStore('acts').getAll(), batches.getAll()]);
    const ofAccount = (one: { readonly accountId: string }): boolean => one.accountId === accountId;
    const left = started.find(ofAccount);
    const batch = left ?? make(acts.filter(ofAccount).sort(byTime));
    if (left === undefined && batch !== null) await batches.put(batch);
    await transaction.done;
    return batch;
  }

  /** Forgets a command that was answered, with those of its acts that need nothing more, in one step. */
  async finish(key: string, actIds: readonly string[]): Promise<void> {
    const transaction = (await this.#db).transaction(['acts', 'batches'], 'readwrite');
    const acts = transaction.objectStore('acts');
    await Promise.all([
      ...actIds.map((id) => acts.delete(id)),
      transaction.objectStore('batches').delete(key),
      transaction.done,
    ]);
  }
}
