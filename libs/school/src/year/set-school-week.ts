import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArrayUnique, IsArray, IsInt, Max, Min } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { setsUp } from '../access/who.ts';
import { yearStream } from './year.events.ts';
import { year } from './year.ts';

export class SetSchoolWeekBody {
  /** The grades that learn on Saturdays too; the others have a week of five days. */
  @IsArray()
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(11, { each: true })
  sixDayGrades!: number[];
}

/** Refused: `not-found`, `invalid`. */
export class SetSchoolWeek extends Command<Outcome> {
  constructor(
    readonly input: SetSchoolWeekBody & { readonly yearId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SetSchoolWeek)
export class SetSchoolWeekHandler implements ICommandHandler<SetSchoolWeek> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: SetSchoolWeek): Promise<Outcome> {
    const { yearId, sixDayGrades } = input;
    return this.streams.execute(
      yearStream(context.schoolId, yearId),
      year,
      { kind: 'SetSchoolWeek', yearId, sixDayGrades },
      context,
    );
  }
}

@Controller('years')
export class SetSchoolWeekRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Says which grades learn six days a week. */
  @Put(':yearId/school-week')
  @Access(setsUp)
  async set(
    @Param('yearId', IdPipe) yearId: string,
    @Body() body: SetSchoolWeekBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new SetSchoolWeek({ ...body, yearId }, context));
    return answerOf(context.commandId, outcome);
  }
}
