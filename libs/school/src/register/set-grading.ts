import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsIn } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { type Grading, gradings } from '../words.ts';
import { registerStream } from './register.events.ts';
import { register } from './register.ts';

export class SetGradingBody {
  @IsIn(gradings)
  grading!: Grading;

  /** The first day, in the academic year; it holds until the next one that was set. */
  @IsLocalDate()
  from!: LocalDate;
}

/** Refused: `not-found`, `register-closed`, `invalid`. */
export class SetGrading extends Command<Outcome> {
  constructor(
    readonly input: SetGradingBody & { readonly registerId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SetGrading)
export class SetGradingHandler implements ICommandHandler<SetGrading> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
  ) {}

  async execute({ input, context }: SetGrading): Promise<Outcome> {
    const { registerId, grading, from } = input;
    const { schoolId } = context;
    const { yearId } = await this.records.register(schoolId, registerId);
    const year = await this.records.year(schoolId, yearId);
    return this.streams.execute(
      registerStream(schoolId, registerId),
      register,
      { kind: 'SetGrading', registerId, grading, from, year },
      context,
    );
  }
}

@Controller('registers')
export class SetGradingRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Says how a register grades from a day on: marks, pass or fail, none. */
  @Put(':registerId/grading')
  @Access(setsUp)
  async set(
    @Param('registerId', IdPipe) registerId: string,
    @Body() body: SetGradingBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new SetGrading({ ...body, registerId }, context));
    return answerOf(context.commandId, outcome);
  }
}
