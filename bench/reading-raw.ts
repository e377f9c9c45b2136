import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { Stopwatch } from './measure.ts';

/*
 * The limit of a rebuild: a thread that reads the log's table row by row, page after page, parses the data and what
 * there is of metadata as JSON, and tells how long that took.
 */
const PAGE = 1_000;
const { logFile } = workerData as { logFile: string };
const log = new Database(logFile, { readonly: true });
log.pragma('cache_size = -65536');
const page = log.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?').raw();
const names = page.columns().map(({ name }) => name);
const data = names.indexOf('data');
const more = names.indexOf('more');
const watch = new Stopwatch();
watch.go();
for (let after = 0; ;) {
  const rows = page.all(after, PAGE) as unknown[][];
  if (rows.length === 0) break;
  for (const row of rows) {
    JSON.parse(row[data] as string);
    if (row[more] !== null) JSON.parse(row[more] as string);
  }
  after = rows.at(-1)![0] as number;
}
watch.hold();
log.close();
parentPort!.postMessage(watch.spent);
