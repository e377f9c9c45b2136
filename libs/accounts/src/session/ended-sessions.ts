import { Injectable } from '@nestjs/common';
import { Streams } from '#event-store';
import { Vault } from '#platform';
import { account } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { SessionAuthenticator } from './session-authenticator.ts';

/** After the log has said that sessions ended: nobody gets in with them, and the vault keeps nothing of them. */
@Injectable()
export class EndedSessions {
  constructor(
    private readonly vault: Vault,
    private readonly streams: Streams,
    private readonly authenticator: SessionAuthenticator,
  ) {}

  /** @param now ms since the epoch */
  async clear(schoolId: string, accountId: string, now: number): Promise<void> {
    this.authenticator.forget(schoolId, accountId);
    const { state } = await this.streams.load(accountStream(schoolId, accountId), account);
    const kept = await this.vault.sessionsOf({ schoolId, accountId }, now);
    const ended = kept.map(({ sessionId }) => sessionId).filter((id) => !state?.sessions.includes(id));
    await this.vault.removeSessions({ schoolId, accountId }, ended);
  }
}
