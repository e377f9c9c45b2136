import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { KeyRef } from './vault.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The key that wraps all others. It lives outside the data folder and outside its backups: who has a backup
 * of the vault but not this key can read no name, and a destroyed key stays destroyed.
 */
export class KeyEncryptionKey {
  readonly #key: Buffer;
  /** Tells one key from another and says nothing about either. */
  readonly id: string;

  /** @throws Error unless it has 32 bytes */
  constructor(key: Uint8Array) {
    if (key.length !== KEY_BYTES)
      throw new Error(`A key-encryption key has ${KEY_BYTES} bytes, not ${key.length}`);
    this.#key = Buffer.from(key);
    this.id = createHmac('sha256', this.#key)
      .update('zhurnal key-encryption key id')
      .digest('hex')
      .slice(0, 16);
  }

  /** A new key of 32 random bytes, wrapped for this subject (AES-256-GCM: nonce, ciphertext, tag). */
  makeFor(ref: KeyRef): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(bindingOf(ref));
    return Buffer.concat([nonce, cipher.update(randomBytes(KEY_BYTES)), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws Error when it was wrapped under another key or for another subject */
  unwrap(ref: KeyRef, wrapped: Uint8Array): Buffer {
    const bytes = Buffer.from(wrapped);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(bindingOf(ref))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }
}

const bindingOf = ({ schoolId, subject }: KeyRef): Buffer =>
  Buffer.from(`zhurnal key\n${schoolId}\n${subject}`);

/** The key written out: 64 hex digits or base64 of 32 bytes. null: the text is neither. */
export function parseKey(text: string): Uint8Array | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  const decoded = /^[A-Za-z0-9+/]{43}=?$/.test(trimmed) ? Buffer.from(trimmed, 'base64') : null;
  return decoded?.length === KEY_BYTES ? decoded : null;
}

/** @throws Error that names the file when it cannot be read or holds no key */
export function readKeyFile(path: string): KeyEncryptionKey {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`The key-encryption key cannot be read from ${path}: ${(error as Error).message}`);
  }
  const key = parseKey(text);
  if (!key) throw new Error(`${path} holds no key: expected 64 hex digits or base64 of ${KEY_BYTES} bytes`);
  return new KeyEncryptionKey(key);
}

/** Makes a key and keeps it in a new file that only its owner may read. @throws Error when the file is there */
export function makeKeyFile(path: string): KeyEncryptionKey {
  const key = randomBytes(KEY_BYTES);
  writeFileSync(path, `${key.toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  return new KeyEncryptionKey(key);
}
