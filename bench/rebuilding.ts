import { parentPort, workerData } from 'node:worker_threads';
import { SqliteLogReader, upcastingLog } from '#event-store';
import { rebuild, SqliteReadStore } from '#projecting';
import { projections, upcasts } from '../apps/server/src/projections.ts';
import { Stopwatch } from './measure.ts';

/* A thread that builds every read model of the product from a log, and tells how long that took. */
const { logFile, readModelsFile } = workerData as { logFile: string; readModelsFile: string };
const log = upcastingLog(SqliteLogReader.open({ file: logFile }), upcasts);
const store = SqliteReadStore.open({ file: readModelsFile });
const watch = new Stopwatch();
watch.go();
await rebuild({ log, store, projections });
watch.hold();
await log.close();
await store.close();
console.log(`rebuilt ${projections.map(({ name }) => name).join(', ')}`);
parentPort!.postMessage(watch.spent);
