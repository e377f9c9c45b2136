import { Controller, Delete, Param } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { setsUp } from '../access/who.ts';
import { yearStream } from './year.events.ts';
import { year } from './year.ts';

/** Refused: `not-found`. */
export class WithdrawBellSchedule extends Command<Outcome> {
  constructor(
    readonly input: { readonly yearId: string; readonly bellScheduleId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawBellSchedule)
export class WithdrawBellScheduleHandler implements ICommandHandler<WithdrawBellSchedule> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: WithdrawBellSchedule): Promise<Outcome> {
    return this.streams.execute(
      yearStream(context.schoolId, input.yearId),
      year,
      { kind: 'WithdrawBellSchedule', ...input },
      context,
    );
  }
}

@Controller('years')
export class WithdrawBellScheduleRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Takes a bell schedule back: those set before it fit again. */
  @Delete(':yearId/bell-schedules/:bellScheduleId')
  @Access(setsUp)
  async withdraw(
    @Param('yearId', IdPipe) yearId: string,
    @Param('bellScheduleId', IdPipe) bellScheduleId: string,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new WithdrawBellSchedule({ yearId, bellScheduleId }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
