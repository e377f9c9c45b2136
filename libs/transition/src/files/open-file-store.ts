import { join } from 'node:path';
import type { Config } from '#platform';
import type { FileStore } from './file-store.ts';
import { FolderFileStore } from './folder/folder-file-store.ts';

/** Opens the file store that the settings name: beside the vault, in a folder or a database of its own. */
export async function openFileStore(config: Config): Promise<FileStore> {
  if (config.mongoUrl !== null) {
    const { MongoFileStore } = await import('./mongodb/mongo-file-store.ts');
    return MongoFileStore.open(config.mongoUrl, `${config.databases}_files`);
  }
  return new FolderFileStore(join(config.dataFolder, 'files'));
}
