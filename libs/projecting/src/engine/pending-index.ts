import type { AnyProjection, Key } from '../projection.ts';
import type { DocInHand } from './doc-in-hand.ts';

/**
 * What the changed, not yet stored documents say about an index: a lookup must see the changes of its own
 * batch. Brought up to date only when asked.
 */
export class PendingIndex {
  readonly #entriesOf: (doc: object) => readonly Key[];
  readonly #length: number;
  readonly #stale: Set<DocInHand>;
  readonly #rows = new Map<string, Set<DocInHand>>();
  readonly #placed = new Map<DocInHand, readonly string[]>();

  /** @param length of the prefixes that will be asked for */
  constructor(projection: AnyProjection, index: string, length: number, changed: Iterable<DocInHand>) {
    const entriesOf = projection.indexes?.[index];
    if (entriesOf === undefined) throw new Error(`${projection.name} has no index ${index}`);
    this.#entriesOf = entriesOf;
    this.#length = length;
    this.#stale = new Set(changed);
  }

  changed(doc: DocInHand): void {
    this.#stale.add(doc);
  }

  /** The changed documents that stand under the prefix now. */
  under(schoolId: string, prefix: Key): ReadonlySet<DocInHand> {
    for (const doc of this.#stale) this.#place(doc);
    this.#stale.clear();
    return this.#rows.get(rowName(schoolId, prefix)) ?? NOTHING;
  }

  #place(doc: DocInHand): void {
    for (const name of this.#placed.get(doc) ?? []) this.#rows.get(name)?.delete(doc);
    const entries = doc.now === null ? [] : this.#entriesOf(doc.now);
    const names = entries.map((entry) => rowName(doc.schoolId, entry.slice(0, this.#length)));
    this.#placed.set(doc, names);
    for (const name of names) {
      const row = this.#rows.get(name);
      if (row === undefined) this.#rows.set(name, new Set([doc]));
      else row.add(doc);
    }
  }
}

const NOTHING: ReadonlySet<DocInHand> = new Set();

const rowName = (schoolId: string, prefix: Key): string => JSON.stringify([schoolId, ...prefix]);
