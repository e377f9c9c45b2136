import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { Config } from '../config/config.ts';
import { KeyEncryptionKey, makeKeyFile, parseKey, readKeyFile } from './key-encryption-key.ts';
import { SqliteVault } from './sqlite/sqlite-vault.ts';
import type { Vault } from './vault.ts';

const FILE = 'vault.sqlite';

/**
 * Opens the vault that the settings name. In MongoDB it has a database of its own: backed up apart from the read
 * models, and never together with the key. @throws VaultUnavailable
 */
export async function openVault(config: Config): Promise<Vault> {
  if (config.mongoUrl !== null) {
    const { MongoVault } = await import('./mongodb/mongo-vault.ts');
    return MongoVault.open(config.mongoUrl, `${config.databases}_vault`);
  }
  mkdirSync(config.dataFolder, { recursive: true });
  return SqliteVault.open(join(config.dataFolder, FILE));
}

/**
 * The key-encryption key that the settings name. With the embedded stores and no setting it is made on first
 * start, beside the data folder and never in it. Call it before the vault is opened.
 * @throws Error when there is no such file, or when a vault is there whose key is not
 */
export function keyEncryptionKeyOf(config: Config): KeyEncryptionKey {
  const source = config.keyEncryptionKey;
  switch (source.kind) {
    case 'value': {
      const key = parseKey(source.text);
      if (!key) throw new Error('ZHURNAL_KEK holds no key: expected 64 hex digits or base64 of 32 bytes');
      return new KeyEncryptionKey(key);
    }
    case 'file':
      return readKeyFile(source.path);
    case 'beside-data': {
      if (existsSync(source.path)) return readKeyFile(source.path);
      if (existsSync(join(config.dataFolder, FILE))) {
        throw new Error(
          `${config.dataFolder} holds a vault, but its key ${source.path} is missing: names cannot be read without it. ` +
            'Put the file back, or name it in ZHURNAL_KEK.',
        );
      }
      mkdirSync(config.dataFolder, { recursive: true });
      const key = makeKeyFile(source.path);
      new Logger('Vault').warn(
        `Made the key-encryption key ${source.path}. Keep a copy of it, apart from the backups of ${config.dataFolder}: ` +
          'without it no name can be read, and whoever has both can read what was erased.',
      );
      return key;
    }
  }
}
