import { instant } from '#kernel';
import { Config } from '#platform';
import { SqliteReadStore, stateHash } from '#projecting';
import { projections } from '../../../server/src/projections.ts';
import { openLogForReading } from '../../../server/src/stores/open-stores.ts';
import { foldLog } from '../fold-log.ts';
import { Progress } from '../progress.ts';

interface ReplayOptions {
  readonly until?: string;
  readonly hash?: boolean;
}

/** Folds the log from its first event to a moment into a scratch store, and says what state that gives. */
export async function replay({ until, hash = false }: ReplayOptions): Promise<void> {
  const config = new Config(process.env);
  const moment = until === undefined ? instant(Date.now()) : instantOf(until);
  const log = await openLogForReading(config);
  const store = SqliteReadStore.open({ memory: true });
  const progress = new Progress();
  try {
    const last = await log.positionAt('', moment);
    const events =
      last === null ? 0 : await foldLog(log, store, last, (done, of) => progress.show('replay', done, of));
    progress.end();
    if (last === null) await store.prepare(projections);
    const state = await stateHash(store, projections);
    if (hash) process.stdout.write(`${state}\n`);
    else process.stdout.write(`until ${moment}: ${events} events, position ${last ?? '–'}\nstate ${state}\n`);
  } finally {
    await store.close();
    await log.close();
  }
}

function instantOf(text: string): string {
  const ms = Date.parse(text);
  if (!Number.isFinite(ms))
    throw new Error(`--until is no instant: ${text}. Write it like 2026-09-01T12:00:00+03:00.`);
  return instant(ms);
}
