import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contentHash } from '../content-hash.ts';
import { FileDamaged, type FileRef, FileStore, FileStoreUnavailable } from '../file-store.ts';

/**
 * The file store in a folder: `<school>/<two digits>/<sha256>`. Node's own threads wait for the disk, so that the event
 * loop does not. Nothing is made before the first content comes.
 */
export class FolderFileStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(schoolId: string, content: Uint8Array): Promise<string> {
    const sha256 = await contentHash(content);
    const file = this.#fileOf({ schoolId, sha256 });
    const isThere = await this.#holds({ schoolId, sha256 });
    await reach(async () => {
      if (!isThere) await keep(file, content);
      // Also of one that is there: whoever has just put it may not have come so far.
      for (let folder = dirname(file); folder.length >= this.folder.length; folder = dirname(folder)) {
        await sync(folder);
      }
      await sync(dirname(this.folder));
    });
    return sha256;
  }

  async get(ref: FileRef): Promise<Uint8Array | null> {
    const content = await this.#read(ref);
    if (content === null) return null;
    if ((await contentHash(content)) !== ref.sha256) throw new FileDamaged(ref.sha256);
    return content;
  }

  async close(): Promise<void> {}

  async #holds(ref: FileRef): Promise<boolean> {
    const content = await this.#read(ref);
    return content !== null && (await contentHash(content)) === ref.sha256;
  }

  #read(ref: FileRef): Promise<Uint8Array | null> {
    return reach(async () => {
      try {
        return await readFile(this.#fileOf(ref));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      }
    });
  }

  /** @throws Error for a ref that could lead out of the folder: a mistake of ours */
  #fileOf({ schoolId, sha256 }: FileRef): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`${sha256} is no SHA-256`);
    if (!/^[A-Za-z0-9-]{1,64}$/.test(schoolId)) throw new Error(`${schoolId} names no school`);
    return join(this.folder, schoolId, sha256.slice(0, 2), sha256);
  }
}

/** Writes beside, waits for the disk, and gives the file its name in one step; the name itself is not durable yet. */
async function keep(file: string, content: Uint8Array): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const beside = `${file}.${randomUUID()}`;
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Says in the store's own words that the disk refuses. */
async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new FileStoreUnavailable(code);
  }
}
