import { Controller, Get, Param } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Streams } from '#event-store';
import { type Clock, type Instant, instant, notFound } from '#kernel';
import { Access, CurrentPrincipal, EVERYONE, IdPipe, InjectClock, type Principal, Vault } from '#platform';
import { account } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';

/** One device or browser that is signed in. */
export class SessionCard {
  sessionId!: string;
  /** Whether it is the one that asks. */
  current!: boolean;
  /** When it was opened, last used (to ten minutes) and would end unless it is used. ISO 8601, UTC. */
  createdAt!: Instant;
  lastSeenAt!: Instant;
  expiresAt!: Instant;
  remembered!: boolean;
  /** What the browser called itself when it signed in. */
  userAgent!: string;
}

export class SessionList {
  /** The newest first. */
  sessions!: SessionCard[];
}

/** Refused: `not-found`. */
export class GetSessions extends Query<SessionList> {
  constructor(
    readonly schoolId: string,
    readonly accountId: string,
    /** The session that asks. */
    readonly askingSessionId: string,
  ) {
    super();
  }
}

@QueryHandler(GetSessions)
export class GetSessionsHandler implements IQueryHandler<GetSessions> {
  constructor(
    private readonly vault: Vault,
    private readonly streams: Streams,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ schoolId, accountId, askingSessionId }: GetSessions): Promise<SessionList> {
    const { state } = await this.streams.load(accountStream(schoolId, accountId), account);
    if (!state) throw notFound('account', accountId);
    const kept = await this.vault.sessionsOf({ schoolId, accountId }, this.clock.now());
    const open = kept.filter(({ sessionId }) => state.sessions.includes(sessionId));
    return {
      sessions: open.map(({ sessionId, createdAt, lastSeenAt, expiresAt, remembered, userAgent }) => ({
        sessionId,
        current: sessionId === askingSessionId,
        createdAt: instant(createdAt),
        lastSeenAt: instant(lastSeenAt),
        expiresAt: instant(expiresAt),
        remembered,
        userAgent,
      })),
    };
  }
}

@Controller()
export class GetSessionsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Where the account that asks is signed in. */
  @Get('sessions')
  @Access(EVERYONE)
  mine(@CurrentPrincipal() { schoolId, accountId, sessionId }: Principal): Promise<SessionList> {
    return this.queries.execute(new GetSessions(schoolId, accountId, sessionId));
  }

  /** Where an account is signed in. */
  @Get('accounts/:accountId/sessions')
  @Access({ administrator: 'school' })
  of(
    @CurrentPrincipal() { schoolId, sessionId }: Principal,
    @Param('accountId', IdPipe) accountId: string,
  ): Promise<SessionList> {
    return this.queries.execute(new GetSessions(schoolId, accountId, sessionId));
  }
}
