import { parentPort, workerData } from 'node:worker_threads';
import { SqliteLogReader, upcastingLog } from '#event-store';
import { rebuild, SqliteReadStore } from '#projecting';
import { projections, upcasts } from '../apps/server/src/projections.ts';

/** A thread that rebuilds every read model of a log when it is told to, and says when it is done. */
const { logFile, readModelsFile } = workerData as { logFile: string; readModelsFile: string };
const log = upcastingLog(SqliteLogReader.open({ file: logFile }), upcasts);
const store = SqliteReadStore.open({ file: readModelsFile });
const owner = parentPort!;

owner.once('message', () => {
  void (async () => {
    await rebuild({ log, store, projections });
    owner.postMessage('rebuilt');
    await log.close();
    await store.close();
    owner.close();
  })();
});
owner.postMessage('ready');
