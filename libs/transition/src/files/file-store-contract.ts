import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FileDamaged, type FileRef, type FileStore } from './file-store.ts';

/** Where a file store keeps its contents, and how a test spoils one. */
export interface FilePlace {
  /** Opens the same store each time within one test. */
  open(): Promise<FileStore>;
  /** Changes a byte of what is kept, behind the store's back. */
  spoil(ref: FileRef): Promise<void>;
  stop(): Promise<void>;
}

const SCHOOL = 'school-1';
const bytes = (length: number, seed = 1): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + seed * 7) % 251);
const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** What every file store must do. */
export function fileStoreContract(name: string, start: () => Promise<FilePlace>): void {
  describe(`file store: ${name}`, () => {
    let place: FilePlace;
    let store: FileStore;

    beforeEach(async () => {
      place = await start();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.stop();
    });

    it.each([1, 1_000, 255 * 1024, 255 * 1024 + 1, 3_000_000])('gives %i bytes back', async (length) => {
      const content = bytes(length);
      const sha256 = await store.put(SCHOOL, content);
      expect(sha256).toBe(hashOf(content));
      await store.close();
      store = await place.open();
      const found = await store.get({ schoolId: SCHOOL, sha256 });
      expect(Buffer.compare(Buffer.from(found!), Buffer.from(content))).toBe(0);
    });

    it('has nothing that was not put, and nothing of another school', async () => {
      const sha256 = await store.put(SCHOOL, bytes(10));
      expect(await store.get({ schoolId: SCHOOL, sha256: hashOf(bytes(11)) })).toBeNull();
      expect(await store.get({ schoolId: 'school-2', sha256 })).toBeNull();
    });

    it('keeps a content once, however often and at once it is put', async () => {
      const content = bytes(600_000);
      const hashes = await Promise.all([1, 2, 3].map(() => store.put(SCHOOL, content)));
      expect(new Set(hashes).size).toBe(1);
      expect(await store.get({ schoolId: SCHOOL, sha256: hashes[0]! })).toHaveLength(600_000);
    });

    it('never gives out what does not match its hash, and mends it when it is put again', async () => {
      const content = bytes(1_000);
      const ref = { schoolId: SCHOOL, sha256: await store.put(SCHOOL, content) };
      await place.spoil(ref);
      await expect(store.get(ref)).rejects.toThrow(FileDamaged);
      await store.put(SCHOOL, content);
      expect(await store.get(ref)).toHaveLength(1_000);
    });
  });
}
