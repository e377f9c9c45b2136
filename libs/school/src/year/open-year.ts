import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, isLocalDate, type LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { yearIdOf, yearStream } from './year.events.ts';
import { type AcademicYear, year } from './year.ts';

export class OpenYearBody {
  /** «2026/27». */
  @IsString()
  @MaxLength(60)
  title!: string;

  /** The first day. */
  @IsLocalDate()
  from!: LocalDate;

  /** The last day, at most 366 days on. Take the last day of the summer, so that nothing falls between years. */
  @IsLocalDate()
  to!: LocalDate;
}

/** Also corrects a year about which nothing else was said yet. Refused: `years-overlap`, `year-exists`, `invalid`. */
export class OpenYear extends Command<Outcome> {
  /** One for each calendar year in which the school begins an academic year. */
  readonly yearId: string;

  constructor(
    readonly input: OpenYearBody,
    readonly context: CommandContext,
  ) {
    super();
    this.yearId = yearIdOf(context.schoolId, input.from);
  }
}

@CommandHandler(OpenYear)
export class OpenYearHandler implements ICommandHandler<OpenYear> {
  constructor(private readonly streams: Streams) {}

  async execute({ input, yearId, context }: OpenYear): Promise<Outcome> {
    const { title, from, to } = input;
    return this.streams.execute(
      yearStream(context.schoolId, yearId),
      year,
      {
        kind: 'OpenYear',
        yearId,
        title,
        from,
        to,
        neighbours: await this.#neighbours(context.schoolId, from),
      },
      context,
    );
  }

  /** The years that begin in the calendar years before and after. */
  async #neighbours(schoolId: string, from: LocalDate): Promise<AcademicYear[]> {
    if (!isLocalDate(from)) return [];
    const found = await Promise.all(
      [-1, 1].map((years) => {
        const yearId = yearIdOf(schoolId, String(Number(from.slice(0, 4)) + years).padStart(4, '0'));
        return this.streams.load(yearStream(schoolId, yearId), year);
      }),
    );
    return found.flatMap(({ state }) => (state === null ? [] : [state]));
  }
}

export class YearOpenedAnswer extends CommandAnswer {
  /** The year's id. */
  yearId!: string;
}

@Controller('years')
export class OpenYearRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Opens an academic year. */
  @Post()
  @Access(setsUp)
  async open(@Body() body: OpenYearBody, @Context() context: CommandContext): Promise<YearOpenedAnswer> {
    const command = new OpenYear(body, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), yearId: command.yearId };
  }
}
