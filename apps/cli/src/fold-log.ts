import type { LogPage, ReadableLog } from '#event-store';
import { comparePositions, orderOf, type Position } from '#kernel';
import { Pass, type ReadStore } from '#projecting';
import { projections } from '../../server/src/projections.ts';

const PAGE = 1_000;

/**
 * Folds the log up to a position into every read model of a store that nobody else writes, in full batches.
 * @param progress told positions as numbers, as far as the log's own measure goes
 * @returns how many events were folded
 */
export async function foldLog(
  log: Pick<ReadableLog, 'readAll' | 'readStream'>,
  store: ReadStore,
  until: Position,
  progress: (done: number, of: number) => void,
): Promise<number> {
  await store.prepare(projections);
  const pass = await Pass.open({ log, store, projections });
  const of = Number(orderOf(until));
  let folded = 0;
  for (let after = pass.position; comparePositions(after, until) < 0;) {
    const page: LogPage = await log.readAll({ after, limit: PAGE });
    const events = page.events.filter((event) => comparePositions(event.position, until) <= 0);
    await pass.fold(events);
    if (pass.full) await pass.commit();
    folded += events.length;
    after = page.next;
    progress(after === null ? of : Math.min(of, Number(orderOf(after))), of);
    if (page.end) break;
  }
  await pass.commit();
  return folded;
}
