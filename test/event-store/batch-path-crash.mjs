// What the official client's batch path can do to a process, without any code of ours. Run by
// eventstoredb.batch-path.spec.ts: node batch-path-crash.mjs <connection string> <case>. After each step it says
// the step's name, so that the spec can do its part to the server, and goes on when it is told to.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

const [connectionString, which] = process.argv.slice(2);
const told = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const failures = [];

const append = (client, stream, text = '') =>
  client
    .appendToStream(stream, jsonEvent({ type: 'Noted', data: { text } }), {
      expectedRevision: 'no_stream',
      deadline: 60_000,
    })
    .catch((error) => failures.push(error));

async function step(name) {
  process.stdout.write(`${name}\n`);
  await told.next();
}

if (which === 'two-clients') {
  const [first, second] = [1, 2].map(() => EventStoreDBClient.connectionString(connectionString));
  await append(first, 'first-0');
  await append(second, 'second-0');
  await step('connected');
  void append(second, 'second-1');
  await pause(200);
  await step('waiting');
  await append(first, 'first-1');
  await step('broken');
}

if (which === 'one-client') {
  const client = EventStoreDBClient.connectionString(connectionString);
  await append(client, 'one-0');
  await step('connected');
  for (let n = 1; n < 60; n += 1) void append(client, `one-${n}`, 'x'.repeat(500_000));
  await pause(200);
  await step('waiting');
}

if (which === 'bad-request') {
  const client = EventStoreDBClient.connectionString(connectionString);
  const nameless = jsonEvent({ type: '', data: {} });
  await client
    .appendToStream('bad', nameless)
    .catch((error) => process.stdout.write(`refused: ${error.message}\n`));
  await pause(5_000);
}

await pause(500);
process.stdout.write(`survived ${failures.length} failures\n`);
process.exit(0);
