import { comparePositions, type Position, type Recorded, schoolOf } from '#kernel';
import type { AnyProjection, Key, Touched } from '../projection.ts';
import type { Batch, DocWrite, Halt, Model, ReadStore, StoredDoc } from '../read-store.ts';
import { covers, type Slice } from '../slice.ts';
import type { KnownSkips } from '../skip/known-skips.ts';
import { bodyOf, entriesOf, TallySums } from './derived.ts';
import { type DocInHand, DocsInHand, inHand } from './doc-in-hand.ts';
import { PendingIndex } from './pending-index.ts';

type Evolve = (doc: object | null, event: Recorded, key: string) => object | null;

/** How a projection folds, as the engine asks for it. */
interface Evolves {
  readonly evolve: Readonly<Record<string, Evolve | undefined>>;
  readonly every?: Evolve;
}

/** An event that this model folds, and what it touches. */
interface Work {
  readonly schoolId: string;
  readonly event: Recorded;
  readonly evolve: Evolve;
  /** null: asking which documents it touches failed. */
  readonly touched: Touched | null;
  readonly error?: unknown;
}

/** A document as it was before an event. */
interface Undo {
  readonly doc: DocInHand;
  readonly now: object | null;
  readonly position: Position | null;
}

/** How much an event is taken to add to a document until it is written and measured. */
const GROWTH_PER_EVENT = 200;
/** Documents per page of an index lookup. */
const LOOKUP_PAGE = 1_000;

/** One changed document, for those who watch. */
export interface ChangedDoc {
  readonly schoolId: string;
  readonly key: string;
}

/**
 * One model of one slice while events are folded into it: the documents in memory, what has changed since the
 * last commit, which schools have halted. Knows nothing of where events come from.
 */
export class ModelFold {
  readonly projection: AnyProjection;
  readonly model: Model;
  readonly slice: Slice;
  readonly #store: ReadStore;
  readonly #skips: KnownSkips;
  readonly #docs: DocsInHand;
  readonly #changed = new Set<DocInHand>();
  readonly #halts = new Map<string, Halt>();
  readonly #newHalts = new Set<string>();
  readonly #resumed = new Set<string>();
  /** Schools whose changed documents cannot be stored: to be taken back and folded event by event. */
  readonly #broken = new Set<string>();
  readonly #pending = new Map<string, PendingIndex>();
  /** What the event in hand has changed, while events are folded one by one. */
  #undo: Undo[] | null = null;
  #changedSize = 0;
  #committed: Position | null = null;
  #folded: Position | null = null;

  constructor(
    projection: AnyProjection,
    slice: Slice,
    { store, skips, room }: { store: ReadStore; skips: KnownSkips; room: number },
  ) {
    this.projection = projection;
    this.model = { name: projection.name, version: projection.version };
    this.slice = slice;
    this.#store = store;
    this.#skips = skips;
    this.#docs = new DocsInHand(room);
  }

  /** Where the store stands: read once, before the first event. */
  async open(): Promise<void> {
    this.#committed = this.#folded = await this.#store.checkpoint(this.model, this.slice);
    const halts = await this.#store.readModel(this.model, (snapshot) => snapshot.halts(this.model.name));
    for (const halt of halts) if (covers(this.slice, halt.schoolId)) this.#halts.set(halt.schoolId, halt);
  }

  /** The position that the store holds. */
  get committed(): Position | null {
    return this.#committed;
  }

  /** The position that everything was folded up to. */
  get folded(): Position | null {
    return this.#folded;
  }

  get halts(): ReadonlyMap<string, Halt> {
    return this.#halts;
  }

  /** Schools that have to be taken back and folded event by event before a commit. */
  get broken(): ReadonlySet<string> {
    return this.#broken;
  }

  get changedDocs(): number {
    return this.#changed.size;
  }

  /** What the changed documents will take when written, roughly. */
  get changedSize(): number {
    return this.#changedSize;
  }

