import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { yearStream } from './year.events.ts';
import { year } from './year.ts';

export class DaysOffFields {
  /** The first day without lessons. */
  @IsLocalDate()
  from!: LocalDate;

  /** The last day without lessons. */
  @IsLocalDate()
  to!: LocalDate;

  /** «Осенние каникулы», «День народного единства». */
  @IsString()
  @MaxLength(100)
  title!: string;

  /** Only for these grades; for all when left out. */
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(11, { each: true })
  grades?: number[];
}

export class WorkingDayFields {
  /** A day on which everybody learns although its weekday says otherwise. */
  @IsLocalDate()
  date!: LocalDate;

  /** Whose timetable is taught: 1 Monday … 6 Saturday. */
  @IsInt()
  @Min(1)
  @Max(6)
  likeWeekday!: number;
}

export class SetCalendarBody {
  /** Holidays and breaks; they may overlap. */
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => DaysOffFields)
  daysOff!: DaysOffFields[];

  /** Moved working days, each date once. */
  @IsArray()
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => WorkingDayFields)
  workingDays!: WorkingDayFields[];
}

/** Refused: `not-found`, `invalid`. */
export class SetCalendar extends Command<Outcome> {
  constructor(
    readonly input: SetCalendarBody & { readonly yearId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SetCalendar)
export class SetCalendarHandler implements ICommandHandler<SetCalendar> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: SetCalendar): Promise<Outcome> {
    const { yearId, workingDays } = input;
    const daysOff = input.daysOff.map(({ grades, ...off }) => (grades ? { ...off, grades } : off));
    return this.streams.execute(
      yearStream(context.schoolId, yearId),
      year,
      { kind: 'SetCalendar', yearId, daysOff, workingDays },
      context,
    );
  }
}

@Controller('years')
export class SetCalendarRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Sets the days off and the moved working days of a year, all at once. */
  @Put(':yearId/calendar')
  @Access(setsUp)
  async set(
    @Param('yearId', IdPipe) yearId: string,
    @Body() body: SetCalendarBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new SetCalendar({ ...body, yearId }, context));
    return answerOf(context.commandId, outcome);
  }
}
