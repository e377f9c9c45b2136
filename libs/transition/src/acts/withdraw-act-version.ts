import { Body, Controller, Param, ParseIntPipe, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import type { Outcome } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { prepares } from '../access/who.ts';
import { Acts } from './acts.ts';

export class WithdrawActVersionBody {
  /** No names. */
  @IsString()
  @MaxLength(1_000)
  why!: string;
}

/** Refused: `not-found`, `not-the-newest`, `invalid`. */
export class WithdrawActVersion extends Command<Outcome> {
  constructor(
    readonly input: WithdrawActVersionBody & { readonly actId: string; readonly version: number },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawActVersion)
export class WithdrawActVersionHandler implements ICommandHandler<WithdrawActVersion> {
  constructor(private readonly acts: Acts) {}

  execute({ input: { actId, version, why }, context }: WithdrawActVersion): Promise<Outcome> {
    return this.acts.execute(
      actId,
      (rules) => ({ kind: 'WithdrawVersion', actId, version, why, rules }),
      context,
    );
  }
}

@Controller('transition/acts')
export class WithdrawActVersionRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Takes the newest version back, drafted, agreed or approved by mistake; the one before it stands again. */
  @Post(':actId/versions/:version/withdrawal')
  @Access(prepares)
  async withdraw(
    @Param('actId', IdPipe) actId: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() body: WithdrawActVersionBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new WithdrawActVersion({ ...body, actId, version }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
