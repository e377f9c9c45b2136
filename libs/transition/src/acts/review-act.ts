import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import type { Outcome } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { prepares } from '../access/who.ts';
import { Acts } from './acts.ts';

export class ReviewActBody {
  /** Whether the act needs a change for the transition. */
  @IsBoolean()
  needed!: boolean;

  /** What is to be changed, or why nothing is. No names. */
  @IsString()
  @MaxLength(1_000)
  why!: string;
}

/** Refused: `not-found`, `appendix-needed`, `invalid`. */
export class ReviewAct extends Command<Outcome> {
  constructor(
    readonly input: ReviewActBody & { readonly actId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReviewAct)
export class ReviewActHandler implements ICommandHandler<ReviewAct> {
  constructor(private readonly acts: Acts) {}

  execute({ input: { actId, needed, why }, context }: ReviewAct): Promise<Outcome> {
    return this.acts.execute(actId, (rules) => ({ kind: 'ReviewAct', actId, needed, why, rules }), context);
  }
}

@Controller('transition/acts')
export class ReviewActRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Says whether a local act needs a change, and why. */
  @Put(':actId/review')
  @Access(prepares)
  async review(
    @Param('actId', IdPipe) actId: string,
    @Body() body: ReviewActBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new ReviewAct({ ...body, actId }, context));
    return answerOf(context.commandId, outcome);
  }
}
