import { positionFrom } from '#kernel';
import { Pass, type PassOptions, type Snapshot, SqliteReadStore } from '#projecting';
import { readinessProjections } from '#readiness';
import type { Log } from './naive/told.ts';

/** Looks at the read models of readiness as the engine has projected them from this log, in batches of this size. */
export async function projected<T>(
  log: Log,
  batchSize: number,
  look: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const store = SqliteReadStore.open({ memory: true });
  try {
    await store.prepare(readinessProjections);
    const pass = await Pass.open({ log: readerOf(log), store, projections: readinessProjections });
    for (let from = 0; from < log.length; from += batchSize) {
      await pass.fold(log.slice(from, from + batchSize));
      await pass.commit();
    }
    for (const { halts } of pass.models) {
      if (halts.length > 0) throw new Error(`a projection halted: ${halts[0]!.error}`);
    }
    return await store.read(look);
  } finally {
    await store.close();
  }
}

/** What the engine may ask of the log beside what it is handed. */
const readerOf = (log: Log): PassOptions['log'] => ({
  readStream: async (stream, from = 0) =>
    log.filter((event) => event.stream === stream && event.revision >= from),
  readAll: async ({ after, limit }) => {
    const rest = log.filter((event) => after === null || event.position > after);
    const events = rest.slice(0, limit);
    return { events, next: events.at(-1)?.position ?? positionFrom(0), end: events.length === rest.length };
  },
});
