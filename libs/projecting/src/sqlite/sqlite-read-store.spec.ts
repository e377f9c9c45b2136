import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { describeReadStore } from '../contract.ts';
import { SqliteReadStore } from './sqlite-read-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
describeReadStore('SQLite, a file', async () =>
  SqliteReadStore.open({ file: join(folder, `${files++}.db`) }),
);
describeReadStore('SQLite, memory', async () => SqliteReadStore.open({ memory: true }));
