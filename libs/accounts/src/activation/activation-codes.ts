import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Clock, DAY_MS, type Instant, instant } from '#kernel';
import { InjectClock, SubjectKeys, Vault } from '#platform';
import type { Account } from '../account/account.ts';
import { codeFrom, printed, typed } from './code-text.ts';

/** How long an activation code is good. */
const GOOD_FOR_MS = 30 * DAY_MS;

/** A code as it is handed out. */
export interface IssuedCode {
  /** `ABCD-EFGH-JKLM`. */
  readonly code: string;
  readonly expiresAt: Instant;
}

/**
 * One-time codes. A code is drawn from a secret of the installation and the command that issued it, so that
 * the same command sent again hands out the same code and nobody without the secret can guess any. Only a keyed
 * hash of it is kept.
 */
@Injectable()
export class ActivationCodes {
  constructor(
    private readonly vault: Vault,
    private readonly keys: SubjectKeys,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** When a code that is issued now expires. */
  expiry(): Instant {
    return instant(this.clock.now() + GOOD_FOR_MS);
  }

  /**
   * Keeps the code that this command issued and hands it out.
   * @returns null when it is no longer good: used, or a later one has taken its place
   */
  async handOut(schoolId: string, account: Account, commandId: string): Promise<IssuedCode | null> {
    if (account.blocked || account.code?.commandId !== commandId) return null;
    const { accountId } = account;
    const { expiresAt } = account.code;
    const code = codeFrom(await this.#keyed(`code\n${schoolId}\n${accountId}\n${commandId}`));
    const hash = await this.#hashOf(code);
    await this.vault.putCode({ hash, schoolId, accountId, expiresAt: Date.parse(expiresAt) });
    const kept = await this.vault.findCode(hash);
    return kept === null || kept.usedAt !== null ? null : { code: printed(code), expiresAt };
  }

  /** What the vault knows a typed code by; null when the text is no code at all. */
  async lookUp(text: string): Promise<string | null> {
    const code = typed(text);
    return code === null ? null : this.#hashOf(code);
  }

  async #hashOf(code: string): Promise<string> {
    return (await this.#keyed(`hash\n${code}`)).toString('hex');
  }

  async #keyed(text: string): Promise<Buffer> {
    const key = await this.keys.ofInstallation('activation-codes');
    return createHmac('sha256', key).update(text).digest();
  }
}
