import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type Clock, type CommandContext, idFrom } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, InjectClock, IsLocalDate, IsLocalTime } from '#platform';
import { LessonPlans } from '../planner/lesson-plans.ts';
import { doneBefore } from './done-before.ts';
import { lesson } from './lesson.ts';
import { lessonStream } from './lesson.events.ts';
import { MAX_LESSON_NUMBER, MAX_ROOM, MAX_TEACHERS } from './limits.ts';
import { Omittable } from '../omittable.ts';

export class ScheduleLessonBody {
  @IsUUID()
  registerId!: string;

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

  @IsOptional()
  @IsString()
  @MaxLength(MAX_ROOM)
  room?: string | null;

  /** Left out: the register's teachers on that date. */
  @Omittable()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_TEACHERS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  teacherIds?: string[];
}

/** The answer to a lesson that was made. */
export class LessonAnswer extends CommandAnswer {
  lessonId!: string;
}

export class ScheduleLesson extends Command<Outcome> {
  constructor(
    readonly lessonId: string,
    readonly body: ScheduleLessonBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ScheduleLesson)
export class ScheduleLessonHandler implements ICommandHandler<ScheduleLesson> {
  constructor(
    private readonly streams: Streams,
    private readonly plans: LessonPlans,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ lessonId, body, context }: ScheduleLesson): Promise<Outcome> {
    const stream = lessonStream(context.schoolId, lessonId);
    const done = await doneBefore(this.streams, stream, context);
    if (done !== null) return done;
    const { registerId, teacherIds, room = null, ...wish } = body;
    const plan = await this.plans.planOf(
      context.schoolId,
      registerId,
      { wish: { ...wish, room } },
      teacherIds,
    );
    const now = this.clock.now();
    return this.streams.execute(
      stream,
      lesson,
      { kind: 'PlanLesson', lessonId, slotId: null, originalDate: plan.date, plan, now },
      context,
    );
  }
}

@Controller('lessons')
export class ScheduleLessonRoute {
  constructor(private readonly commands: CommandBus) {}

  /** A lesson outside the timetable: the planner never touches it. */
  @Post()
  @Access({ 'deputy-head': 'school', administrator: 'school' })
  async schedule(
    @Body() body: ScheduleLessonBody,
    @Context() context: CommandContext,
  ): Promise<LessonAnswer> {
    const lessonId = idFrom(context.commandId, 'lesson');
    const outcome = await this.commands.execute(new ScheduleLesson(lessonId, body, context));
    return { ...answerOf(context.commandId, outcome), lessonId };
  }
}
