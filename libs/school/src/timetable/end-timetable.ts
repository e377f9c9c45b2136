import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { timetableStream } from './timetable.events.ts';
import { timetable } from './timetable.ts';

export class EndTimetableBody {
  /** The last day; the day before its first takes the version back altogether. */
  @IsLocalDate()
  to!: LocalDate;
}

/** Refused: `not-found`, `invalid`. */
export class EndTimetable extends Command<Outcome> {
  constructor(
    readonly input: EndTimetableBody & { readonly groupId: string; readonly timetableId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(EndTimetable)
export class EndTimetableHandler implements ICommandHandler<EndTimetable> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: EndTimetable): Promise<Outcome> {
    const { groupId, timetableId, to } = input;
    return this.streams.execute(
      timetableStream(context.schoolId, groupId),
      timetable,
      { kind: 'EndTimetable', groupId, timetableId, to },
      context,
    );
  }
}

@Controller('timetables')
export class EndTimetableRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Brings the last day of a version forward. */
  @Post(':groupId/versions/:timetableId/end')
  @HttpCode(200)
  @Access(setsUp)
  async end(
    @Param('groupId', IdPipe) groupId: string,
    @Param('timetableId', IdPipe) timetableId: string,
    @Body() body: EndTimetableBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new EndTimetable({ ...body, groupId, timetableId }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
