/*
 * A program of its own: builds read models from a log in several ways, and prints the state hash of each as JSON.
 * Started from dist with the time zone and the locale that a test wants.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReadableLog, SqliteLogReader, type Upcast, upcastingLog } from '#event-store';
import { comparePositions } from '#kernel';
import {
  type AnyProjection,
  Projector,
  rebuild,
  type ReadStore,
  SqliteReadStore,
  stateHash,
} from '#projecting';
import { projectAll } from './projecting.ts';

const [logFile, projectionsUrl] = process.argv.slice(2) as [string, string];
const { projections, upcasts } = (await import(projectionsUrl)) as {
  projections: readonly AnyProjection[];
  upcasts: readonly Upcast[];
};
const folder = mkdtempSync(join(tmpdir(), 'state-'));
let files = 0;
const newFile = (): string => join(folder, `${files++}.sqlite`);

async function hashIn(store: ReadStore): Promise<string> {
  const live = await store.live();
  return stateHash(
    store,
    projections.map(({ name }) => ({ name, version: live.get(name)! })),
  );
}

/** Projects live until the head, or until so many commits. */
async function projectLive(log: ReadableLog, store: ReadStore, commits = Infinity): Promise<void> {
  const stop = new AbortController();
  const head = await log.head();
  let seen = 0;
  const onAdvanced = ({ checkpoint }: { checkpoint: Parameters<typeof comparePositions>[0] }): void => {
    seen += 1;
    if (comparePositions(checkpoint, head) >= 0 && seen >= projections.length) stop.abort();
    if (seen >= commits) stop.abort();
  };
  await new Projector({ log, store, projections, onAdvanced }).run(stop.signal);
}

async function variants(log: ReadableLog): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  const hashOf = async (name: string, store: ReadStore, work: (store: ReadStore) => Promise<unknown>) => {
    await work(store);
    hashes[name] = await hashIn(store);
    await store.close();
  };
  const memory = (): ReadStore => SqliteReadStore.open({ memory: true });
  for (const batch of [1, 7, 1_000]) {
    await hashOf(`batches of ${batch}`, memory(), (store) => projectAll(log, store, batch, projections));
  }
  await hashOf('live, in a file', SqliteReadStore.open({ file: newFile() }), (store) =>
    projectLive(log, store),
  );
  await hashOf(
    'live, stopped and started again',
    SqliteReadStore.open({ file: newFile() }),
    async (store) => {
      await projectLive(log, store, 1);
      await projectLive(log, store);
    },
  );
  await hashOf('rebuilt beside itself', SqliteReadStore.open({ file: newFile() }), async (store) => {
    await projectLive(log, store);
    await rebuild({ log, store, projections });
  });
  await hashOf('rebuilt twice, in memory', memory(), async (store) => {
    await rebuild({ log, store, projections });
    await rebuild({ log, store, projections });
  });
  return hashes;
}

const log = upcastingLog(SqliteLogReader.open({ file: logFile }), upcasts);
const hashes = await variants(log);
await log.close();
rmSync(folder, { recursive: true });
const { locale } = new Intl.Collator().resolvedOptions();
console.log(JSON.stringify({ zone: new Date(0).getTimezoneOffset(), locale, hashes }));
