import { openSync, writeSync } from 'node:fs';
import { systemClock } from '#kernel';
// Not by the library's face: the process starts in half the time without the other adapter.
import { SqliteEventStore } from '../../../libs/event-store/src/sqlite/sqlite-event-store.ts';
import { loadCommand } from './load.ts';

/*
 * Test support: a process that appends from many clients at once until it is killed. It writes down what it
 * sends and what was acknowledged, each at once, so that what stands there after its death is true; to its
 * output it says when the first command was acknowledged.
 *
 * Arguments: the log's file, the testimony's file, a word for the clients' names, their number, and `early` for
 * the mutant that acknowledges before the commit, as a store must not.
 */
const [file, testimonyFile, name, clients, honesty] = process.argv.slice(2);
const STDOUT = 1;
const testimony = openSync(testimonyFile!, 'w');
let begun = false;

const sending = (client: string, n: number): void => void writeSync(testimony, `sent ${client} ${n}\n`);
const acknowledged = (client: string, n: number): void => {
  writeSync(testimony, `done ${client} ${n}\n`);
  if (!begun) writeSync(STDOUT, 'begun\n');
  begun = true;
};

const store = await SqliteEventStore.open({
  file: file!,
  clock: systemClock,
  onFailure: (error) => {
    throw error;
  },
});

for (let number = 0; number < Number(clients); number += 1) void run(`${name}-${number}`);

async function run(client: string): Promise<void> {
  for (let n = 0; ; n += 1) {
    const { stream, facts, expected, context } = loadCommand(client, n);
    sending(client, n);
    const appended = store.append(stream, facts, expected, context);
    if (honesty === 'early') acknowledged(client, n);
    await appended;
    if (honesty !== 'early') acknowledged(client, n);
  }
}
