import type { Position } from '#kernel';
import type { StoredDoc } from '../read-store.ts';

/** A document while it is being folded. `before` is what the store holds, `now` what it will hold. */
export interface DocInHand {
  readonly schoolId: string;
  readonly key: string;
  before: object | null;
  now: object | null;
  /** Position of the last event that changed it; null when nothing ever did. */
  position: Position | null;
  /** The same of what the store holds. */
  storedAt: Position | null;
  changed: boolean;
  /** Length of the stored body. */
  size: number;
}

export const inHand = (schoolId: string, key: string, stored: StoredDoc | undefined): DocInHand => {
  const doc = stored === undefined ? null : (JSON.parse(stored.body) as object);
  return {
    schoolId,
    key,
    before: doc,
    now: doc,
    position: stored?.position ?? null,
    storedAt: stored?.position ?? null,
    changed: false,
    size: stored?.body.length ?? 0,
  };
};

/**
 * The documents of one model that are in memory: those changed since the last commit and, as far as there is
 * room, those that were used lately. What has not been used for two turns is let go.
 */
export class DocsInHand {
  /** Characters of bodies that may stay in memory. */
  readonly #room: number;
  #recent = new Map<string, Map<string, DocInHand>>();
  #older = new Map<string, Map<string, DocInHand>>();
  #recentSize = 0;

  constructor(room: number) {
    this.#room = room;
  }

  get(schoolId: string, key: string): DocInHand | undefined {
    const doc = this.#recent.get(schoolId)?.get(key);
    if (doc !== undefined) return doc;
    const older = this.#older.get(schoolId)?.get(key);
    if (older !== undefined) this.add(older);
    return older;
  }

  add(doc: DocInHand): DocInHand {
    let school = this.#recent.get(doc.schoolId);
    if (school === undefined) this.#recent.set(doc.schoolId, (school = new Map<string, DocInHand>()));
    school.set(doc.key, doc);
    this.#recentSize += doc.size + ROOM_PER_DOC;
    return doc;
  }

  /** The document was stored with a body of this length. */
  stored(doc: DocInHand, size: number): void {
    this.#recentSize += size - doc.size;
    doc.size = size;
    doc.before = doc.now;
    doc.storedAt = doc.position;
    doc.changed = false;
  }

  /** Lets go of what was not used lately. Only when no document is changed. */
  makeRoom(): void {
    if (this.#recentSize < this.#room / 2) return;
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#recentSize = 0;
  }

  clear(): void {
    this.#recent.clear();
    this.#older.clear();
    this.#recentSize = 0;
  }
}

/** What a document takes beside its body, and one that is not there at all. */
const ROOM_PER_DOC = 200;
