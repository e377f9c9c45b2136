import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate, LocalTime } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate, IsLocalTime } from '#platform';
import { setsUp } from '../access/who.ts';
import { LAST_LESSON_NUMBER } from './bells.ts';
import { yearStream } from './year.events.ts';
import { year } from './year.ts';

export class BellFields {
  /** The number of the lesson, 0 … 12. */
  @IsInt()
  @Min(0)
  @Max(LAST_LESSON_NUMBER)
  number!: number;

  /** The first bell. */
  @IsLocalTime()
  starts!: LocalTime;

  /** The last bell, at most 45 minutes later; 40 where grade 1 learns by it. */
  @IsLocalTime()
  ends!: LocalTime;
}

export class SetBellScheduleBody {
  /** «I смена, зима». */
  @IsString()
  @MaxLength(100)
  title!: string;

  /** Who learns by it. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(11, { each: true })
  grades!: number[];

  /** The shift that learns by it. */
  @IsIn([1, 2])
  shift!: 1 | 2;

  /** The first day. */
  @IsLocalDate()
  from!: LocalDate;

  /** The last day. */
  @IsLocalDate()
  to!: LocalDate;

  /** Only on these weekdays, 1 Monday … 6 Saturday (short days); on all when left out. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(6, { each: true })
  weekdays?: number[];

  /** In the order of the day, each after the one before. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LAST_LESSON_NUMBER + 1)
  @ValidateNested({ each: true })
  @Type(() => BellFields)
  bells!: BellFields[];
}

/** Sets a schedule or replaces it; the one set last wins where several fit. Refused: `not-found`, `invalid`. */
export class SetBellSchedule extends Command<Outcome> {
  constructor(
    readonly input: SetBellScheduleBody & { readonly yearId: string; readonly bellScheduleId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SetBellSchedule)
export class SetBellScheduleHandler implements ICommandHandler<SetBellSchedule> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: SetBellSchedule): Promise<Outcome> {
    const { yearId, weekdays, ...rest } = input;
    const schedule = weekdays ? { ...rest, weekdays } : rest;
    return this.streams.execute(
      yearStream(context.schoolId, yearId),
      year,
      { kind: 'SetBellSchedule', yearId, schedule },
      context,
    );
  }
}

@Controller('years')
export class SetBellScheduleRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Sets a bell schedule under an id of the client's. */
  @Put(':yearId/bell-schedules/:bellScheduleId')
  @Access(setsUp)
  async set(
    @Param('yearId', IdPipe) yearId: string,
    @Param('bellScheduleId', IdPipe) bellScheduleId: string,
    @Body() body: SetBellScheduleBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new SetBellSchedule({ ...body, yearId, bellScheduleId }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
