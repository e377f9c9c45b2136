import type { Document } from 'bson';
import { keyOf } from './bson-order.ts';
import { isOperators, type Matcher } from './filter.ts';
import { type Bounds, type IndexSpec, OrderedIndex } from './ordered-index.ts';
import { Row, type View } from './row.ts';
import { ServerError } from './server-error.ts';
import { LockHeld, writeConflict, type WriteTarget, type WriteUnit } from './write-unit.ts';

/** The index that every collection has: "unique index on the _id field" (core/indexes, "Default Index"). */
export const ID_INDEX: IndexSpec = { name: '_id_', key: { _id: 1 }, unique: true };

/** A collection with all versions of its documents and its indexes. */
export class Collection implements WriteTarget {
  readonly namespace: string;
  /** The place in the log at which it was created: a transaction that began before cannot use it. */
  readonly createdAt: number;
  private readonly rows = new Map<string, Row>();
  private readonly byName = new Map<string, OrderedIndex>();
  readonly users = new Set<WriteUnit>();
  /** Changes of structure that wait for those transactions. */
  pendingChanges = 0;

  constructor(namespace: string, createdAt: number) {
    this.namespace = namespace;
    this.createdAt = createdAt;
  }

  get indexes(): readonly IndexSpec[] {
    return [ID_INDEX, ...[...this.byName.values()].map((index) => index.spec)];
  }

  /** Builds an index over what is there. @throws ServerError DuplicateKey */
  addIndex(spec: IndexSpec): void {
    const index = new OrderedIndex(spec);
    for (const row of this.rows.values()) {
      const newest = row.newest?.document;
      if (newest && spec.unique && !index.rows(index.keyOf(newest)).next().done)
        throw duplicateKey(this.namespace, index, newest);
      if (newest) index.add(row, newest);
    }
    // Older versions too: snapshots from before the index was built may use it as well.
    for (const row of this.rows.values())
      for (const version of row.versions.slice(0, -1)) if (version.document) index.add(row, version.document);
    this.byName.set(spec.name, index);
  }

  dropIndex(name: string): void {
    this.byName.delete(name);
  }

  /** Documents that a view sees and a matcher accepts, in no order; indexes narrow what is looked at. */
  *find(filter: Document, matches: Matcher, view: View): Generator<{ row: Row; document: Document }> {
    for (const row of this.candidates(filter)) {
      const document = row.seenBy(view);
      if (document && matches(document)) yield { row, document };
    }
  }

  private candidates(filter: Document): Iterable<Row> {
    const ids = equalities(filter._id);
    if (ids && '_id' in filter)
      return ids.map((id) => this.rows.get(keyOf(id))).filter((row) => row !== undefined);
    let best: { index: OrderedIndex; prefix: unknown[]; bounds: Bounds } | undefined;
    for (const index of this.byName.values()) {
      const prefix: unknown[] = [];
      for (const path of index.paths) {
        const values = path in filter ? equalities(filter[path]) : null;
        if (values?.length !== 1) break;
        prefix.push(values[0]);
      }
      if (prefix.length > 0 && prefix.length > (best?.prefix.length ?? 0))
        best = { index, prefix, bounds: boundsOf(filter[index.paths[prefix.length] ?? '']) };
    }
    return best ? best.index.rows(best.prefix, best.bounds) : this.rows.values();
  }

  /** Inserts as part of a unit. @throws ServerError DuplicateKey, WriteConflict */
  insert(document: Document, unit: WriteUnit): void {
    const id = keyOf(document._id);
    const row = this.rows.get(id) ?? new Row(id);
    if (row.writer !== undefined && row.writer !== unit) throw new LockHeld(row.writer);
    if (row.seenBy(unit.view)) throw duplicateId(this.namespace, document);
    this.write(row, document, unit);
    this.rows.set(id, row);
  }

  /** Replaces or (null) deletes a row's document as part of a unit. @throws ServerError */
  write(row: Row, document: Document | null, unit: WriteUnit): void {
    if (document) for (const index of this.byName.values()) this.keepUnique(index, row, document, unit);
    unit.write(this, row, document);
  }

  private keepUnique(index: OrderedIndex, row: Row, document: Document, unit: WriteUnit): void {
    if (!index.spec.unique) return;
    const key = index.keyOf(document);
    const has = (other: Document | null | undefined): boolean =>
      other !== null && other !== undefined && keyOf(index.keyOf(other)) === keyOf(key);
    for (const other of index.rows(key)) {
      if (other === row) continue;
      if (other.writer !== undefined && other.writer !== unit) throw new LockHeld(other.writer);
      if (has(other.seenBy(unit.view))) throw duplicateKey(this.namespace, index, document);
      if (has(other.newest?.document) && other.writer !== unit) throw writeConflict();
    }
  }

  setPending(row: Row, unit: WriteUnit, document: Document | null): void {
    if (row.writer === unit && row.pending) this.unindex(row, row.pending);
    row.writer = unit;
    row.pending = document;
    if (document) for (const index of this.byName.values()) index.add(row, document);
  }

  settle(row: Row, at: number | null): void {
    const { pending } = row;
    row.writer = undefined;
    row.pending = null;
    if (at !== null) row.versions.push({ at, document: pending });
    else if (pending) this.unindex(row, pending);
    if (row.versions.length === 0) this.rows.delete(row.id);
  }

  /** Forgets versions that no snapshot from `oldest` on can see. */
  forget(oldest: number): void {
    for (const row of this.rows.values()) {
      const kept = row.versions.findLastIndex((version) => version.at <= oldest);
      for (const version of row.versions.splice(0, Math.max(0, kept)))
        if (version.document) this.unindex(row, version.document);
      const [only] = row.versions;
      const gone = row.versions.length === 1 && only?.document === null && only.at <= oldest;
      if (gone && row.writer === undefined) this.rows.delete(row.id);
    }
  }

  private unindex(row: Row, document: Document): void {
    for (const index of this.byName.values()) index.remove(row, document);
  }
}

/** The values that a condition asks equality with ($eq or $in alone), or null when it asks for more. */
function equalities(condition: unknown): unknown[] | null {
  if (!isOperators(condition)) return [condition];
  const operators = Object.keys(condition);
  if (operators.length !== 1) return null;
  if (operators[0] === '$eq') return [condition.$eq as unknown];
  return operators[0] === '$in' ? (condition.$in as unknown[]) : null;
}

const boundsOf = (condition: unknown): Bounds => {
  if (!isOperators(condition)) return {};
  const from = (condition.$gte ?? condition.$gt) as unknown;
  const to = (condition.$lte ?? condition.$lt) as unknown;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
};

/** Manual: core/index-unique and error code 11000; keyPattern and keyValue since 4.2. */
function duplicateKey(namespace: string, index: OrderedIndex, document: Document): ServerError {
  const values = index.keyOf(document);
  const keyValue = Object.fromEntries(index.paths.map((path, at) => [path, values[at]]));
  return new ServerError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index.spec.name} dup key: ${JSON.stringify(keyValue)}`,
    { keyPattern: index.spec.key, keyValue },
  );
}

const duplicateId = (namespace: string, document: Document): ServerError =>
  new ServerError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: _id_ dup key: ${JSON.stringify({ _id: document._id as unknown })}`,
    { keyPattern: ID_INDEX.key, keyValue: { _id: document._id as unknown } },
  );
