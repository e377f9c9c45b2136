import type { AnyFact, FactOf, Recorded } from '#kernel';

/** One part of an index or tally key. Parts at the same place of the same key are always of one type. */
export type KeyPart = string | number;
/** Compared part by part: strings by code units of their UTF-8, numbers by value. */
export type Key = readonly KeyPart[];

/** The most parts that an index or tally key may have, on both stores. */
export const MAX_KEY_PARTS = 6;

/** Sums kept under a tally key. A measure that is 0 may be left out. */
export type Measures = Readonly<Record<string, number>>;

/**
 * Exact sums over a projection's documents: for each changed document, −measure(before) at keys(before) and
 * +measure(after) at keys(after). Never an increment from an event, so corrections, moves and cancellations
 * cannot make it drift.
 */
export interface Tally<Doc> {
  readonly name: string;
  /** The rows this document counts in: its school, each class, each teacher … No row twice. */
  keys(doc: Doc): readonly Key[];
  /** Whole numbers. Neutral to policy: sum every unit and start, choose at query. */
  measure(doc: Doc): Measures;
}

/** The documents that an event touches: one, several, or all those an index lists under a prefix. */
export type Touched = string | readonly string[] | { readonly index: string; readonly prefix: Key };

/**
 * A read model as data, not plumbing. The engine batches, loads, folds, writes documents, indexes, tallies and
 * the checkpoint in one transaction, rebuilds beside, and answers as-of; all of it from this.
 */
export interface Projection<Doc extends object, Event extends AnyFact> {
  /** Lower-case words and dashes. */
  readonly name: string;
  /** Raise it when evolve, indexes or tallies change: the new version is built beside the old. */
  readonly version: number;
  /** Called only for events that `evolve` names, or for all when there is `every`. */
  key(event: Recorded<Event>): Touched;
  /** Pure. null: there is no such document (yet, or any more). Must not change the document it is given. */
  readonly evolve: {
    readonly [Type in Event['type']]?: (
      doc: Doc | null,
      event: Recorded<FactOf<Event, Type>>,
      key: string,
    ) => Doc | null;
  };
  /** The same for each event that `evolve` does not name, of types that this program does not know, too. */
  every?(doc: Doc | null, event: Recorded<Event>, key: string): Doc | null;
  /**
   * For each index, the entries of a document: none, one or several keys of equal length. Indexes and tallies
   * must cope with every document that evolve can make; they see those that are written, not each in between.
   */
  readonly indexes?: Readonly<Record<string, (doc: Doc) => readonly Key[]>>;
  readonly tallies?: readonly Tally<Doc>[];
}

/** A projection of whatever documents and events, as the engine holds it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the engine only moves documents and events
export type AnyProjection = Projection<any, any>;

/** Types a projection where it is declared. */
export const projection = <Doc extends object, Event extends AnyFact>(
  declared: Projection<Doc, Event>,
): Projection<Doc, Event> => declared;
