import type { LogPage } from '#event-store';
import { comparePositions, instant, type Position } from '#kernel';
import { Config } from '#platform';
import { Pass, SqliteReadStore, stateHash } from '#projecting';
import { projections } from '../../../server/src/projections.ts';
import { openLogForReading } from '../../../server/src/stores/open-stores.ts';
import { Progress } from '../progress.ts';

interface ReplayOptions {
  readonly until?: string;
  readonly hash?: boolean;
}

const PAGE = 1_000;

/** Folds the log from its first event to a moment into a scratch store, and says what state that gives. */
export async function replay({ until, hash = false }: ReplayOptions): Promise<void> {
  const config = new Config(process.env);
  const moment = until === undefined ? instant(Date.now()) : instantOf(until);
  const log = await openLogForReading(config);
  const store = SqliteReadStore.open({ memory: true });
  const progress = new Progress();
  try {
    const last = await log.positionAt('', moment);
    await store.prepare(projections);
    const pass = await Pass.open({ log, store, projections });
    let events = 0;
    for (let after: Position | null = null, end = last === null; !end;) {
      const page: LogPage = await log.readAll({ after, limit: PAGE });
      const wanted = page.events.filter((event) => comparePositions(event.position, last) <= 0);
      await pass.fold(wanted);
      if (pass.full) await pass.commit();
      events += wanted.length;
      progress.show('replay', events, events + (page.end ? 0 : PAGE));
      after = page.next;
      end = page.end || wanted.length < page.events.length;
    }
    await pass.commit();
    progress.end();
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
