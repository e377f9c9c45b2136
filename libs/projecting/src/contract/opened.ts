import { afterEach, beforeEach } from '@jest/globals';
import type { AnyProjection } from '../projection.ts';
import type { ReadStore } from '../read-store.ts';
import { notes } from './samples.ts';

/** A new store with room for these models before each test of the block, closed after it. */
export function opened(open: () => Promise<ReadStore>, projections: readonly AnyProjection[] = [notes]) {
  let current: ReadStore | undefined;
  beforeEach(async () => {
    current = await open();
    await current.prepare(projections);
  });
  afterEach(async () => {
    await current?.close();
    current = undefined;
  });
  return (): ReadStore => {
    if (!current) throw new Error('No store is open outside a test');
    return current;
  };
}
