import { Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, Context, IdPipe } from '#platform';
import { ActivationCodes } from '../activation/activation-codes.ts';
import { account } from './account.ts';
import { accountStream } from './account.events.ts';
import { CodeAnswer, codeAnswerOf, type Issued } from './create-account.ts';

/**
 * Issues a new code; the one before no longer works. For an account that was activated already it is the way to
 * a new password: the old one works until the code is used. Refused: `not-found`, `account-blocked` (403).
 */
export class ReissueCode extends Command<Issued> {
  constructor(
    readonly input: { readonly accountId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReissueCode)
export class ReissueCodeHandler implements ICommandHandler<ReissueCode> {
  constructor(
    private readonly streams: Streams,
    private readonly codes: ActivationCodes,
  ) {}

  async execute({ input: { accountId }, context }: ReissueCode): Promise<Issued> {
    const { schoolId, commandId } = context;
    const stream = accountStream(schoolId, accountId);
    const outcome = await this.streams.execute(
      stream,
      account,
      { kind: 'IssueCode', accountId, codeExpiresAt: this.codes.expiry(), grantor: context.actor.role },
      context,
    );
    const { state } = await this.streams.load(stream, account);
    return { accountId, outcome, code: await this.codes.handOut(schoolId, state!, commandId) };
  }
}

@Controller('accounts')
export class ReissueCodeRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Issues a new activation code: a lost slip, an expired code, a forgotten password. */
  @Post(':accountId/activation-codes')
  @Access({ administrator: 'school' })
  async reissue(
    @Param('accountId', IdPipe) accountId: string,
    @Context() context: CommandContext,
  ): Promise<CodeAnswer> {
    return codeAnswerOf(
      context.commandId,
      await this.commands.execute(new ReissueCode({ accountId }, context)),
    );
  }
}
