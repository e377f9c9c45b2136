import { Controller, Delete, Res } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Outcome, Streams } from '#event-store';
import type { Clock, CommandContext } from '#kernel';
import {
  Access,
  answerOf,
  clearSessionCookie,
  CommandAnswer,
  Context,
  CurrentPrincipal,
  EVERYONE,
  InjectClock,
  type Principal,
} from '#platform';
import { account } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { EndedSessions } from './ended-sessions.ts';

export class SignOut extends Command<Outcome> {
  constructor(
    readonly input: { readonly accountId: string; readonly sessionId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SignOut)
export class SignOutHandler implements ICommandHandler<SignOut> {
  constructor(
    private readonly streams: Streams,
    private readonly ended: EndedSessions,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ input: { accountId, sessionId }, context }: SignOut): Promise<Outcome> {
    const outcome = await this.streams.execute(
      accountStream(context.schoolId, accountId),
      account,
      { kind: 'LogOut', accountId, sessionId },
      context,
    );
    await this.ended.clear(context.schoolId, accountId, this.clock.now());
    return outcome;
  }
}

@Controller('sessions')
export class SignOutRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Signs out: ends the session that the request came with. */
  @Delete('current')
  @Access(EVERYONE)
  async signOut(
    @CurrentPrincipal() { accountId, sessionId }: Principal,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new SignOut({ accountId, sessionId }, context));
    clearSessionCookie(reply);
    return answerOf(context.commandId, outcome);
  }
}
