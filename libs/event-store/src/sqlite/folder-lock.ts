import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** A data folder that is this process's alone. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes a data folder for this process (made when absent). The lock is the operating system's lock on a file in
 * it, which SQLite takes: it goes with the process, however that ends, and never has to be cleaned up.
 * @throws Error when another process, or another store of this one, has the folder
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const lock = new Database(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new Error(`The data folder ${folder} is in use by another process; only one may open it`);
  }
  return { release: () => lock.close() };
}
