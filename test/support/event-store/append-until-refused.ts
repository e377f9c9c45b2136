import { systemClock } from '#kernel';
import { SqliteEventStore } from '../../../libs/event-store/src/sqlite/sqlite-event-store.ts';
import { loadCommand } from './load.ts';

/*
 * Test support: a process that appends from many clients at once until the disk takes no more, then says what it
 * saw, as JSON. Arguments: the log's file.
 */
export interface Refusals {
  /** Commands that were acknowledged, by client and number. */
  acknowledged: [client: string, n: number][];
  /** The command at which each client ended, and the name of the error that it got. */
  ended: [client: string, n: number, error: string][];
  /** What the owner was told. */
  failures: string[];
  /** The name of the error that an append got afterwards, and what a reader could still read. */
  afterwards: string;
  readable: number;
}

const CLIENTS = 24;
const refusals: Refusals = { acknowledged: [], ended: [], failures: [], afterwards: '', readable: 0 };
const store = await SqliteEventStore.open({
  file: process.argv[2]!,
  clock: systemClock,
  onFailure: (error) => refusals.failures.push(error.message),
});

async function append(client: string, n: number): Promise<void> {
  const { stream, facts, expected, context } = loadCommand(client, n);
  await store.append(stream, facts, expected, context);
}

async function run(client: string): Promise<void> {
  for (let n = 0; ; n += 1) {
    try {
      await append(client, n);
      refusals.acknowledged.push([client, n]);
    } catch (error) {
      refusals.ended.push([client, n, (error as Error).name]);
      return;
    }
  }
}

await Promise.all(Array.from({ length: CLIENTS }, (_, number) => run(`client-${number}`)));
await append('late', 0).catch((error: Error) => (refusals.afterwards = error.name));
refusals.readable = (await store.readStream(loadCommand('client-0', 0).stream)).length;
await store.close();
console.log(JSON.stringify(refusals));
