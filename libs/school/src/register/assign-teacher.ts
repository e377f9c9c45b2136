import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsUUID } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { registerStream } from './register.events.ts';
import { register } from './register.ts';

export class AssignTeacherBody {
  /** Somebody of the staff. */
  @IsUUID()
  teacherId!: string;

  /** The first day, in the academic year. */
  @IsLocalDate()
  from!: LocalDate;
}

/** Refused: `not-found`, `register-closed`, `not-staff`, `assigned-already`, `person-erased` (410), `invalid`. */
export class AssignTeacher extends Command<Outcome> {
  constructor(
    readonly input: AssignTeacherBody & { readonly registerId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AssignTeacher)
export class AssignTeacherHandler implements ICommandHandler<AssignTeacher> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
  ) {}

  async execute({ input, context }: AssignTeacher): Promise<Outcome> {
    const { registerId, teacherId, from } = input;
    const { schoolId } = context;
    const { yearId } = await this.records.register(schoolId, registerId);
    const year = await this.records.year(schoolId, yearId);
    const teacher = await this.records.person(schoolId, teacherId);
    return this.streams.execute(
      registerStream(schoolId, registerId),
      register,
      { kind: 'AssignTeacher', registerId, teacher, from, year },
      context,
    );
  }
}

@Controller('registers')
export class AssignTeacherRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Gives a register a teacher, or one more, from a day on. */
  @Post(':registerId/teachers')
  @Access(setsUp)
  async assign(
    @Param('registerId', IdPipe) registerId: string,
    @Body() body: AssignTeacherBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new AssignTeacher({ ...body, registerId }, context));
    return answerOf(context.commandId, outcome);
  }
}
