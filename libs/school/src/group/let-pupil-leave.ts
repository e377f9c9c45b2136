import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Departure, StepsAnswer, stepsAnswer } from './departure.ts';

export class LetPupilLeaveBody {
  /** The last day; the day before the first takes the stay back as a mistake. */
  @IsLocalDate()
  to!: LocalDate;

  /** The number of the order. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  order?: string | null;
}

/**
 * A pupil leaves a group; out of a class, with what stands on it. A resumable job. Refused: `not-found`,
 * `not-there`, `begins-later`, `several-stays`, `not-yet-visible` (503: send it again), `invalid`.
 */
export class LetPupilLeave extends Command<StepsAnswer> {
  constructor(
    readonly input: LetPupilLeaveBody & { readonly groupId: string; readonly pupilId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(LetPupilLeave)
export class LetPupilLeaveHandler implements ICommandHandler<LetPupilLeave> {
  constructor(private readonly departure: Departure) {}

  async execute({ input, context }: LetPupilLeave): Promise<StepsAnswer> {
    const { groupId, pupilId, to, order = null } = input;
    const steps = await this.departure.leave({ groupId, pupilId, to, order, movedTo: null }, context);
    return stepsAnswer(context.commandId, steps);
  }
}

@Controller('groups')
export class LetPupilLeaveRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Lets a pupil leave a group; out of a class, its subgroups and the like are left with it. */
  @Post(':groupId/members/:pupilId/leave')
  @HttpCode(200)
  @Access(setsUp)
  leave(
    @Param('groupId', IdPipe) groupId: string,
    @Param('pupilId', IdPipe) pupilId: string,
    @Body() body: LetPupilLeaveBody,
    @Context() context: CommandContext,
  ): Promise<StepsAnswer> {
    return this.commands.execute(new LetPupilLeave({ ...body, groupId, pupilId }, context));
  }
}
