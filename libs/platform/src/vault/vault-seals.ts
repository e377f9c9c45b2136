import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused } from '#kernel';
import { Seals } from './seals.ts';
import { SubjectKeys } from './subject-keys.ts';
import type { KeyRef } from './vault.ts';

/** Version 1 of a sealed text: this byte, a nonce of 12, the ciphertext, a tag of 16; base64url. */
const VERSION = 1;
const NONCE_END = 13;
const TAG_BYTES = 16;

/** Seals under the keys of the vault. */
@Injectable()
export class VaultSeals extends Seals {
  constructor(private readonly keys: SubjectKeys) {
    super();
  }

  /** @throws Refused `subject-erased` (410) when the key has been destroyed */
  async seal(schoolId: string, subject: string, text: string): Promise<string> {
    const key = await this.keys.obtain({ schoolId, subject });
    if (!key)
      throw new Refused('subject-erased', `What concerns ${subject} has been erased.`, { status: 410 });
    const nonce = randomBytes(NONCE_END - 1);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bindingOf({ schoolId, subject }));
    return Buffer.concat([
      Buffer.of(VERSION),
      nonce,
      cipher.update(text, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]).toString('base64url');
  }

  async unseal(schoolId: string, subject: string, sealed: string): Promise<string | null> {
    const [text] = await this.unsealMany(schoolId, [{ subject, sealed }]);
    return text!;
  }

  async unsealMany(
    schoolId: string,
    items: readonly { readonly subject: string; readonly sealed: string }[],
  ): Promise<readonly (string | null)[]> {
    const refs = items.map(({ subject }) => ({ schoolId, subject }));
    const keys = await this.keys.find(refs);
    return items.map(({ sealed }, index) => {
      const key = keys[index];
      return key ? open(refs[index]!, key, sealed) : null;
    });
  }

  async destroy(schoolId: string, subject: string): Promise<void> {
    await this.keys.destroy([{ schoolId, subject }]);
  }

  /**
   * Repeats the erasures that the log remembers, before anything is served: a vault restored from an old
   * backup holds keys again that had been destroyed.
   */
  async replayErasures(erased: readonly KeyRef[]): Promise<void> {
    if (erased.length > 0) await this.keys.destroy(erased);
  }
}

function open(ref: KeyRef, key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes[0] !== VERSION || bytes.length < NONCE_END + TAG_BYTES) {
    throw new Error(`Not a sealed text of ${ref.subject}`);
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, NONCE_END), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(bindingOf(ref))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_END, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new Error(`A text that was not sealed under ${ref.subject}`);
  }
}

const bindingOf = ({ schoolId, subject }: KeyRef): Buffer => Buffer.from(`${schoolId}\n${subject}`);
