import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IsLocalDate } from '#platform';
import { prepares } from '../access/who.ts';
import { ChangePlan } from './change-plan.ts';
import { beginningPlan } from './stages.ts';

export class BeginPlanBody {
  /** The first day; the dates of all tasks are counted from it. */
  @IsLocalDate()
  start!: LocalDate;
}

export class MovePlanBody extends BeginPlanBody {
  /** Why the dates change. No names. */
  @IsString()
  @MaxLength(500)
  reason!: string;
}

@Controller('transition/plan')
export class BeginPlanRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Begins the plan by stages, with the default tasks. */
  @Post()
  @Access(prepares)
  async begin(@Body() { start }: BeginPlanBody, @Context() context: CommandContext): Promise<CommandAnswer> {
    const command = new ChangePlan(beginningPlan(start), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }

  /** Moves the start of the plan, and with it the dates of every task that is not done. */
  @Post('start')
  @Access(prepares)
  async move(
    @Body() { start, reason }: MovePlanBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = { kind: 'MovePlan', start, reason } as const;
    return answerOf(context.commandId, await this.commands.execute(new ChangePlan(command, context)));
  }
}
