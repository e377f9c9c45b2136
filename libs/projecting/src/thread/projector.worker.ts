import { parentPort, workerData } from 'node:worker_threads';
import { SqliteLogReader, type Upcast, upcastingLog } from '#event-store';
import type { Advanced } from '../engine/pass.ts';
import type { Notices } from '../notices.ts';
import type { AnyProjection } from '../projection.ts';
import { Projector } from '../projector.ts';
import { SqliteReadStore } from '../sqlite/sqlite-read-store.ts';
import type { FromProjector, ThreadData, ToProjector } from './messages.ts';
import { told } from './told-error.ts';

/*
 * The projector's thread: neither folding nor a rebuild may stall the thread that serves HTTP. It has its own
 * connections to the log and to the read models.
 */
const owner = parentPort!;
const say = (message: FromProjector): void => owner.postMessage(message);

const notice =
  (level: 'info' | 'warn' | 'error') =>
  (fields: object, message: string): void =>
    say({ kind: 'notice', level, fields, message });
const notices: Notices = { info: notice('info'), warn: notice('warn'), error: notice('error') };

/** The models of one commit are told of together. */
let advanced: Advanced[] = [];
function tell(one: Advanced): void {
  if (advanced.push(one) > 1) return;
  queueMicrotask(() => {
    say({ kind: 'advanced', advanced });
    advanced = [];
  });
}

async function answer(projector: Projector, message: Exclude<ToProjector, { kind: 'stop' }>): Promise<void> {
  const { question } = message;
  try {
    if (message.kind === 'status') {
      say({ kind: 'status', question, status: await projector.status() });
    } else {
      await projector.rebuild(message.names, (progress) => say({ kind: 'progress', question, progress }));
      say({ kind: 'rebuilt', question });
    }
  } catch (error) {
    say({ kind: 'failed', question, error: told(error) });
  }
}

async function work({ logFile, readModelsFile, projectionsUrl, lookEveryMs }: ThreadData): Promise<void> {
  const { projections, upcasts } = (await import(projectionsUrl)) as {
    projections?: readonly AnyProjection[];
    upcasts?: readonly Upcast[];
  };
  if (projections === undefined || upcasts === undefined) {
    throw new Error(`${projectionsUrl} must export projections and upcasts`);
  }
  const log = upcastingLog(SqliteLogReader.open({ file: logFile, lookEveryMs }), upcasts);
  const store = SqliteReadStore.open({ file: readModelsFile });
  const stop = new AbortController();
  const projector = new Projector({ log, store, projections, notices, onAdvanced: tell });
  owner.on('message', (message: ToProjector) => {
    if (message.kind === 'stop') stop.abort();
    else void answer(projector, message);
  });
  try {
    await projector.run(stop.signal);
  } finally {
    await log.close();
    await store.close();
  }
}

work(workerData as ThreadData).then(
  () => {
    say({ kind: 'ended' });
    owner.close();
  },
  (error: unknown) => {
    say({ kind: 'ended', error: told(error) });
    owner.close();
  },
);
