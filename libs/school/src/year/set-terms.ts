import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength, ValidateNested } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { type TermScheme, termSchemes, yearStream } from './year.events.ts';
import { year } from './year.ts';

export class TermFields {
  /** «1 четверть». */
  @IsString()
  @MaxLength(60)
  title!: string;

  /** The first day. */
  @IsLocalDate()
  from!: LocalDate;

  /** The last day. */
  @IsLocalDate()
  to!: LocalDate;
}

export class SetTermsBody {
  /** Quarters (4), trimesters (3) or half-years (2). */
  @IsIn(termSchemes)
  scheme!: TermScheme;

  /** In order, inside the year, none overlapping; days between them are breaks. */
  @IsArray()
  @ArrayMaxSize(4)
  @ValidateNested({ each: true })
  @Type(() => TermFields)
  terms!: TermFields[];
}

/** Refused: `not-found`, `invalid`. */
export class SetTerms extends Command<Outcome> {
  constructor(
    readonly input: SetTermsBody & { readonly yearId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SetTerms)
export class SetTermsHandler implements ICommandHandler<SetTerms> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: SetTerms): Promise<Outcome> {
    const { yearId, scheme, terms } = input;
    return this.streams.execute(
      yearStream(context.schoolId, yearId),
      year,
      { kind: 'SetTerms', yearId, scheme, terms },
      context,
    );
  }
}

@Controller('years')
export class SetTermsRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Sets the terms of a year, all at once. */
  @Put(':yearId/terms')
  @Access(setsUp)
  async set(
    @Param('yearId', IdPipe) yearId: string,
    @Body() body: SetTermsBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new SetTerms({ ...body, yearId }, context));
    return answerOf(context.commandId, outcome);
  }
}
