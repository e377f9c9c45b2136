import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom, type LocalDate, type LocalTime } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate, IsLocalTime } from '#platform';
import { prepares } from '../../access/who.ts';
import { courseStream } from './course.events.ts';
import { course } from './course.ts';

export class PlanSessionBody {
  /** A part of the programme that is attended: `lectures`, `practice`. */
  @IsString()
  @MaxLength(40)
  part!: string;

  @IsLocalDate()
  date!: LocalDate;

  @IsLocalTime()
  starts!: LocalTime;

  /** By halves. */
  @IsNumber()
  @Min(0.5)
  @Max(8)
  hours!: number;

  /** «Кабинет 12», or null. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  place?: string | null;
}

/** Refused: `not-found`, `invalid`. */
export class PlanSession extends Command<Outcome> {
  readonly courseSessionId: string;

  constructor(
    readonly input: PlanSessionBody & { readonly courseId: string },
    readonly context: CommandContext,
  ) {
    super();
    this.courseSessionId = idFrom(context.commandId, 'course-session');
  }
}

@CommandHandler(PlanSession)
export class PlanSessionHandler implements ICommandHandler<PlanSession> {
  constructor(private readonly streams: Streams) {}

  execute({ input, courseSessionId, context }: PlanSession): Promise<Outcome> {
    const { courseId, part, date, starts, hours, place = null } = input;
    return this.streams.execute(
      courseStream(context.schoolId, courseId),
      course,
      { kind: 'PlanSession', courseId, courseSessionId, part, date, starts, hours, place },
      context,
    );
  }
}

export class SessionPlannedAnswer extends CommandAnswer {
  /** The new session's id. */
  courseSessionId!: string;
}

@Controller('transition/courses')
export class PlanSessionRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Plans a session of a course. */
  @Post(':courseId/sessions')
  @Access(prepares)
  async plan(
    @Param('courseId', IdPipe) courseId: string,
    @Body() body: PlanSessionBody,
    @Context() context: CommandContext,
  ): Promise<SessionPlannedAnswer> {
    const command = new PlanSession({ ...body, courseId }, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), courseSessionId: command.courseSessionId };
  }
}
