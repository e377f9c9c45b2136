import { join } from 'node:path';
import { SqliteEventStore } from '#event-store';
import { systemClock } from '#kernel';
import { inFolder, type Run, Stopwatch } from './measure.ts';
import { RawLog } from './raw-log.ts';
import { type Entry, entry, schoolYear } from './school-year.ts';

/** Entries are made beforehand, so many at a time, while the watch stands still. */
const MADE_AT_ONCE = 10_000;
const EVENTS_OF_A_LESSON = 25;

const open = (folder: string): Promise<SqliteEventStore> =>
  SqliteEventStore.open({
    file: join(folder, 'log.sqlite'),
    clock: systemClock,
    onFailure: (error) => {
      throw error;
    },
  });

const append = (store: SqliteEventStore, { stream, facts, expected, context }: Entry) =>
  store.append(stream, facts, expected, context);

/** So many clients, each appending to a lesson of its own and waiting for every answer. */
export const appendAsClients = (clients: number, events: number): Promise<Run> =>
  inFolder(async (folder) => {
    const store = await open(folder);
    const watch = new Stopwatch();
    const each = Math.ceil(events / clients);
    const queues = Array.from({ length: clients }, (_, client) =>
      Array.from({ length: each }, (_, n) =>
        entry(
          client + clients * Math.floor(n / EVENTS_OF_A_LESSON),
          n % EVENTS_OF_A_LESSON,
          client * each + n,
        ),
      ),
    );
    watch.go();
    await Promise.all(
      queues.map(async (queue) => {
        for (const entry of queue) await append(store, entry);
      }),
    );
    watch.hold();
    await store.close();
    return watch.rateOf(each * clients);
  });

/** An import: a school-year's entries, so many of them on their way at any time. */
export const appendAsImport = (folder: string, events: number, onTheirWay: number): Promise<Run> =>
  open(folder).then(async (store) => {
    const watch = new Stopwatch();
    await inPortions(events, async (entries) => {
      watch.go();
      let next = 0;
      const lane = async (): Promise<void> => {
        while (next < entries.length) await append(store, entries[next++]!);
      };
      await Promise.all(Array.from({ length: onTheirWay }, lane));
      watch.hold();
    });
    await store.close();
    return watch.rateOf(events);
  });

/** The limit: the same rows, ready-made, so many to a commit. */
export const appendRaw = (events: number, perCommit: number): Promise<Run> =>
  inFolder(async (folder) => {
    const log = new RawLog(join(folder, 'raw.sqlite'));
    const watch = new Stopwatch();
    await inPortions(events, (entries) => {
      const rows = log.prepare(entries);
      watch.go();
      log.record(rows, perCommit);
      watch.hold();
    });
    log.close();
    return watch.rateOf(events);
  });

async function inPortions(events: number, work: (entries: Entry[]) => Promise<void> | void): Promise<void> {
  const year = schoolYear(events);
  for (let made = 0; made < events; made += MADE_AT_ONCE) {
    const entries: Entry[] = [];
    while (entries.length < Math.min(MADE_AT_ONCE, events - made)) entries.push(year.next().value as Entry);
    await work(entries);
  }
}
