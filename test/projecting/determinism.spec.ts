import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '#event-store';
import { systemClock } from '#kernel';
import { builtFile } from '../support/library/built.ts';
import { LibraryLog, libraryLife } from '../support/library/library-history.ts';

const run = promisify(execFile);
const PLACES = [
  { TZ: 'UTC', LC_ALL: 'C' },
  { TZ: 'Asia/Kamchatka', LC_ALL: 'ru_RU.UTF-8' },
  { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'Pacific/Apia', LC_ALL: 'sv_SE.UTF-8' },
];

interface Told {
  readonly zone: number;
  readonly locale: string;
  readonly hashes: Readonly<Record<string, string>>;
}

describe('the state of the read models', () => {
  const folder = mkdtempSync(join(tmpdir(), 'determinism-'));
  const logFile = join(folder, 'log.sqlite');

  beforeAll(async () => {
    const onFailure = (error: Error): never => {
      throw error;
    };
    const log = await SqliteEventStore.open({ file: logFile, clock: systemClock, onFailure });
    await new LibraryLog(log).live(libraryLife(2026, ['school-a', 'school-b', 'School-c']), 400);
    await log.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is one for any batch size, live or rebuilt, in a file or in memory, in any zone and locale', async () => {
    const told: Told[] = [];
    for (const place of PLACES) {
      const { stdout } = await run(
        process.execPath,
        [fileURLToPath(builtFile('state-program')), logFile, builtFile('library-projections').href],
        { env: { ...process.env, ...place, NODE_OPTIONS: '' } },
      );
      told.push(JSON.parse(stdout) as Told);
    }
    // the programs were where they were told to be
    expect(new Set(told.map(({ zone }) => zone)).size).toBe(PLACES.length);
    expect(new Set(told.map(({ locale }) => locale)).size).toBe(PLACES.length);
    const hashes = told.flatMap((one) => Object.values(one.hashes));
    expect(hashes.length).toBeGreaterThanOrEqual(PLACES.length * 7);
    expect(new Set(hashes).size).toBe(1);
    console.log(`one state hash in ${hashes.length} variants`);
  }, 120_000);
});
