import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsString, IsUUID, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type Clock, type CommandContext, idFrom, notFound, Refused } from '#kernel';
import { Access, answerOf, Context, IdPipe, InjectClock } from '#platform';
import { LessonPlans } from '../planner/lesson-plans.ts';
import type { ArrangeLesson } from './arranging.ts';
import { doneBefore } from './done-before.ts';
import { lesson } from './lesson.ts';
import { type LessonPlan, lessonStream } from './lesson.events.ts';
import type { Lesson } from './lesson-state.ts';
import { MAX_ROOM, MAX_TEACHERS } from './limits.ts';
import { ReasonBody } from './reasons.ts';
import { LessonAnswer } from './schedule-lesson.ts';
import { Omittable } from '../omittable.ts';

export class ReplaceLessonBody extends ReasonBody {
  /** The register whose lesson is given instead: of another subject. */
  @IsUUID()
  registerId!: string;

  /** Left out: that register's teachers. */
  @Omittable()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_TEACHERS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  teacherIds?: string[];

  /** Left out: the room of the replaced lesson. */
  @Omittable()
  @IsString()
  @MaxLength(MAX_ROOM)
  room?: string;
}

export class ReplaceLesson extends Command<Outcome> {
  constructor(
    readonly lessonId: string,
    /** The id of the lesson given instead. */
    readonly insteadId: string,
    readonly body: ReplaceLessonBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/**
 * Two lessons that point at each other: first the one given instead, then the replaced one. A command that was cut
 * short between them is finished by sending it again; one that is refused at the second takes the first back.
 */
@CommandHandler(ReplaceLesson)
export class ReplaceLessonHandler implements ICommandHandler<ReplaceLesson> {
  constructor(
    private readonly streams: Streams,
    private readonly plans: LessonPlans,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ lessonId, insteadId, body, context }: ReplaceLesson): Promise<Outcome> {
    const { schoolId, commandId } = context;
    const { registerId, teacherIds, reason } = body;
    const now = this.clock.now();
    const stream = lessonStream(schoolId, lessonId);
    const insteadStream = lessonStream(schoolId, insteadId);
    const done = await doneBefore(this.streams, stream, context);
    if (done !== null) return done;
    const { state } = await this.streams.load(stream, lesson);
    if (state === null) throw notFound('lesson', lessonId);
    const replace: ArrangeLesson = { kind: 'ReplaceLesson', byLessonId: insteadId, reason, now };
    lesson.decide(replace, state);
    const { date, number, startsAt, endsAt, room } = state.plan;
    const place = { date, number, startsAt, endsAt, room: body.room ?? room };
    const plan = await this.plans.planOf(schoolId, registerId, { place }, teacherIds);
    requireFits(plan, state);
    await this.streams.execute(
      insteadStream,
      lesson,
      {
        kind: 'PlanLesson',
        lessonId: insteadId,
        slotId: null,
        originalDate: date,
        insteadOf: lessonId,
        plan,
        now,
      },
      { ...context, commandId: idFrom(commandId, 'instead') },
    );
    try {
      return await this.streams.execute(stream, lesson, replace, context);
    } catch (error) {
      if (error instanceof Refused) {
        const withdrawn = { ...context, commandId: idFrom(commandId, 'instead-withdrawn') };
        await this.streams.execute(insteadStream, lesson, { kind: 'WithdrawReplacement' }, withdrawn);
      }
      throw error;
    }
  }
}

/** @throws Refused `same-register`, `other-pupils` */
function requireFits(plan: LessonPlan, replaced: Lesson): void {
  if (plan.registerId === replaced.plan.registerId) {
    throw new Refused('same-register', 'Somebody else giving the same subject is a substitution.', {
      errors: [
        { field: 'registerId', rule: 'same-register', detail: 'Name the register of another subject.' },
      ],
    });
  }
  const { groupIds, classIds } = replaced.plan;
  if (
    !plan.groupIds.some((id) => groupIds.includes(id)) &&
    !plan.classIds.some((id) => classIds.includes(id))
  ) {
    throw new Refused('other-pupils', 'That register is of other pupils.', {
      errors: [
        { field: 'registerId', rule: 'other-pupils', detail: 'The registers share no class or group.' },
      ],
    });
  }
}

@Controller('lessons/:lessonId/replacement')
export class ReplaceLessonRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Gives a lesson of another subject instead: the replaced one counts as cancelled, and each names the other. */
  @Post()
  @Access({ 'deputy-head': 'school', administrator: 'school' })
  async replace(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() body: ReplaceLessonBody,
    @Context() context: CommandContext,
  ): Promise<LessonAnswer> {
    const insteadId = idFrom(context.commandId, 'lesson');
    const outcome = await this.commands.execute(new ReplaceLesson(lessonId, insteadId, body, context));
    return { ...answerOf(context.commandId, outcome), lessonId: insteadId };
  }
}