  /** Everything up to here was handed over, whether it concerned this model or not. */
  advance(position: Position): void {
    if (comparePositions(position, this.#folded) > 0) this.#folded = position;
  }

  /** Folds events that come in log order; those that were folded before are passed over. */
  async fold(events: readonly Recorded[]): Promise<void> {
    const work: Work[] = [];
    for (const event of events) {
      if (comparePositions(event.position, this.#folded) <= 0) continue;
      const one = this.#workOf(event);
      if (one !== null) work.push(one);
    }
    const last = events.at(-1);
    if (work.length > 0) await this.#foldWork(work);
    if (last !== undefined) this.advance(last.position);
  }

  /**
   * Folds events of one school that the rest of the model is past, and checks after each whether what came of
   * it can be stored. Stops at the first that cannot.
   */
  async foldAgain(schoolId: string, events: readonly Recorded[]): Promise<void> {
    for (const event of events) {
      if (this.#halts.has(schoolId)) return;
      const work = this.#workOf(event);
      if (work === null) continue;
      const undo: Undo[] = [];
      this.#undo = undo;
      await this.#foldWork([work]);
      this.#undo = null;
      try {
        for (const { doc } of undo) this.#derive(doc, new TallySums(this.projection));
      } catch (error) {
        for (const { doc, now, position } of undo.reverse()) Object.assign(doc, { now, position });
        this.#halt(schoolId, event, error);
      }
    }
  }

  /** Forgets what was folded for a school since the last commit. */
  takeBack(schoolId: string): void {
    for (const doc of [...this.#changed]) if (doc.schoolId === schoolId) this.#takeBack(doc);
    this.#pending.clear();
    this.#broken.delete(schoolId);
  }

  /** The school goes on: its halt ends with the next batch. */
  resume(schoolId: string): void {
    this.#halts.delete(schoolId);
    this.#newHalts.delete(schoolId);
    this.#resumed.add(schoolId);
  }

  /** The school, whose halt is being made up for, has come this far. */
  moveHalt(halt: Halt): void {
    this.#halts.set(halt.schoolId, halt);
    this.#newHalts.add(halt.schoolId);
    this.#resumed.delete(halt.schoolId);
  }

  /**
   * All that has changed since the last commit. When a school's documents cannot be stored it is left out and
   * stands among `broken`: the batch is then not to be written.
   */
  batch(): Batch | null {
    const docs: DocWrite[] = [];
    const sums = new TallySums(this.projection);
    for (const doc of this.#changed) {
      if (this.#broken.has(doc.schoolId)) continue;
      try {
        docs.push(this.#derive(doc, sums));
      } catch {
        this.#broken.add(doc.schoolId);
      }
    }
    const checkpoint = this.#folded;
    if (this.#broken.size > 0 || checkpoint === null) return null;
    const halts = [...this.#newHalts].map((schoolId) => this.#halts.get(schoolId)!);
    return {
      model: this.model,
      slice: this.slice,
      after: this.#committed,
      checkpoint,
      docs,
      tallies: [...sums.changes()],
      ...(halts.length > 0 ? { halts } : {}),
      ...(this.#resumed.size > 0 ? { resumed: [...this.#resumed] } : {}),
    };
  }

  /** The batch was written. @returns the documents that changed */
  wrote(batch: Batch): readonly ChangedDoc[] {
    const changed: ChangedDoc[] = [];
    let index = 0;
    for (const doc of this.#changed) {
      this.#docs.stored(doc, batch.docs[index++]?.body?.length ?? 0);
      changed.push({ schoolId: doc.schoolId, key: doc.key });
    }
    this.#changed.clear();
    this.#changedSize = 0;
    this.#pending.clear();
    this.#newHalts.clear();
    this.#resumed.clear();
    this.#committed = batch.checkpoint;
    this.#docs.makeRoom();
    return changed;
  }

  #workOf(event: Recorded): Work | null {
    const { evolve: named, every } = this.projection as Evolves;
    const evolve = named[event.type] ?? every;
    if (evolve === undefined) return null;
    const schoolId = schoolOf(event.stream);
    if (this.#skips.has(schoolId, this.model.name, event.id)) return null;
    try {
      const touched = this.projection.key(event) as Touched | undefined;
      if (touched === undefined) throw new TypeError(`${event.type} names no document: key gave nothing`);
      return { schoolId, event, evolve, touched };
    } catch (error) {
      return { schoolId, event, evolve, touched: null, error };
    }
  }

  async #foldWork(work: readonly Work[]): Promise<void> {
    await this.#load(work);
    for (const { schoolId, event, evolve, touched, error } of work) {
      if (this.#halts.has(schoolId) || this.#broken.has(schoolId)) continue;
      if (touched === null) {
        this.#halt(schoolId, event, error);
      } else if (typeof touched === 'string') {
        this.#evolveOne(this.#docs.get(schoolId, touched)!, event, evolve);
      } else if ('index' in touched) {
        const docs = await this.#lookUp(schoolId, touched.index, touched.prefix);
        if (docs !== null) this.#evolveAll(schoolId, docs, event, evolve);
      } else {
        const docs = new Set(touched.map((key) => this.#docs.get(schoolId, key)!));
        this.#evolveAll(schoolId, docs, event, evolve);
      }
    }
  }

  #evolveOne(doc: DocInHand, event: Recorded, evolve: Evolve): void {
    if (doc.position !== null && comparePositions(event.position, doc.position) <= 0) return;
    let next: object | null;
    try {
      next = evolved(doc, event, evolve);
    } catch (error) {
      this.#halt(doc.schoolId, event, error);
      return;
    }
    this.#put(doc, next, event.position);
  }

  /** All of the documents, or none when one of them cannot take the event. */
  #evolveAll(schoolId: string, docs: Iterable<DocInHand>, event: Recorded, evolve: Evolve): void {
    const next: [DocInHand, object | null][] = [];
    try {
      for (const doc of docs) {
        if (doc.position !== null && comparePositions(event.position, doc.position) <= 0) continue;
        next.push([doc, evolved(doc, event, evolve)]);
      }
    } catch (error) {
      this.#halt(schoolId, event, error);
      return;
    }
    for (const [doc, now] of next) this.#put(doc, now, event.position);
  }

  #put(doc: DocInHand, now: object | null, position: Position): void {
    if (now === doc.now) return;
    if (!doc.changed) {
      doc.changed = true;
      this.#changed.add(doc);
      this.#changedSize += doc.size;
    }
    this.#changedSize += GROWTH_PER_EVENT;
    this.#undo?.push({ doc, now: doc.now, position: doc.position });
    doc.now = now;
    doc.position = position;
    if (this.#pending.size > 0) for (const index of this.#pending.values()) index.changed(doc);
  }

  #halt(schoolId: string, event: Recorded, error: unknown): void {
    this.moveHalt({ schoolId, eventId: event.id, position: event.position, error: String(error) });
  }

  /** Brings the documents that the events name into memory, all at once. */
  async #load(work: readonly Work[]): Promise<void> {
    const missing = new Map<string, Set<string>>();
    const want = (schoolId: string, key: string): void => {
      if (this.#docs.get(schoolId, key) !== undefined) return;
      const keys = missing.get(schoolId);
      if (keys === undefined) missing.set(schoolId, new Set([key]));
      else keys.add(key);
    };
    for (const { schoolId, touched } of work) {
      if (touched === null || this.#halts.has(schoolId)) continue;
      if (typeof touched === 'string') want(schoolId, touched);
      else if (!('index' in touched)) for (const key of touched) want(schoolId, key);
    }
    if (missing.size === 0) return;
    await this.#store.readModel(this.model, async (snapshot) => {
      for (const [schoolId, keys] of missing) {
        const stored = await snapshot.getMany(this.model.name, schoolId, [...keys]);
        const byKey = new Map(stored.map((doc) => [doc.key, doc]));
        for (const key of keys) this.#docs.add(inHand(schoolId, key, byKey.get(key)));
      }
    });
  }

  /** The documents under an index prefix as they are now, changes of this batch included; null: broken. */
  async #lookUp(schoolId: string, index: string, prefix: Key): Promise<Set<DocInHand> | null> {
    const found = new Set<DocInHand>();
    for (const stored of await this.#stored(schoolId, index, prefix)) {
      const doc =
        this.#docs.get(schoolId, stored.key) ?? this.#docs.add(inHand(schoolId, stored.key, stored));
      if (!doc.changed) found.add(doc);
    }
    try {
      const name = `${index}\n${prefix.length}`;
      let pending = this.#pending.get(name);
      if (pending === undefined) {
        pending = new PendingIndex(this.projection, index, prefix.length, this.#changed);
        this.#pending.set(name, pending);
      }
      for (const doc of pending.under(schoolId, prefix)) found.add(doc);
      return found;
    } catch {
      // an index function failed on a document that an earlier event of this batch made
      this.#broken.add(schoolId);
      return null;
    }
  }

  #stored(schoolId: string, index: string, prefix: Key): Promise<readonly StoredDoc[]> {
    return this.#store.readModel(this.model, async (snapshot) => {
      const docs: StoredDoc[] = [];
      let cursor: string | undefined;
      do {
        const page = await snapshot.find(this.model.name, schoolId, {
          index,
          prefix,
          limit: LOOKUP_PAGE,
          ...(cursor === undefined ? {} : { cursor }),
        });
        docs.push(...page.docs);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return docs;
    });
  }

  #derive(doc: DocInHand, sums: TallySums): DocWrite {
    const { schoolId, key, before, now } = doc;
    sums.change(schoolId, before, now);
    const position = doc.position!;
    if (now === null) return { schoolId, key, body: null, position, indexes: {} };
    return { schoolId, key, body: bodyOf(now), position, indexes: entriesOf(this.projection, now) };
  }

  #takeBack(doc: DocInHand): void {
    this.#changed.delete(doc);
    doc.now = doc.before;
    doc.position = doc.storedAt;
    doc.changed = false;
  }
}

function evolved(doc: DocInHand, event: Recorded, evolve: Evolve): object | null {
  const next = evolve(doc.now, event, doc.key) as object | null | undefined;
  if (next === undefined)
    throw new TypeError(`${event.type} made nothing of ${doc.key}: neither document nor null`);
  return next;
}
