import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsIn } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { SessionAuthenticator } from '../session/session-authenticator.ts';
import { account } from './account.ts';
import { accountStream, blockReasons } from './account.events.ts';

export class BlockAccountBody {
  /** Why, in one of these words: nothing about a person is written into the log in the clear. */
  @IsIn(blockReasons)
  reason!: (typeof blockReasons)[number];
}

/** Nobody gets in with the account any more, from this moment. Refused: `not-found`, `own-account`, `role-beyond-school`. */
export class BlockAccount extends Command<Outcome> {
  constructor(
    readonly input: BlockAccountBody & { readonly accountId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(BlockAccount)
export class BlockAccountHandler implements ICommandHandler<BlockAccount> {
  constructor(
    private readonly streams: Streams,
    private readonly authenticator: SessionAuthenticator,
  ) {}

  async execute({ input: { accountId, reason }, context }: BlockAccount): Promise<Outcome> {
    const { schoolId, actor } = context;
    const outcome = await this.streams.execute(
      accountStream(schoolId, accountId),
      account,
      { kind: 'BlockAccount', accountId, reason, by: actor.accountId, grantor: actor.role },
      context,
    );
    this.authenticator.forget(schoolId, accountId);
    return outcome;
  }
}

@Controller('accounts')
export class BlockAccountRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Blocks an account; its sessions end at once. */
  @Post(':accountId/block')
  @Access({ administrator: 'school' })
  async block(
    @Param('accountId', IdPipe) accountId: string,
    @Body() { reason }: BlockAccountBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new BlockAccount({ accountId, reason }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
