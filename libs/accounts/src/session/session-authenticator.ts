import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Streams } from '#event-store';
import { type Clock, idFrom } from '#kernel';
import { Authenticator, InjectClock, type Principal, type StoredSession, Vault } from '#platform';
import { type Account, account, isOpen } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { actorOf } from '../account/actor-of.ts';
import { SchoolRecords } from '../people/school-records.ts';
import { expiryOf, NOTED_EVERY_MS } from './session-lifetime.ts';
import { tokenHashOf } from './session-token.ts';

/** So many sessions are remembered, each for so long (ms): so long may another process not know of a block. */
const REMEMBERED_SESSIONS = 20_000;
const REMEMBERED_FOR_MS = 5_000;

interface Remembered {
  readonly session: StoredSession;
  readonly principal: Principal;
  readonly until: number;
  /** Whether today's visit has been recorded. */
  visited: boolean;
}

/**
 * Finds who is signed in. The vault knows the token; whether the session is still open, the account's stream
 * decides: a restored vault brings no revoked session back.
 */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  readonly #logger = new Logger('Sessions');
  readonly #remembered = new LRUCache<string, Remembered>({ max: REMEMBERED_SESSIONS });

  constructor(
    private readonly vault: Vault,
    private readonly streams: Streams,
    private readonly records: SchoolRecords,
    @InjectClock() private readonly clock: Clock,
  ) {
    super();
  }

  async authenticate(token: string, { unattended } = { unattended: false }): Promise<Principal | null> {
    const tokenHash = tokenHashOf(token);
    const now = this.clock.now();
    let found = this.#remembered.get(tokenHash);
    if (!found || found.until <= now || found.session.expiresAt <= now) {
      const fresh = await this.#find(tokenHash, now);
      if (!fresh) {
        this.#remembered.delete(tokenHash);
        return null;
      }
      this.#remembered.set(tokenHash, fresh);
      found = fresh;
    }
    if (!unattended && !found.visited) {
      found.visited = true;
      await this.#noteVisit(found, now);
    }
    return found.principal;
  }

  /** Looks at every session of this account anew from now on. Call it when one was ended or roles changed. */
  forget(schoolId: string, accountId: string): void {
    for (const [tokenHash, { principal }] of this.#remembered.entries()) {
      if (principal.accountId === accountId && principal.schoolId === schoolId)
        this.#remembered.delete(tokenHash);
    }
  }

  async #find(tokenHash: string, now: number): Promise<Remembered | null> {
    const session = await this.vault.findSession(tokenHash);
    if (!session || session.expiresAt <= now) return null;
    const { schoolId, accountId, sessionId } = session;
    const { state } = await this.streams.load(accountStream(schoolId, accountId), account);
    if (!state || !isOpen(state, sessionId)) return null;
    const { personId, roles } = state;
    return {
      session,
      principal: { schoolId, accountId, personId, roles, sessionId },
      until: now + REMEMBERED_FOR_MS,
      visited: false,
    };
  }

  /** Records that the session goes on today, and prolongs it. That a store is away must not sign anybody out. */
  async #noteVisit({ session, principal }: Remembered, now: number): Promise<void> {
    const { schoolId, accountId, sessionId } = session;
    try {
      const date = await this.records.today(schoolId);
      const stream = accountStream(schoolId, accountId);
      const { state } = await this.streams.load(stream, account);
      if (state && isNewDay(state, date)) {
        const commandId = idFrom('session-resumed', accountId, date);
        await this.streams.execute(
          stream,
          account,
          { kind: 'ResumeSession', accountId, sessionId, date },
          {
            schoolId,
            actor: actorOf(principal, sessionId),
            commandId,
            fingerprint: commandId,
            correlationId: commandId,
            causationId: commandId,
          },
        );
      }
      if (now - session.lastSeenAt >= NOTED_EVERY_MS) {
        await this.vault.touchSession(sessionId, now, expiryOf(session, now));
      }
    } catch (error) {
      this.#logger.warn({ msg: 'visit not noted', accountId, err: error });
    }
  }
}

const isNewDay = ({ lastVisit }: Account, date: string): boolean => lastVisit === null || lastVisit < date;
