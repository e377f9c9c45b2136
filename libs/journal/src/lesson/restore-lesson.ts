import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe } from '#platform';
import { doneBefore } from './done-before.ts';
import { lesson } from './lesson.ts';
import { lessonStream } from './lesson.events.ts';
import { ReasonBody } from './reasons.ts';

export class RestoreLesson extends Command<Outcome> {
  constructor(
    readonly lessonId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Restoring a replaced lesson first takes the one given instead away, so that a class never has both. */
@CommandHandler(RestoreLesson)
export class RestoreLessonHandler implements ICommandHandler<RestoreLesson> {
  constructor(private readonly streams: Streams) {}

  async execute({ lessonId, reason, context }: RestoreLesson): Promise<Outcome> {
    const { schoolId, commandId } = context;
    const stream = lessonStream(schoolId, lessonId);
    const done = await doneBefore(this.streams, stream, context);
    if (done !== null) return done;
    const { state } = await this.streams.load(stream, lesson);
    if (state?.status === 'replaced' && state.replacedBy !== null) {
      await this.streams.execute(
        lessonStream(schoolId, state.replacedBy),
        lesson,
        { kind: 'WithdrawReplacement' },
        { ...context, commandId: idFrom(commandId, 'withdraw-replacement') },
      );
    }
    return this.streams.execute(stream, lesson, { kind: 'RestoreLesson', reason }, context);
  }
}

@Controller('lessons/:lessonId/restore')
export class RestoreLessonRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Takes a cancellation or a replacement back. A lesson given instead must not have been written in. */
  @Post()
  @HttpCode(200)
  @Access({ 'deputy-head': 'school', administrator: 'school' })
  async restore(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new RestoreLesson(lessonId, reason, context));
    return answerOf(context.commandId, outcome);
  }
}
