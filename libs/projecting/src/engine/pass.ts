import { comparePositions, type Position, type Recorded, schoolOf, schoolPrefix } from '#kernel';
import type { ReadableLog } from '#event-store';
import type { AnyProjection } from '../projection.ts';
import type { Halt, Model, ReadStore } from '../read-store.ts';
import { ALL_SCHOOLS, type Slice } from '../slice.ts';
import { KnownSkips } from '../skip/known-skips.ts';
import { type ChangedDoc, ModelFold } from './model-fold.ts';

export interface PassOptions {
  /** Only to look skips up and to make up for halts: the caller hands over the events. */
  readonly log: Pick<ReadableLog, 'readStream' | 'readAll'>;
  readonly store: ReadStore;
  /** One model each; prepared. */
  readonly projections: readonly AnyProjection[];
  readonly slice?: Slice;
}

/** A model moved on: what those who wait and watch are told. */
export interface Advanced {
  readonly model: Model;
  readonly slice: Slice;
  readonly checkpoint: Position;
  readonly changed: readonly ChangedDoc[];
}

/** Events per page when a school's part of the log is read again. */
const PAGE = 1_000;
const SMALLEST_CHUNK = 32;
/** Characters of document bodies that one pass keeps in memory between commits, over all of its models. */
const ROOM = 24_000_000;

/**
 * One pass over the log for one or several models of one slice. The caller hands over events in log order and
 * says when to commit; the pass folds them into every model, remembers skips, and makes up for halts that
 * were skipped.
 */
export class Pass {
  readonly #log: PassOptions['log'];
  readonly #store: ReadStore;
  readonly #skips: KnownSkips;
  readonly #models: readonly ModelFold[];
  readonly #slice: Slice;

  private constructor({ log, store, projections, slice = ALL_SCHOOLS }: PassOptions) {
    this.#log = log;
    this.#store = store;
    this.#slice = slice;
    this.#skips = new KnownSkips(log);
    const room = ROOM / projections.length;
    this.#models = projections.map(
      (projection) => new ModelFold(projection, slice, { store, skips: this.#skips, room }),
    );
  }

  /** Finds out where each model stands. @throws ReadStoreUnavailable */
  static async open(options: PassOptions): Promise<Pass> {
    const pass = new Pass(options);
    for (const model of pass.#models) {
      await model.open();
      for (const schoolId of model.halts.keys()) await pass.#skips.learn(schoolId);
    }
    return pass;
  }

  get slice(): Slice {
    return this.#slice;
  }

  /** Where to read the log from: the smallest checkpoint. */
  get position(): Position | null {
    let least: Position | null | undefined;
    for (const { folded } of this.#models) {
      if (least === undefined || comparePositions(folded, least) < 0) least = folded;
    }
    return least ?? null;
  }

  get models(): readonly { model: Model; committed: Position | null; halts: readonly Halt[] }[] {
    return this.#models.map(({ model, committed, halts }) => ({
      model,
      committed,
      halts: [...halts.values()],
    }));
  }

  /** How many events to fold before asking whether the pass is full. */
  get chunk(): number {
    return Math.max(SMALLEST_CHUNK, Math.ceil(this.#store.batchLimit.docs / this.#models.length));
  }

  /** Whether anything was folded since the last commit. */
  get behind(): boolean {
    return this.#models.some((model) => model.folded !== model.committed);
  }

  /** Whether so much has changed that it is time to commit. */
  get full(): boolean {
    const { docs, bytes } = this.#store.batchLimit;
    let changedDocs = 0;
    let changedSize = 0;
    for (const model of this.#models) {
      changedDocs += model.changedDocs;
      changedSize += model.changedSize;
    }
    return changedDocs >= docs || changedSize >= bytes;
  }

  /** Folds the next events into every model. @throws ReadStoreUnavailable, StoreUnavailable */
  async fold(events: readonly Recorded[]): Promise<void> {
    let last = '';
    for (const event of events) {
      const schoolId = schoolOf(event.stream);
      if (schoolId !== last && !this.#skips.knows(schoolId)) await this.#skips.learn(schoolId);
      last = schoolId;
      this.#skips.note(schoolId, event);
    }
    for (const model of this.#models) await model.fold(events);
  }

  /** The log has nothing more for this slice up to here. */
  advance(position: Position): void {
    for (const model of this.#models) model.advance(position);
  }

  /**
   * Writes all that has changed, then makes up for halted schools whose event was skipped.
   * @throws Fenced, ReadStoreUnavailable: then this pass is over
   */
  async commit(): Promise<readonly Advanced[]> {
    const advanced = await this.#write(this.#models);
    for (const model of this.#models) {
      for (const halt of [...model.halts.values()]) {
        if (!this.#skips.has(halt.schoolId, model.model.name, halt.eventId)) continue;
        advanced.push(...(await this.#makeUp(model, halt)));
      }
    }
    return advanced;
  }

  async #write(models: readonly ModelFold[]): Promise<Advanced[]> {
    const batches = [];
    for (const model of models) {
      let batch = model.batch();
      while (batch === null && model.broken.size > 0) {
        for (const schoolId of [...model.broken]) await this.#foldOneByOne(model, schoolId);
        batch = model.batch();
      }
      if (batch !== null) batches.push({ model, batch });
    }
    await this.#store.commitAll(batches.map(({ batch }) => batch));
    return batches.map(({ model, batch }) => ({
      model: model.model,
      slice: this.#slice,
      checkpoint: batch.checkpoint,
      changed: model.wrote(batch),
    }));
  }

  /** Finds the event after which a school's documents cannot be stored, and halts there. */
  async #foldOneByOne(model: ModelFold, schoolId: string): Promise<void> {
    model.takeBack(schoolId);
    for await (const events of this.#eventsOf(schoolId, model.committed, model.folded)) {
      await model.foldAgain(schoolId, events);
    }
  }

  /** Folds what a school has missed since its halt, now that the event is skipped. */
  async #makeUp(model: ModelFold, halt: Halt): Promise<Advanced[]> {
    const advanced: Advanced[] = [];
    model.resume(halt.schoolId);
    for await (const events of this.#eventsOf(halt.schoolId, halt.position, model.committed)) {
      await model.foldAgain(halt.schoolId, events);
      if (model.halts.has(halt.schoolId)) break;
      if (!this.full) continue;
      model.moveHalt({ ...halt, position: events.at(-1)!.position });
      advanced.push(...(await this.#write([model])));
      model.resume(halt.schoolId);
    }
    advanced.push(...(await this.#write([model])));
    return advanced;
  }

  /** A school's events after one position up to another, in pages. */
  async *#eventsOf(
    schoolId: string,
    after: Position | null,
    upTo: Position | null,
  ): AsyncIterable<readonly Recorded[]> {
    let from = after;
    while (comparePositions(from, upTo) < 0) {
      const page = await this.#log.readAll({
        after: from,
        limit: PAGE,
        streamPrefixes: [schoolPrefix(schoolId)],
      });
      const events = page.events.filter((event) => comparePositions(event.position, upTo) <= 0);
      if (events.length > 0) yield events;
      if (page.end || page.next === null) return;
      from = page.next;
    }
  }
}
