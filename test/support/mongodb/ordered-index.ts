import type { Document } from 'bson';
import { compareStrings, compareValues } from './bson-order.ts';
import { valueAt } from './filter.ts';
import type { Row } from './row.ts';
import { notImplemented } from './server-error.ts';

/** How an index was asked for. */
export interface IndexSpec {
  readonly name: string;
  readonly key: Readonly<Record<string, number>>;
  readonly unique: boolean;
}

interface Entry {
  readonly parts: readonly unknown[];
  readonly row: Row;
  /** How many versions of the row have this key: older ones are still read by older snapshots. */
  versions: number;
}

/** Bounds on the part after an equality prefix; the filter is applied again to what is found. */
export interface Bounds {
  readonly from?: unknown;
  readonly to?: unknown;
}

/** A compound index as one sorted array: of all versions of all rows, so every snapshot may use it. */
export class OrderedIndex {
  readonly spec: IndexSpec;
  readonly paths: readonly string[];
  private readonly entries: Entry[] = [];

  constructor(spec: IndexSpec) {
    this.spec = spec;
    this.paths = Object.keys(spec.key);
  }

  /** The index key of a document; a missing field is indexed as null (core/index-unique, "Missing Fields"). */
  keyOf(document: Document): readonly unknown[] {
    return this.paths.map((path) => {
      const value = valueAt(document, path);
      if (Array.isArray(value)) throw notImplemented('multikey indexes');
      return value ?? null;
    });
  }

  add(row: Row, document: Document): void {
    const parts = this.keyOf(document);
    const at = this.lowerBound(parts, row.id);
    const entry = this.entries[at];
    if (entry && entry.row === row && compareParts(entry.parts, parts) === 0) entry.versions++;
    else this.entries.splice(at, 0, { parts, row, versions: 1 });
  }

  remove(row: Row, document: Document): void {
    const at = this.lowerBound(this.keyOf(document), row.id);
    const entry = this.entries[at];
    if (entry?.row !== row) throw new Error(`Index ${this.spec.name} lost an entry`);
    if (--entry.versions === 0) this.entries.splice(at, 1);
  }

  /** Rows of which some version has this key prefix and lies within the bounds of the next part. */
  *rows(prefix: readonly unknown[], bounds: Bounds = {}): Generator<Row> {
    const start = bounds.from === undefined ? prefix : [...prefix, bounds.from];
    const seen = new Set<Row>();
    for (let at = this.lowerBound(start, ''); at < this.entries.length; at++) {
      const { parts, row } = this.entries[at] as Entry;
      if (compareParts(parts.slice(0, prefix.length), prefix) !== 0) return;
      if (bounds.to !== undefined && compareValues(parts[prefix.length], bounds.to) > 0) return;
      if (!seen.has(row)) {
        seen.add(row);
        yield row;
      }
    }
  }

  /** The first place whose (key, row id) is not before this one. A shorter key stands before its extensions. */
  private lowerBound(parts: readonly unknown[], rowId: string): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.entries[middle] as Entry;
      const order = compareParts(entry.parts, parts) || compareStrings(entry.row.id, rowId);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compareParts(a: readonly unknown[], b: readonly unknown[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
