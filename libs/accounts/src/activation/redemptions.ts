import { Injectable } from '@nestjs/common';
import { Streams } from '#event-store';
import { type Clock, idFrom, type Position } from '#kernel';
import { InjectClock, type StoredCode, Vault } from '#platform';
import { account } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { actorOf } from '../account/actor-of.ts';
import { EndedSessions } from '../session/ended-sessions.ts';

/** Codes turn into logins here: first in the vault, both halves at once, then in the log. */
@Injectable()
export class Redemptions {
  constructor(
    private readonly vault: Vault,
    private readonly streams: Streams,
    private readonly ended: EndedSessions,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** @param credential the login folded, the password hashed */
  redeem(
    code: StoredCode,
    credential: { readonly login: string; readonly passwordHash: string },
  ): Promise<'redeemed' | 'login-taken' | 'no-such-code'> {
    return this.vault.redeem(code.hash, credential, this.clock.now());
  }

  /**
   * Says in the log what a redeemed code has done: the account is active, or has a new password. Doing it again
   * changes nothing.
   * @returns the position that shows it
   */
  async record({ hash, schoolId, accountId }: StoredCode): Promise<Position> {
    const stream = accountStream(schoolId, accountId);
    const { state } = await this.streams.load(stream, account);
    const commandId = idFrom('redeem-code', hash);
    const { receipt } = await this.streams.execute(
      stream,
      account,
      { kind: 'RedeemCode', accountId },
      {
        schoolId,
        actor: actorOf(state!, null),
        commandId,
        fingerprint: commandId,
        correlationId: commandId,
        causationId: commandId,
      },
    );
    await this.ended.clear(schoolId, accountId, this.clock.now());
    return receipt!.position;
  }
}
