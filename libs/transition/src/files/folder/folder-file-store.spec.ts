import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FileStoreUnavailable } from '../file-store.ts';
import { fileStoreContract } from '../file-store-contract.ts';
import { FolderFileStore } from './folder-file-store.ts';

fileStoreContract('folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhurnal-files-'));
  return {
    open: async () => new FolderFileStore(folder),
    spoil: async ({ schoolId, sha256 }) => {
      const file = join(folder, schoolId, sha256.slice(0, 2), sha256);
      const content = await readFile(file);
      content[0]! ^= 1;
      await writeFile(file, content);
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
});

describe('the file store in a folder', () => {
  it('leaves nothing but the content behind, and makes no folder before', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'zhurnal-files-'));
    const store = new FolderFileStore(join(parent, 'files'));
    expect(await store.get({ schoolId: 's', sha256: 'a'.repeat(64) })).toBeNull();
    expect(await readdir(parent)).toEqual([]);
    const sha256 = await store.put('s', Buffer.from('устав'));
    expect(await readdir(join(parent, 'files', 's', sha256.slice(0, 2)))).toEqual([sha256]);
    await rm(parent, { recursive: true, force: true });
  });

  it('takes no name that could lead out of its folder', async () => {
    const store = new FolderFileStore(join(tmpdir(), 'nowhere'));
    await expect(store.get({ schoolId: '..', sha256: 'a'.repeat(64) })).rejects.toThrow('names no school');
    await expect(store.get({ schoolId: 's', sha256: '../../etc/passwd' })).rejects.toThrow('is no SHA-256');
  });

  it('says that it cannot be reached when the disk refuses', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'zhurnal-files-'));
    await writeFile(join(parent, 'files'), 'a file where the folder should be');
    const store = new FolderFileStore(join(parent, 'files'));
    await expect(store.put('s', Buffer.from('x'))).rejects.toThrow(FileStoreUnavailable);
    await rm(parent, { recursive: true, force: true });
  });
});
