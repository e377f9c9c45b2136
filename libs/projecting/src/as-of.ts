import { setImmediate as breath } from 'node:timers/promises';
import type { EventStore } from '#event-store';
import { comparePositions, type Instant, type Position, schoolPrefix } from '#kernel';
import { Pass } from './engine/pass.ts';
import type { AnyProjection } from './projection.ts';
import type { ReadMoment } from './read-models.ts';
import { SqliteReadStore } from './sqlite/sqlite-read-store.ts';

/** A moment of a school's past: a position, or an instant that is resolved to one. */
export type Moment = { readonly position: Position } | { readonly instant: Instant };

export interface AsOfOptions {
  readonly log: Pick<EventStore, 'readStream' | 'readAll' | 'positionAt'>;
  /** What the reader looks at: only these are folded. */
  readonly projections: readonly AnyProjection[];
  readonly schoolId: string;
  readonly at: Moment;
}

/** Events per page, after each of which other work of this thread gets a turn. */
const PAGE = 500;

/**
 * Folds the same projections into a scratch store up to a moment of one school, and reads there: the code that
 * answers live answers the past.
 */
export async function asOf<T>(options: AsOfOptions, work: (moment: ReadMoment) => Promise<T>): Promise<T> {
  const { log, projections, schoolId, at } = options;
  const prefix = schoolPrefix(schoolId);
  const until = 'position' in at ? at.position : await log.positionAt(prefix, at.instant);
  const store = SqliteReadStore.open({ memory: true });
  try {
    await store.prepare(projections);
    let shown: Position | null = null;
    if (until !== null) {
      const pass = await Pass.open({ log, store, projections });
      for (let after: Position | null = null, end = false; !end;) {
        const page = await log.readAll({ after, limit: PAGE, streamPrefixes: [prefix] });
        const events = page.events.filter((event) => comparePositions(event.position, until) <= 0);
        await pass.fold(events);
        if (pass.full) await pass.commit();
        shown = events.at(-1)?.position ?? shown;
        end = page.end || page.next === null || comparePositions(page.next, until) >= 0;
        after = page.next;
        await breath();
      }
      if (shown !== null) {
        pass.advance(shown);
        await pass.commit();
      }
    }
    return await store.read((snapshot) => work({ snapshot, position: shown }));
  } finally {
    await store.close();
  }
}
