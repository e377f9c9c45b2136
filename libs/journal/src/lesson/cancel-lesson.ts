import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { Clock, CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe, InjectClock } from '#platform';
import { lesson } from './lesson.ts';
import { lessonStream } from './lesson.events.ts';
import { MAX_DOCUMENT } from './limits.ts';
import { ReasonBody } from './reasons.ts';

export class CancelLessonBody extends ReasonBody {
  /** The number of the order; required once the planned end has passed. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_DOCUMENT)
  document?: string | null;
}

export class CancelLesson extends Command<Outcome> {
  constructor(
    readonly lessonId: string,
    readonly body: CancelLessonBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CancelLesson)
export class CancelLessonHandler implements ICommandHandler<CancelLesson> {
  constructor(
    private readonly streams: Streams,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ lessonId, body, context }: CancelLesson): Promise<Outcome> {
    const { reason, document = null } = body;
    return this.streams.execute(
      lessonStream(context.schoolId, lessonId),
      lesson,
      { kind: 'CancelLesson', reason, document, now: this.clock.now() },
      context,
    );
  }
}

@Controller('lessons/:lessonId/cancel')
export class CancelLessonRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Cancels a lesson: it takes no more entries and counts nowhere. After its planned end only with a document. */
  @Post()
  @HttpCode(200)
  @Access({ 'deputy-head': 'school', administrator: 'school' })
  async cancel(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() body: CancelLessonBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new CancelLesson(lessonId, body, context));
    return answerOf(context.commandId, outcome);
  }
}
