import { canonicalJson } from '#kernel';
import { type AnyProjection, type Key, MAX_KEY_PARTS, type Measures } from '../projection.ts';
import type { TallyChange } from '../read-store.ts';

/** A document's body as it is stored. @throws what is no JSON */
export function bodyOf(doc: object): string {
  const body = canonicalJson(doc);
  // Makes one flat text of the many pieces that it was put together from: thousands of bodies wait for a commit,
  // and the collector would have to carry every piece along.
  body.charCodeAt(0);
  return body;
}

/** A document's entries in each of the projection's indexes. @throws RangeError for a key that is none */
export function entriesOf(projection: AnyProjection, doc: object): Record<string, readonly Key[]> {
  const entries: Record<string, readonly Key[]> = {};
  for (const name in projection.indexes) {
    const keys = projection.indexes[name]!(doc);
    for (const key of keys) checkKey(projection.name, name, key);
    entries[name] = keys;
  }
  return entries;
}

function checkKey(projection: string, where: string, key: Key): void {
  if (key.length > MAX_KEY_PARTS) {
    throw new RangeError(
      `${projection}, ${where}: a key of ${key.length} parts; the most is ${MAX_KEY_PARTS}`,
    );
  }
  for (const part of key) {
    if (typeof part === 'string' || Number.isFinite(part)) continue;
    throw new RangeError(`${projection}, ${where}: ${String(part)} cannot be part of a key`);
  }
}

/** Sums what changed documents take from and add to the tallies, row by row. */
export class TallySums {
  readonly #projection: AnyProjection;
  /** By school, then by tally, then by the key's JSON. */
  readonly #rows = new Map<string, Map<string, { key: Key; add: Record<string, number> }>[]>();

  constructor(projection: AnyProjection) {
    this.#projection = projection;
  }

  /** −measure(before) at keys(before), +measure(after) at keys(after). */
  change(schoolId: string, before: object | null, after: object | null): void {
    const { tallies } = this.#projection;
    if (tallies === undefined) return;
    let rows = this.#rows.get(schoolId);
    if (rows === undefined)
      this.#rows.set(
        schoolId,
        (rows = tallies.map(() => new Map<string, { key: Key; add: Record<string, number> }>())),
      );
    for (const [index, tally] of tallies.entries()) {
      for (const [doc, sign] of [
        [before, -1],
        [after, 1],
      ] as const) {
        if (doc === null) continue;
        const keys = tally.keys(doc);
        if (keys.length === 0) continue;
        const measures = this.#checked(tally.name, tally.measure(doc));
        for (const key of keys) {
          checkKey(this.#projection.name, tally.name, key);
          add(rows[index]!, key, measures, sign);
        }
      }
    }
  }

  /** The rows that changed; those whose sums stayed as they were are left out. */
  *changes(): Iterable<TallyChange> {
    for (const [schoolId, tallies] of this.#rows) {
      for (const [index, rows] of tallies.entries()) {
        const tally = this.#projection.tallies![index]!.name;
        for (const { key, add } of rows.values()) {
          for (const measure in add) {
            if (add[measure] === 0) continue;
            yield { schoolId, tally, key, add };
            break;
          }
        }
      }
    }
  }

  #checked(tally: string, measures: Measures): Measures {
    for (const measure in measures) {
      if (Number.isSafeInteger(measures[measure])) continue;
      const value = String(measures[measure]);
      throw new RangeError(`${this.#projection.name}, ${tally}: ${measure} is ${value}, not a whole number`);
    }
    return measures;
  }
}

function add(
  rows: Map<string, { key: Key; add: Record<string, number> }>,
  key: Key,
  measures: Measures,
  sign: 1 | -1,
): void {
  const name = JSON.stringify(key);
  let row = rows.get(name);
  if (row === undefined) rows.set(name, (row = { key, add: {} }));
  const sums = row.add;
  for (const measure in measures) sums[measure] = (sums[measure] ?? 0) + sign * measures[measure]!;
}
