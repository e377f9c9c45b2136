import { Controller, Delete, Param } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import { type Clock, type CommandContext, notFound } from '#kernel';
import {
  Access,
  answerOf,
  CommandAnswer,
  Context,
  CurrentPrincipal,
  EVERYONE,
  IdPipe,
  InjectClock,
  type Principal,
} from '#platform';
import { account } from '../account/account.ts';
import { accountStream, type RevocationReason } from '../account/account.events.ts';
import { EndedSessions } from './ended-sessions.ts';

/** Ends sessions of an account. Refused: `not-found`. */
export class RevokeSessions extends Command<Outcome> {
  constructor(
    readonly input: {
      readonly accountId: string;
      /** Those that are not open are passed over. */
      readonly sessionIds: readonly string[] | 'all';
      readonly reason: RevocationReason;
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RevokeSessions)
export class RevokeSessionsHandler implements ICommandHandler<RevokeSessions> {
  constructor(
    private readonly streams: Streams,
    private readonly ended: EndedSessions,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ input, context }: RevokeSessions): Promise<Outcome> {
    const { schoolId } = context;
    const { accountId } = input;
    const outcome = await this.streams.execute(
      accountStream(schoolId, accountId),
      account,
      { kind: 'RevokeSessions', ...input },
      context,
    );
    await this.ended.clear(schoolId, accountId, this.clock.now());
    return outcome;
  }
}

@Controller()
export class RevokeSessionsRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Ends one session of the account that asks: a lost phone, a computer in the library. */
  @Delete('sessions/:sessionId')
  @Access(EVERYONE)
  async own(
    @CurrentPrincipal() { accountId }: Principal,
    @Param('sessionId', IdPipe) sessionId: string,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const input = { accountId, sessionIds: [sessionId], reason: 'by-owner' } as const;
    const outcome = await this.commands.execute(new RevokeSessions(input, context));
    if (outcome.receipt === null) throw notFound('open session of yours', sessionId);
    return answerOf(context.commandId, outcome);
  }

  /** Ends every session of an account. */
  @Delete('accounts/:accountId/sessions')
  @Access({ administrator: 'school' })
  async of(
    @Param('accountId', IdPipe) accountId: string,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const input = { accountId, sessionIds: 'all', reason: 'by-administrator' } as const;
    return answerOf(context.commandId, await this.commands.execute(new RevokeSessions(input, context)));
  }
}
