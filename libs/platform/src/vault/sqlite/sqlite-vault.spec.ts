import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { VaultUnavailable } from '../vault.ts';
import { vaultContract } from '../vault-contract.ts';
import { SqliteVault } from './sqlite-vault.ts';

vaultContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'));
  return {
    open: () => SqliteVault.open(join(folder, 'vault.sqlite')),
    stop: async () => rmSync(folder, { recursive: true }),
  };
});

describe('vault file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vault-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('leaves nothing of a destroyed key in the file or its log', async () => {
    const path = join(folder, 'vault.sqlite');
    const vault = await SqliteVault.open(path);
    const secret = Buffer.from('the very secret wrapped key of one person, sixty bytes long!');
    const ref = { schoolId: 'school-1', subject: 'person:1' };
    await vault.addKey(ref, secret);
    const holds = (): boolean =>
      ['', '-wal'].some((ending) => readFileSync(`${path}${ending}`).includes(secret));
    expect(holds()).toBe(true);
    await vault.destroyKeys([ref], 1);
    expect(holds()).toBe(false);
    await vault.close();
  });

  it('is for its owner alone', async () => {
    const path = join(folder, 'vault.sqlite');
    const vault = await SqliteVault.open(path);
    for (const ending of ['', '-wal']) expect(statSync(`${path}${ending}`).mode & 0o077).toBe(0);
    await vault.close();
  });

  it('says clearly when the file is no vault', async () => {
    const path = join(folder, 'vault.sqlite');
    writeFileSync(path, 'this is not a database, and it is long enough to be looked at closely');
    await expect(SqliteVault.open(path)).rejects.toThrow(VaultUnavailable);
  });

  it('answers unavailable after it was closed, and closes twice', async () => {
    const vault = await SqliteVault.open(join(folder, 'vault.sqlite'));
    await vault.close();
    await vault.close();
    await expect(vault.findKeys([])).rejects.toThrow(VaultUnavailable);
  });

  it('fails a wrong call alone, not those that arrived with it', async () => {
    const vault = await SqliteVault.open(join(folder, 'vault.sqlite'));
    const session = {
      schoolId: 's',
      accountId: 'a',
      sessionId: 'one',
      tokenHash: 'h',
      remembered: false,
      createdAt: 1,
      lastSeenAt: 1,
      expiresAt: 2,
      userAgent: '',
    };
    const outcomes = await Promise.allSettled([
      vault.addSession(session),
      vault.addSession(session),
      vault.addSession({ ...session, sessionId: 'two', tokenHash: 'h2' }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await vault.findSession('h2')).not.toBeNull();
    await vault.close();
  });
});
