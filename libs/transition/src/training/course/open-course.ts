import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { prepares } from '../../access/who.ts';
import { programmeOf } from '../programmes.ts';
import { courseStream } from './course.events.ts';
import { course } from './course.ts';

export class OpenCourseBody {
  /** «Осень 2026, первая группа». */
  @IsString()
  @MaxLength(200)
  title!: string;

  /** The programme that it goes by. */
  @IsString()
  @MaxLength(40)
  programmeId!: string;
}

/** Refused: `not-found` (the programme), `invalid`. */
export class OpenCourse extends Command<Outcome> {
  readonly courseId: string;

  constructor(
    readonly input: OpenCourseBody,
    readonly context: CommandContext,
  ) {
    super();
    this.courseId = idFrom(context.commandId, 'course');
  }
}

@CommandHandler(OpenCourse)
export class OpenCourseHandler implements ICommandHandler<OpenCourse> {
  constructor(private readonly streams: Streams) {}

  async execute({ input: { title, programmeId }, courseId, context }: OpenCourse): Promise<Outcome> {
    const programme = programmeOf(programmeId);
    return this.streams.execute(
      courseStream(context.schoolId, courseId),
      course,
      { kind: 'OpenCourse', courseId, title, programme },
      context,
    );
  }
}

export class CourseOpenedAnswer extends CommandAnswer {
  /** The new course's id. */
  courseId!: string;
}

@Controller('transition/courses')
export class OpenCourseRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Opens a course by a programme. */
  @Post()
  @Access(prepares)
  async open(@Body() body: OpenCourseBody, @Context() context: CommandContext): Promise<CourseOpenedAnswer> {
    const command = new OpenCourse(body, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), courseId: command.courseId };
  }
}
