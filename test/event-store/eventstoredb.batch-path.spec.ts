import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SmallEventStoreDb } from '../support/eventstoredb/small-eventstoredb.ts';

/**
 * Why appends go by the plain path (docs/adr/0002-eventstoredb-append-path.md): on the batch path the installed
 * client ends the process. When one of these fails after an upgrade of the client, the decision may be looked
 * at again.
 */
describe("the official client's batch path", () => {
  let database: SmallEventStoreDb;
  beforeEach(async () => {
    database = await SmallEventStoreDb.start({ commitTimeoutMs: 60_000 });
  });
  afterEach(() => database.down());

  /** Runs one case in a process of its own, does to the server what its steps ask, and answers its end. */
  async function endOf(which: string, steps: Record<string, () => void>) {
    const script = fileURLToPath(new URL('./batch-path-crash.mjs', import.meta.url));
    const child = spawn(process.execPath, [script, database.connectionString, which]);
    const closed = once(child, 'close');
    let complaint = '';
    child.stderr.on('data', (text) => (complaint += String(text)));
    child.stdin.on('error', () => {}); // it may be gone before it is told to go on
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      steps[line]?.();
      child.stdin.write('go on\n');
    }
    const [code] = (await closed) as [number | null];
    return { code, said, complaint };
  }

  it('ends the process when one client breaks and another one is answered afterwards', async () => {
    let release = () => {};
    const end = await endOf('two-clients', {
      connected: () => (release = database.log.holdCommits()),
      waiting: () => database.faults.nextAppend({ when: 'before-commit', how: 'unavailable' }),
      broken: () => release(),
    });
    expect(end.said).toEqual(['connected', 'waiting', 'broken']);
    expect(end.complaint).toContain('TypeError: undefined is not iterable');
    expect(end.code).toBe(1);
  });

  it('ends the process of a single client when the connection breaks under load', async () => {
    const end = await endOf('one-client', {
      connected: () => database.freeze(),
      waiting: () => database.resetConnections(),
    });
    expect(end.said).toEqual(['connected', 'waiting']);
    expect(end.complaint).toContain('14 UNAVAILABLE: read ECONNRESET');
    expect(end.code).toBe(1);
  });
});
