import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { SchoolRecords } from '../people/school-records.ts';
import { account } from './account.ts';
import { accountStream } from './account.events.ts';
import { BlockAccountBody } from './block-account.ts';

/** The account may be used again; earlier sessions stay ended. Refused: `not-found`, `person-erased` (410), `role-beyond-school`. */
export class UnblockAccount extends Command<Outcome> {
  constructor(
    readonly input: BlockAccountBody & { readonly accountId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(UnblockAccount)
export class UnblockAccountHandler implements ICommandHandler<UnblockAccount> {
  constructor(
    private readonly streams: Streams,
    private readonly records: SchoolRecords,
  ) {}

  async execute({ input: { accountId, reason }, context }: UnblockAccount): Promise<Outcome> {
    const { schoolId } = context;
    const stream = accountStream(schoolId, accountId);
    const { state } = await this.streams.load(stream, account);
    // An erased person comes back no more.
    if (state !== null && state.personId !== null) await this.records.kindOf(schoolId, state.personId);
    return this.streams.execute(
      stream,
      account,
      { kind: 'UnblockAccount', accountId, reason, grantor: context.actor.role },
      context,
    );
  }
}

@Controller('accounts')
export class UnblockAccountRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Lets a blocked account in again. */
  @Post(':accountId/unblock')
  @Access({ administrator: 'school' })
  async unblock(
    @Param('accountId', IdPipe) accountId: string,
    @Body() { reason }: BlockAccountBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new UnblockAccount({ accountId, reason }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
