import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { mutants as ofEventStoreDb } from './eventstoredb.mutants.ts';
import { mutants as ofJournal } from './journal.mutants.ts';
import { mutants as ofMongoDb } from './mongodb.mutants.ts';
import { mutants as ofReadiness } from './readiness.mutants.ts';

const all = [...ofEventStoreDb, ...ofJournal, ...ofMongoDb, ...ofReadiness];

/* Whether they are noticed, `npm run test:mutants` tries: that takes its time. */

it('every mutant breaks a rule that stands where it looks for it, and has its spec', async () => {
  const stale: string[] = [];
  for (const { name, file, search, replacement, spec } of all) {
    const source = existsSync(file) ? await readFile(file, 'utf8') : '';
    const isThere = source.split(search).length === 2 && existsSync(spec) && replacement !== search;
    if (!isThere) stale.push(`${file}: ${name}`);
  }
  expect(all.length).toBeGreaterThan(150);
  expect(stale).toEqual([]);
});
