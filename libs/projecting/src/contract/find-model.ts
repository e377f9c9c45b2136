import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Key } from '../projection.ts';
import type { DocWrite, FindOptions, ReadStore } from '../read-store.ts';
import { notes, compareKeys, note, reading, removed, write } from './samples.ts';

const boards = ['red', 'blue', 'ё', '😀', '～', ''];
const entry = fc.tuple(fc.constantFrom(...boards), fc.integer({ min: -3, max: 12 }));
const change = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'я', '😀', '～'),
  entries: fc.option(fc.uniqueArray(entry, { maxLength: 3, selector: (key) => key.join() }), { freq: 4 }),
});
const query = fc.record({
  prefix: fc.oneof(
    fc.constant<Key>([]),
    fc.tuple(fc.constantFrom(...boards)) as fc.Arbitrary<Key>,
    entry as fc.Arbitrary<Key>,
  ),
  range: fc.tuple(fc.option(fc.integer({ min: -3, max: 12 })), fc.option(fc.integer({ min: -3, max: 12 }))),
  words: fc.tuple(fc.option(fc.constantFrom(...boards)), fc.option(fc.constantFrom(...boards))),
  descending: fc.boolean(),
  limit: fc.integer({ min: 1, max: 5 }),
});
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;
type Query = typeof query extends fc.Arbitrary<infer Q> ? Q : never;

/** The documents of the model as a plain map, and the naive answer to a query. */
function naive(
  state: ReadonlyMap<string, readonly Key[]>,
  { prefix, range, words, descending }: Query,
): string[] {
  const [from, to] = prefix.length === 0 ? words : range;
  const rows = [...state].flatMap(([key, entries]) => entries.map((parts) => [...parts, key]));
  const matching = rows.filter((row) => {
    if (prefix.some((part, index) => row[index] !== part)) return false;
    if (prefix.length === 2) return true;
    const next = row[prefix.length]!;
    return (
      (from === null || compareKeys([next], [from]) >= 0) && (to === null || compareKeys([next], [to]) <= 0)
    );
  });
  matching.sort(compareKeys);
  if (descending) matching.reverse();
  return matching.map((row) => row[2] as string);
}

function optionsOf({ prefix, range, words, descending, limit }: Query): FindOptions {
  const [from, to] = prefix.length === 0 ? words : prefix.length === 1 ? range : [null, null];
  return {
    index: 'byBoard',
    prefix,
    limit,
    ...(descending ? { descending } : {}),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
}

async function paged(store: ReadStore, query: Query): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const options = { ...optionsOf(query), ...(cursor === undefined ? {} : { cursor }) };
    const page = await reading(store, (s) => s.find('notes', 'school-a', options));
    keys.push(...page.docs.map((doc) => doc.key));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return keys;
}

const writeOf = ({ key, entries }: Change): DocWrite =>
  entries === null ? removed(key) : note(key, { byBoard: entries });

export function describeFindModel(open: () => Promise<ReadStore>): void {
  describe('find, against a sorted list', () => {
    it('answers any query after any changes as a sorted list would', async () => {
      const batches = fc.array(fc.uniqueArray(change, { maxLength: 5, selector: (one) => one.key }), {
        maxLength: 5,
      });
      const property = fc.asyncProperty(
        batches,
        fc.array(query, { minLength: 3, maxLength: 6 }),
        async (writes, queries) => {
          const store = await open();
          try {
            await store.prepare([notes]);
            const state = new Map<string, readonly Key[]>();
            for (const changes of writes) {
              await write(store, changes.map(writeOf));
              for (const { key, entries } of changes) {
                if (entries === null) state.delete(key);
                else state.set(key, entries);
              }
            }
            for (const query of queries) expect(await paged(store, query)).toEqual(naive(state, query));
          } finally {
            await store.close();
          }
        },
      );
      await fc.assert(property, { numRuns: 40 });
    }, 60_000);
  });
}
