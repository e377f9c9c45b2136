import type { Position } from '#kernel';
import type { AnyProjection, Key, Measures } from './projection.ts';
import type { Slice } from './slice.ts';

/** One built read model: a projection at a version. */
export interface Model {
  readonly name: string;
  /** Not 0. A negative one is the second place of the same version, where it is rebuilt beside itself. */
  readonly version: number;
}

/** A document as it is stored. `body` is canonical JSON, ready to be joined into an answer as it is. */
export interface StoredDoc<Body = string> {
  readonly key: string;
  readonly body: Body;
  /** Position of the last event folded into it; outside the body and outside every hash. */
  readonly position: Position;
}

/** A document to write, with the index entries and without its tallies (those come summed). null: delete. */
export interface DocWrite {
  readonly schoolId: string;
  readonly key: string;
  readonly body: string | null;
  readonly position: Position;
  readonly indexes: Readonly<Record<string, readonly Key[]>>;
}

/** What to add to a tally row. Rows whose measures have all become 0 are removed. */
export interface TallyChange {
  readonly schoolId: string;
  readonly tally: string;
  readonly key: Key;
  readonly add: Measures;
}

/** A bad event stopped one school of one projection here; its later events wait. */
export interface Halt {
  readonly schoolId: string;
  readonly eventId: string;
  readonly position: Position;
  readonly error: string;
}

/** All that one batch changes in one model, written in one transaction or not at all. */
export interface Batch {
  readonly model: Model;
  readonly slice: Slice;
  /** The fence: the checkpoint this batch was folded upon. Another one standing there: `Fenced`. */
  readonly after: Position | null;
  readonly checkpoint: Position;
  readonly docs: readonly DocWrite[];
  readonly tallies: readonly TallyChange[];
  readonly halts?: readonly Halt[];
  /** Schools whose halt ends with this batch. */
  readonly resumed?: readonly string[];
}

export interface BatchLimit {
  readonly docs: number;
  /** Of bodies, in UTF-16 code units (bytes for ASCII). */
  readonly bytes: number;
}

/** Another projector has moved the checkpoint: this one is no longer the owner and must stop. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** The read store cannot be reached; nothing was written. */
export class ReadStoreUnavailable extends Error {
  override readonly name = 'ReadStoreUnavailable';
}

export interface FindOptions {
  readonly index: string;
  /** Equality on the first parts. */
  readonly prefix: Key;
  /** Range on the part after the prefix, both ends included. */
  readonly from?: string | number;
  readonly to?: string | number;
  readonly descending?: boolean;
  /** 1 … 10,000. */
  readonly limit: number;
  /** Where the page before ended. */
  readonly cursor?: string;
}

export interface FoundPage<Body = string> {
  readonly docs: readonly StoredDoc<Body>[];
  /** Present when there may be more. */
  readonly cursor?: string;
}

export interface TallyRow {
  readonly key: Key;
  readonly measures: Measures;
}

/** One consistent view of the models that readers see now: documents, tallies and checkpoints agree. */
export interface Snapshot {
  /** null: the model has never been built for this slice of schools. */
  checkpoint(model: string, schoolId: string): Promise<Position | null>;
  get(model: string, schoolId: string, key: string): Promise<StoredDoc | null>;
  /** In the order of the keys; missing ones left out. */
  getMany(model: string, schoolId: string, keys: readonly string[]): Promise<readonly StoredDoc[]>;
  /**
   * In the order of the index, then of the document's key; a document once per matching entry. Empty when the
   * model was never built. @throws Refused `invalid` for a cursor that no page gave, RangeError for a bad limit,
   * Error for an index that the projection does not declare
   */
  find(model: string, schoolId: string, options: FindOptions): Promise<FoundPage>;
  /**
   * The same with bodies as UTF-8. For large pages that join them as they are: making text of them and bytes of
   * the page again would cost several times what reading them does.
   */
  findBytes(model: string, schoolId: string, options: FindOptions): Promise<FoundPage<Buffer>>;
  /** The rows under a prefix, optionally with a range on the next part, in key order. */
  tally(
    model: string,
    schoolId: string,
    tally: string,
    range: { prefix: Key; from?: string | number; to?: string | number },
  ): Promise<readonly TallyRow[]>;
  halts(model: string): Promise<readonly Halt[]>;
}

/**
 * Where read models live. Small because read models are shaped like screens. Two adapters, one contract suite
 * (contract.ts). Every key, index and tally row is a school's: no read crosses schools.
 */
export interface ReadStore {
  /** What one commit should hold at most, over all of its models; a single event may touch more. */
  readonly batchLimit: BatchLimit;
  /** How long after `takeOver` a read that began before may still look at the old model (ms): then `drop` it. */
  readonly dropGraceMs: number;
  /**
   * Makes room for these models (tables, collections, indexes) before any transaction, and points readers at
   * the given version of a name when no version of it is live yet.
   */
  prepare(projections: readonly AnyProjection[]): Promise<void>;
  /** Runs reads on one snapshot of the live models. */
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /** The same for one built model, live or not: what the engine folds upon. */
  readModel<T>(model: Model, work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /** @throws Fenced, ReadStoreUnavailable */
  commit(batch: Batch): Promise<void>;
  /** Several models of one pass in one transaction where the store can; else one after the other. */
  commitAll(batches: readonly Batch[]): Promise<void>;
  /** The checkpoint of a built model and slice. */
  checkpoint(model: Model, slice: Slice): Promise<Position | null>;
  /** Every model there is room for, live or not, in no order. */
  models(): Promise<readonly Model[]>;
  /** Which version of each name readers see. */
  live(): Promise<ReadonlyMap<string, number>>;
  /** Points readers at this version in one step. The old one stays until `drop`. */
  takeOver(model: Model): Promise<void>;
  /** Removes a model; refuses one that readers see. Interrupted, it leaves nothing that could pass for a model. */
  drop(model: Model): Promise<void>;
  /** Every document of a model in (school, key) order, for the state hash. */
  scan(model: Model): AsyncIterable<{ schoolId: string; key: string; body: string }>;
  /** Every tally row of a model in (school, tally, key) order, for the state hash. */
  scanTallies(model: Model): AsyncIterable<{ schoolId: string; tally: string; key: Key; measures: Measures }>;
  close(): Promise<void>;
}
