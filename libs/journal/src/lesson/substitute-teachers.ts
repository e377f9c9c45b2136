import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsUUID } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe } from '#platform';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { requireStaff } from '../school-facts/staff.ts';
import { doneBefore } from './done-before.ts';
import { lesson } from './lesson.ts';
import { lessonStream } from './lesson.events.ts';
import { MAX_TEACHERS } from './limits.ts';
import { ReasonBody } from './reasons.ts';

export class SubstituteTeachersBody extends ReasonBody {
  /** Who gives the lesson of the same register instead of its teachers. */
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_TEACHERS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  teacherIds!: string[];
}

export class SubstituteTeachers extends Command<Outcome> {
  constructor(
    readonly lessonId: string,
    /** null: the lesson's own teachers give it after all. */
    readonly teacherIds: readonly string[] | null,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SubstituteTeachers)
export class SubstituteTeachersHandler implements ICommandHandler<SubstituteTeachers> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
  ) {}

  async execute({ lessonId, teacherIds, reason, context }: SubstituteTeachers): Promise<Outcome> {
    const stream = lessonStream(context.schoolId, lessonId);
    if (teacherIds === null) {
      return this.streams.execute(stream, lesson, { kind: 'WithdrawSubstitution', reason }, context);
    }
    const done = await doneBefore(this.streams, stream, context);
    if (done !== null) return done;
    await requireStaff(this.facts, context.schoolId, teacherIds);
    return this.streams.execute(stream, lesson, { kind: 'SubstituteTeachers', teacherIds, reason }, context);
  }
}

@Controller('lessons/:lessonId/substitution')
export class SubstituteTeachersRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Has somebody else give the lesson: they write in it, its own teachers only read. */
  @Post()
  @HttpCode(200)
  @Access({ 'deputy-head': 'school', administrator: 'school' })
  async substitute(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() { teacherIds, reason }: SubstituteTeachersBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new SubstituteTeachers(lessonId, teacherIds, reason, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }

  /** The lesson's own teachers give it after all. */
  @Delete()
  @Access({ 'deputy-head': 'school', administrator: 'school' })
  async withdraw(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new SubstituteTeachers(lessonId, null, reason, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
