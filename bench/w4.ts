import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SqliteEventStore } from '#event-store';
import { systemClock } from '#kernel';
import { appendAsImport } from './appending.ts';
import { inFolder, inTurn, type Run, Stopwatch, type Workload } from './measure.ts';

const EVENTS = 1_000_000;
const PAGE = 1_000;

/** What a rebuild does first: a subscription from the beginning until it has caught up. */
async function readByStore(file: string): Promise<Run> {
  const store = await SqliteEventStore.open({
    file,
    clock: systemClock,
    onFailure: (error) => {
      throw error;
    },
  });
  const watch = new Stopwatch();
  watch.go();
  let events = 0;
  for await (const message of store.subscribe({ after: null, signal: new AbortController().signal })) {
    if (message.kind === 'events') events += message.events.length;
    if (message.kind === 'caught-up') break;
  }
  watch.hold();
  await store.close();
  return watch.rateOf(events);
}

/** The limit: the same table row by row, page after page, and its data parsed. */
function readRaw(file: string): Run {
  const log = new Database(file, { readonly: true });
  log.pragma('cache_size = -65536');
  const page = log.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?').raw();
  const dataAt = page.columns().findIndex(({ name }) => name === 'data');
  const watch = new Stopwatch();
  watch.go();
  let events = 0;
  for (let after = 0; ;) {
    const rows = page.all(after, PAGE) as unknown[][];
    if (rows.length === 0) break;
    for (const row of rows) JSON.parse(row[dataAt] as string);
    events += rows.length;
    after = rows.at(-1)![0] as number;
  }
  watch.hold();
  log.close();
  return watch.rateOf(events);
}

export const workloads: Workload[] = [
  {
    id: 'W4',
    what: 'read and decode the whole log, 1M events, against a raw paged read and JSON.parse of the data',
    unit: 'events/s',
    target: 0.8,
    measure: () =>
      inFolder(async (folder) => {
        await appendAsImport(folder, EVENTS, PAGE);
        const file = join(folder, 'log.sqlite');
        return inTurn(
          () => readByStore(file),
          () => readRaw(file),
        );
      }),
  },
];
