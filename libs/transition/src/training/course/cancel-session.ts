import { Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { prepares } from '../../access/who.ts';
import { courseStream } from './course.events.ts';
import { course } from './course.ts';

/** Refused: `not-found`, `session-held`. */
export class CancelSession extends Command<Outcome> {
  constructor(
    readonly input: { readonly courseId: string; readonly courseSessionId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CancelSession)
export class CancelSessionHandler implements ICommandHandler<CancelSession> {
  constructor(private readonly streams: Streams) {}

  execute({ input: { courseId, courseSessionId }, context }: CancelSession): Promise<Outcome> {
    return this.streams.execute(
      courseStream(context.schoolId, courseId),
      course,
      { kind: 'CancelSession', courseId, courseSessionId },
      context,
    );
  }
}

@Controller('transition/courses')
export class CancelSessionRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Cancels a session that nobody attended. */
  @Post(':courseId/sessions/:courseSessionId/cancellation')
  @Access(prepares)
  async cancel(
    @Param('courseId', IdPipe) courseId: string,
    @Param('courseSessionId', IdPipe) courseSessionId: string,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new CancelSession({ courseId, courseSessionId }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
