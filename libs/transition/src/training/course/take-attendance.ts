import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsNumber, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { prepares } from '../../access/who.ts';
import { SchoolFacts } from '../../school-facts.ts';
import { courseStream } from './course.events.ts';
import { course } from './course.ts';

export class HoursAttendedFields {
  /** A learner of the course. */
  @IsUUID()
  personId!: string;

  /** By halves, no more than the session has. */
  @IsNumber()
  @Min(0)
  @Max(8)
  hours!: number;
}

export class TakeAttendanceBody {
  /** All who came; who is not named was away. */
  @IsArray()
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  @Type(() => HoursAttendedFields)
  attended!: HoursAttendedFields[];
}

/** Refused: `not-found`, `session-cancelled`, `session-to-come`, `invalid`. */
export class TakeAttendance extends Command<Outcome> {
  constructor(
    readonly input: TakeAttendanceBody & { readonly courseId: string; readonly courseSessionId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(TakeAttendance)
export class TakeAttendanceHandler implements ICommandHandler<TakeAttendance> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
  ) {}

  async execute({
    input: { courseId, courseSessionId, ...input },
    context,
  }: TakeAttendance): Promise<Outcome> {
    const attended = input.attended.map(({ personId, hours }) => ({
      personId: personId.toLowerCase(),
      hours,
    }));
    const today = await this.facts.today(context.schoolId);
    return this.streams.execute(
      courseStream(context.schoolId, courseId),
      course,
      { kind: 'TakeAttendance', courseId, courseSessionId, attended, today },
      context,
    );
  }
}

@Controller('transition/courses')
export class TakeAttendanceRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Says who attended how many hours of a session. */
  @Put(':courseId/sessions/:courseSessionId/attendance')
  @Access(prepares)
  async take(
    @Param('courseId', IdPipe) courseId: string,
    @Param('courseSessionId', IdPipe) courseSessionId: string,
    @Body() { attended }: TakeAttendanceBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new TakeAttendance({ courseId, courseSessionId, attended }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
