import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { registerStream } from './register.events.ts';
import { register } from './register.ts';

export class ReleaseTeacherBody {
  /** The last day; the day before the first takes the assignment back as a mistake. */
  @IsLocalDate()
  to!: LocalDate;
}

/** Refused: `not-found`, `not-there`, `begins-later`, `several-stays`, `invalid`. */
export class ReleaseTeacher extends Command<Outcome> {
  constructor(
    readonly input: ReleaseTeacherBody & { readonly registerId: string; readonly teacherId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReleaseTeacher)
export class ReleaseTeacherHandler implements ICommandHandler<ReleaseTeacher> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: ReleaseTeacher): Promise<Outcome> {
    const { registerId, teacherId, to } = input;
    return this.streams.execute(
      registerStream(context.schoolId, registerId),
      register,
      { kind: 'ReleaseTeacher', registerId, teacherId, to },
      context,
    );
  }
}

@Controller('registers')
export class ReleaseTeacherRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Ends the time of a register's teacher. */
  @Post(':registerId/teachers/:teacherId/release')
  @HttpCode(200)
  @Access(setsUp)
  async release(
    @Param('registerId', IdPipe) registerId: string,
    @Param('teacherId', IdPipe) teacherId: string,
    @Body() body: ReleaseTeacherBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new ReleaseTeacher({ ...body, registerId, teacherId }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
