/*
 * A program of its own, to be killed: projects a log live, or rebuilds the models beside themselves. Arguments:
 * `live` or `rebuild`, the log, the read models, and when to die (see Death): after how many commits, at which
 * share. Without the last two it finishes its work and prints the state hash of what readers see.
 */
import { SqliteLogReader } from '#event-store';
import { comparePositions } from '#kernel';
import { Projector, rebuild, SqliteReadStore, stateHash } from '#projecting';
import { dyingStore } from './dying-store.ts';
import { libraryProjections as projections } from './library.ts';

const [mode, logFile, readModelsFile, commits, share] = process.argv.slice(2) as [
  mode: string,
  logFile: string,
  readModelsFile: string,
  commits?: string,
  share?: string,
];
const death = commits === undefined ? null : { commits: Number(commits), share: Number(share) };

const log = SqliteLogReader.open({ file: logFile });
const store = dyingStore(SqliteReadStore.open({ file: readModelsFile }), death);

async function projectLive(): Promise<void> {
  const head = await log.head();
  const stop = new AbortController();
  const projector = new Projector({
    log,
    store,
    projections,
    onAdvanced: ({ checkpoint, model }) => {
      if (model.name === projections.at(-1)!.name && comparePositions(checkpoint, head) >= 0) stop.abort();
    },
  });
  await projector.run(stop.signal);
}

if (mode === 'live') await projectLive();
else await rebuild({ log, store, projections });
const live = await store.live();
const hash = await stateHash(
  store,
  projections.map(({ name }) => ({ name, version: live.get(name)! })),
);
await log.close();
await store.close();
console.log(hash);
