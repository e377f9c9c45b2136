import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { SqliteEventStore } from '#event-store';
import { systemClock } from '#kernel';
import type { Refusals } from '../support/event-store/append-until-refused.ts';
import { loadCommand } from '../support/event-store/load.ts';
import { LogCheck } from './log-check.ts';

const PROGRAM = fileURLToPath(
  new URL('../../dist/test/support/event-store/append-until-refused.js', import.meta.url),
);
/** In blocks of 512 bytes: the log's files may grow to 2 MiB, then every write to them fails. */
const LARGEST_FILE = 4096;

it('stops at a disk that takes no more, tells its owner once, and keeps what it acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhurnal-full-'));
  const file = join(folder, 'log.sqlite');
  const { stdout } = await promisify(execFile)(
    'sh',
    ['-c', `ulimit -f ${LARGEST_FILE}; exec "$0" "$@"`, process.execPath, PROGRAM, file],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const refusals = JSON.parse(stdout) as Refusals;
  expect(refusals.failures).toEqual([
    expect.stringMatching(/^The log can no longer be written: (database or disk is full|disk I\/O error)$/),
  ]);
  expect(refusals.afterwards).toBe('StoreUnavailable');
  expect(refusals.readable).toBeGreaterThan(0);
  const errors = refusals.ended.map(([, , error]) => error);
  expect(new Set(errors)).toContain('AppendUncertain');
  expect(['AppendUncertain', 'StoreUnavailable']).toEqual(expect.arrayContaining(errors));

  const store = await SqliteEventStore.open({
    file,
    clock: systemClock,
    onFailure: (error) => {
      throw error;
    },
  });
  const check = new LogCheck();
  expect(await check.readOn(store)).toEqual([]);
  const recorded = (client: string, n: number) => check.commands.get(`${client} ${n}`) ?? 0;
  for (const [client, n] of refusals.acknowledged) {
    expect(recorded(client, n)).toBe(loadCommand(client, n).facts.length);
  }
  for (const [client, n, error] of refusals.ended) {
    const { stream, facts, expected, context } = loadCommand(client, n);
    if (error === 'StoreUnavailable') expect(recorded(client, n)).toBe(0);
    const receipt = await store.append(stream, facts, expected, context);
    expect(receipt.eventIds).toHaveLength(facts.length);
  }
  expect(await check.readOn(store)).toEqual([]);
  expect(check.commands.size).toBe(refusals.acknowledged.length + refusals.ended.length);
  await store.close();
  await rm(folder, { recursive: true });
}, 60_000);
