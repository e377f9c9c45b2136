import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { groupStream } from './group.events.ts';
import { group } from './group.ts';

export class ReleaseClassTeacherBody {
  /** The last day; the day before the first takes the assignment back as a mistake. */
  @IsLocalDate()
  to!: LocalDate;
}

/** Refused: `not-found`, `not-there`, `begins-later`, `several-stays`, `invalid`. */
export class ReleaseClassTeacher extends Command<Outcome> {
  constructor(
    readonly input: ReleaseClassTeacherBody & { readonly groupId: string; readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReleaseClassTeacher)
export class ReleaseClassTeacherHandler implements ICommandHandler<ReleaseClassTeacher> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: ReleaseClassTeacher): Promise<Outcome> {
    const { groupId, personId, to } = input;
    return this.streams.execute(
      groupStream(context.schoolId, groupId),
      group,
      { kind: 'ReleaseClassTeacher', groupId, personId, to },
      context,
    );
  }
}

@Controller('groups')
export class ReleaseClassTeacherRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Ends the time of a class teacher. */
  @Post(':groupId/class-teachers/:personId/release')
  @HttpCode(200)
  @Access(setsUp)
  async release(
    @Param('groupId', IdPipe) groupId: string,
    @Param('personId', IdPipe) personId: string,
    @Body() body: ReleaseClassTeacherBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new ReleaseClassTeacher({ ...body, groupId, personId }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
