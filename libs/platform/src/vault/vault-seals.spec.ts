import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '#kernel';
import { Config } from '../config/config.ts';
import { KeyEncryptionKey } from './key-encryption-key.ts';
import { keyEncryptionKeyOf } from './open-vault.ts';
import { SqliteVault } from './sqlite/sqlite-vault.ts';
import { SubjectKeys } from './subject-keys.ts';
import type { Vault } from './vault.ts';
import { VaultSeals } from './vault-seals.ts';

const wrapping = new KeyEncryptionKey(new Uint8Array(32).fill(7));
const SCHOOL = 'school-1';
const ANNA = 'person:anna';
const NAME = 'Орлова Анна Петровна';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('seals', () => {
  let vault: Vault;
  let seals: VaultSeals;

  const reopen = async (key = wrapping): Promise<void> => {
    await vault?.close();
    vault = await SqliteVault.open(join(folder, 'vault.sqlite'));
    seals = new VaultSeals(await SubjectKeys.open(vault, key, systemClock));
  };
  beforeEach(() => reopen());
  afterEach(() => vault.close());

  it('open what they sealed, also after a restart', async () => {
    const sealed = await seals.seal(SCHOOL, ANNA, NAME);
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('Орлова');
    await reopen();
    expect(await seals.unseal(SCHOOL, ANNA, sealed)).toBe(NAME);
  });

  it('never seal a text twice to the same bytes', async () => {
    expect(await seals.seal(SCHOOL, ANNA, NAME)).not.toBe(await seals.seal(SCHOOL, ANNA, NAME));
  });

  it('open many in order, with one look into the vault', async () => {
    const items = await Promise.all(
      ['a', 'b', 'a', 'c'].map(async (id) => ({
        subject: `person:${id}`,
        sealed: await seals.seal(SCHOOL, `person:${id}`, `name of ${id}`),
      })),
    );
    await seals.destroy(SCHOOL, 'person:b');
    await reopen();
    expect(await seals.unsealMany(SCHOOL, items)).toEqual(['name of a', null, 'name of a', 'name of c']);
  });

  it('refuse a text that was sealed for another subject, or changed', async () => {
    const sealed = await seals.seal(SCHOOL, ANNA, NAME);
    await seals.seal(SCHOOL, 'person:boris', 'x');
    await seals.seal('school-2', ANNA, 'x');
    const changed = `${sealed.slice(0, -4)}${sealed.at(-4) === 'A' ? 'B' : 'A'}${sealed.slice(-3)}`;
    await expect(seals.unseal(SCHOOL, 'person:boris', sealed)).rejects.toThrow('not sealed under');
    await expect(seals.unseal('school-2', ANNA, sealed)).rejects.toThrow('not sealed under');
    await expect(seals.unseal(SCHOOL, ANNA, changed)).rejects.toThrow('not sealed under');
    await expect(seals.unseal(SCHOOL, ANNA, 'x')).rejects.toThrow('Not a sealed text');
  });

  it('stay shut once the key is destroyed, and none can be made again', async () => {
    const sealed = await seals.seal(SCHOOL, ANNA, NAME);
    await seals.destroy(SCHOOL, ANNA);
    await seals.destroy(SCHOOL, ANNA);
    expect(await seals.unseal(SCHOOL, ANNA, sealed)).toBeNull();
    await expect(seals.seal(SCHOOL, ANNA, NAME)).rejects.toMatchObject({
      code: 'subject-erased',
      status: 410,
    });
  });

  it('are shut again when an old vault is restored and the erasures of the log are repeated', async () => {
    const sealed = await seals.seal(SCHOOL, ANNA, NAME);
    await vault.close();
    const backup = readFileSync(join(folder, 'vault.sqlite'));
    await reopen();
    await seals.destroy(SCHOOL, ANNA);
    await vault.close();
    writeFileSync(join(folder, 'vault.sqlite'), backup);
    await reopen();
    expect(await seals.unseal(SCHOOL, ANNA, sealed)).toBe(NAME);
    await seals.replayErasures([{ schoolId: SCHOOL, subject: ANNA }]);
    expect(await seals.unseal(SCHOOL, ANNA, sealed)).toBeNull();
  });

  it('make one key when many seal at the same time', async () => {
    const sealed = await Promise.all(
      Array.from({ length: 20 }, (_, n) => seals.seal(SCHOOL, ANNA, `text ${n}`)),
    );
    await reopen();
    const texts = await seals.unsealMany(
      SCHOOL,
      sealed.map((each) => ({ subject: ANNA, sealed: each })),
    );
    expect(texts).toEqual(Array.from({ length: 20 }, (_, n) => `text ${n}`));
  });

  it('are not opened under another key-encryption key', async () => {
    await expect(reopen(new KeyEncryptionKey(new Uint8Array(32)))).rejects.toThrow(
      'give the key that belongs to this vault',
    );
  });
});

describe('the key-encryption key', () => {
  const settings = (more: Record<string, string> = {}): Config =>
    new Config({ ZHURNAL_DATA: join(folder, 'data'), ...more });

  it('is made on first start outside the data folder, for its owner only, and found again', () => {
    const made = keyEncryptionKeyOf(settings());
    const path = join(folder, 'data.kek');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(keyEncryptionKeyOf(settings()).id).toBe(made.id);
  });

  it('is not made anew for a vault whose key is missing', async () => {
    keyEncryptionKeyOf(settings());
    await (await SqliteVault.open(join(folder, 'data', 'vault.sqlite'))).close();
    rmSync(join(folder, 'data.kek'));
    expect(() => keyEncryptionKeyOf(settings())).toThrow('is missing');
  });

  it('comes from the environment as hex, as base64, or as a file', () => {
    const bytes = Buffer.alloc(32, 7);
    const path = join(folder, 'key');
    writeFileSync(path, `${bytes.toString('base64')}\n`);
    for (const text of [bytes.toString('hex'), bytes.toString('base64'), path]) {
      expect(keyEncryptionKeyOf(settings({ ZHURNAL_KEK: text })).id).toBe(wrapping.id);
    }
  });

  it('says what is wrong with its file', () => {
    const path = join(folder, 'key');
    expect(() => keyEncryptionKeyOf(settings({ ZHURNAL_KEK: path }))).toThrow(/cannot be read from/);
    writeFileSync(path, 'short');
    expect(() => keyEncryptionKeyOf(settings({ ZHURNAL_KEK: path }))).toThrow(/holds no key/);
  });
});
