import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsUUID } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { groupStream } from './group.events.ts';
import { group } from './group.ts';

export class AssignClassTeacherBody {
  /** Somebody of the staff. */
  @IsUUID()
  personId!: string;

  /** The first day, in the time of the class. */
  @IsLocalDate()
  from!: LocalDate;
}

/** Refused: `not-found`, `not-a-class`, `not-staff`, `assigned-already`, `person-erased` (410), `invalid`. */
export class AssignClassTeacher extends Command<Outcome> {
  constructor(
    readonly input: AssignClassTeacherBody & { readonly groupId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AssignClassTeacher)
export class AssignClassTeacherHandler implements ICommandHandler<AssignClassTeacher> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
  ) {}

  async execute({ input, context }: AssignClassTeacher): Promise<Outcome> {
    const { groupId, personId, from } = input;
    const teacher = await this.records.person(context.schoolId, personId);
    return this.streams.execute(
      groupStream(context.schoolId, groupId),
      group,
      { kind: 'AssignClassTeacher', groupId, teacher, from },
      context,
    );
  }
}

@Controller('groups')
export class AssignClassTeacherRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Gives a class a class teacher from a day on. */
  @Post(':groupId/class-teachers')
  @Access(setsUp)
  async assign(
    @Param('groupId', IdPipe) groupId: string,
    @Body() body: AssignClassTeacherBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new AssignClassTeacher({ ...body, groupId }, context));
    return answerOf(context.commandId, outcome);
  }
}
