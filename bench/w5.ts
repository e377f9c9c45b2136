import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { PROJECTOR_MEMORY } from '#projecting';
import { projections } from '../apps/server/src/projections.ts';
import { inFolder, inTurn, type Run, Stopwatch, type Workload } from './measure.ts';

const EVENTS = 1_000_000;
const PAGE = 1_000;

/** Builds every read model of the product from nothing, in one thread with the memory that a projector has. */
const rebuildAll = (logFile: string): Promise<Run> =>
  inFolder(async (folder) => {
    const workerData = { logFile, readModelsFile: join(folder, 'read-models.sqlite') };
    const worker = new Worker(new URL('./rebuilding.js', import.meta.url), {
      workerData,
      resourceLimits: PROJECTOR_MEMORY,
    });
    await once(worker, 'message');
    const watch = new Stopwatch();
    watch.go();
    worker.postMessage('go');
    await once(worker, 'message');
    watch.hold();
    await once(worker, 'exit');
    return watch.rateOf(EVENTS);
  });

/** The limit: the log's table row by row, page after page, its data and what there is of metadata parsed. */
function readRaw(file: string): Run {
  const log = new Database(file, { readonly: true });
  log.pragma('cache_size = -65536');
  const page = log.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?').raw();
  const names = page.columns().map(({ name }) => name);
  const data = names.indexOf('data');
  const more = names.indexOf('more');
  const watch = new Stopwatch();
  watch.go();
  let events = 0;
  for (let after = 0; ;) {
    const rows = page.all(after, PAGE) as unknown[][];
    if (rows.length === 0) break;
    for (const row of rows) {
      JSON.parse(row[data] as string);
      if (row[more] !== null) JSON.parse(row[more] as string);
    }
    events += rows.length;
    after = rows.at(-1)![0] as number;
  }
  watch.hold();
  log.close();
  return watch.rateOf(events);
}

export const workloads: Workload[] = [
  {
    id: 'W5',
    what:
      `rebuild of ${projections.map(({ name }) => name).join(', ')} from a school's life of 1M events, ` +
      'against a raw paged read and JSON.parse',
    unit: 'events/s',
    target: 0.15,
    measure: () =>
      inFolder(async (folder) => {
        const recorder = fileURLToPath(new URL('./record-school.js', import.meta.url));
        const { status } = spawnSync(process.execPath, [recorder, folder, String(EVENTS)], {
          stdio: 'inherit',
        });
        if (status !== 0) throw new Error('The school could not be recorded');
        const file = join(folder, 'log.sqlite');
        return inTurn(
          () => rebuildAll(file),
          () => readRaw(file),
        );
      }),
  },
];
