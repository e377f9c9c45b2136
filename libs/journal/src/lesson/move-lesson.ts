import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type Clock, type CommandContext, notFound } from '#kernel';
import {
  Access,
  answerOf,
  type CommandAnswer,
  Context,
  IdPipe,
  InjectClock,
  IsLocalDate,
  IsLocalTime,
} from '#platform';
import { Placement } from '../planner/placement.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { doneBefore } from './done-before.ts';
import { lesson } from './lesson.ts';
import { lessonStream } from './lesson.events.ts';
import { MAX_LESSON_NUMBER, MAX_ROOM } from './limits.ts';
import { ReasonBody } from './reasons.ts';
import { Omittable } from '../omittable.ts';

export class MoveLessonBody extends ReasonBody {
  /** School-local. */
  @IsLocalDate()
  date!: string;

  /** The lesson's number in the bell schedule, 0 to 12. */
  @IsInt()
  @Min(0)
  @Max(MAX_LESSON_NUMBER)
  number!: number;

  /** School-local times of its own, both or neither; without them the bells of that date decide. */
  @Omittable()
  @IsLocalTime()
  starts?: string;

  @Omittable()
  @IsLocalTime()
  ends?: string;

  /** Left out: the room stays. */
  @Omittable()
  @IsString()
  @MaxLength(MAX_ROOM)
  room?: string;
}

export class MoveLesson extends Command<Outcome> {
  constructor(
    readonly lessonId: string,
    readonly body: MoveLessonBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(MoveLesson)
export class MoveLessonHandler implements ICommandHandler<MoveLesson> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    private readonly placement: Placement,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ lessonId, body, context }: MoveLesson): Promise<Outcome> {
    const { schoolId } = context;
    const stream = lessonStream(schoolId, lessonId);
    const done = await doneBefore(this.streams, stream, context);
    if (done !== null) return done;
    const { state } = await this.streams.load(stream, lesson);
    if (state === null) throw notFound('lesson', lessonId);
    const { registerId, groupIds, room } = state.plan;
    const register = (await this.facts.register(schoolId, registerId)).state;
    if (register === null) throw notFound('register', registerId);
    const { reason, ...wish } = body;
    const to = await this.placement.placeOf(schoolId, register, groupIds, {
      ...wish,
      room: wish.room ?? room,
    });
    const now = this.clock.now();
    return this.streams.execute(stream, lesson, { kind: 'MoveLesson', to, reason, now }, context);
  }
}

@Controller('lessons/:lessonId/move')
export class MoveLessonRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Puts a lesson elsewhere. A move after the planned end is labelled and does not restart the 24 hours. */
  @Post()
  @HttpCode(200)
  @Access({ 'deputy-head': 'school', administrator: 'school' })
  async move(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() body: MoveLessonBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new MoveLesson(lessonId, body, context));
    return answerOf(context.commandId, outcome);
  }
}
