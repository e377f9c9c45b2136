import { createHash } from 'node:crypto';
import { canonicalJson } from '#kernel';
import type { Model, ReadStore } from './read-store.ts';

/**
 * sha256 over all documents and tally rows of these models, by name, school and key. Positions and versions are
 * outside: equal for any batch size, live or rebuilt, on either store. The models must stand still meanwhile.
 * @returns 64 hex digits
 */
export async function stateHash(
  store: Pick<ReadStore, 'scan' | 'scanTallies'>,
  models: readonly Model[],
): Promise<string> {
  const hash = createHash('sha256');
  for (const model of [...models].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(`${JSON.stringify(model.name)}\n`);
    for await (const { schoolId, key, body } of store.scan(model)) {
      hash.update(`${canonicalJson([schoolId, key])}${body}\n`);
    }
    for await (const { schoolId, tally, key, measures } of store.scanTallies(model)) {
      hash.update(`${canonicalJson([schoolId, tally, key, measures])}\n`);
    }
  }
  return hash.digest('hex');
}
