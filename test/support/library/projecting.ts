import type { Position, Recorded } from '#kernel';
import type { ReadableLog } from '#event-store';
import { type AnyProjection, Pass, type ReadStore, stateHash } from '#projecting';
import { libraryProjections } from './library.ts';

/** All events of a log. */
export async function allEvents(log: ReadableLog): Promise<Recorded[]> {
  const events: Recorded[] = [];
  let after: Position | null = null;
  for (;;) {
    const page = await log.readAll({ after, limit: 1_000 });
    events.push(...page.events);
    if (page.end) return events;
    after = page.next;
  }
}

/** Projects what a log holds in batches of so many events, each committed. */
export async function projectAll(
  log: ReadableLog,
  store: ReadStore,
  batchSize = 100,
  projections: readonly AnyProjection[] = libraryProjections,
): Promise<Pass> {
  await store.prepare(projections);
  const pass = await Pass.open({ log, store, projections });
  const events = await allEvents(log);
  for (let from = 0; from < events.length; from += batchSize) {
    await pass.fold(events.slice(from, from + batchSize));
    await pass.commit();
  }
  return pass;
}

export const hashOf = (
  store: ReadStore,
  projections: readonly AnyProjection[] = libraryProjections,
): Promise<string> => stateHash(store, projections);
