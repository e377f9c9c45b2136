import { writeSync } from 'node:fs';
import type { Batch, DocWrite, ReadStore } from '#projecting';

/** Documents of which the one with this number is never written: the process is killed when its turn comes. */
class LastDocs extends Array<DocWrite> {
  /** -1: none. */
  deadly = -1;

  override *[Symbol.iterator](): ArrayIterator<DocWrite> {
    for (let index = 0; index < this.length; index += 1) {
      if (index === this.deadly) die();
      yield this[index]!;
    }
  }
}

/** What a killed program has said at last. */
export const INSIDE = 'killed inside a transaction';

function die(): void {
  writeSync(1, INSIDE);
  process.kill(process.pid, 'SIGKILL');
}

/** Few documents to a transaction, so that there are many to die in. */
const BATCH_LIMIT = { docs: 40, bytes: 1_000_000 };

export interface Death {
  /** After so many commits that wrote documents. */
  readonly commits: number;
  /** Which document of the next is not written any more, as a share of all of them, 0 … 1. */
  readonly share: number;
}

/**
 * The store of a program that is killed (SIGKILL) inside the transaction of a commit: some of its documents are
 * written then, the rest, the tallies and the checkpoint are not. null: it lives.
 */
export function dyingStore(store: ReadStore, death: Death | null): ReadStore {
  let written = 0;
  const commitAll = async (batches: readonly Batch[]): Promise<void> => {
    const docs = batches.reduce((sum, batch) => sum + batch.docs.length, 0);
    if (death === null || docs === 0 || (written += 1) <= death.commits) return store.commitAll(batches);
    let deadly = Math.min(docs - 1, Math.floor(docs * death.share));
    return store.commitAll(
      batches.map((batch) => {
        const last = LastDocs.from(batch.docs) as LastDocs;
        if (deadly >= 0 && deadly < last.length) last.deadly = deadly;
        deadly -= last.length;
        return { ...batch, docs: last };
      }),
    );
  };
  return new Proxy(store, {
    get(target, name: keyof ReadStore) {
      if (name === 'commitAll') return commitAll;
      if (name === 'batchLimit') return BATCH_LIMIT;
      const member = target[name];
      return typeof member === 'function' ? (member as (...all: unknown[]) => unknown).bind(target) : member;
    },
  });
}
