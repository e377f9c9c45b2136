import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { prepares } from '../../access/who.ts';
import { SchoolFacts } from '../../school-facts.ts';
import { courseStream } from './course.events.ts';
import { course } from './course.ts';

export class EnrolLearnersBody {
  /** Of the staff. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @IsUUID(undefined, { each: true })
  personIds!: string[];
}

/** Refused: `not-found`, `not-staff`, `person-erased`. */
export class EnrolLearners extends Command<Outcome> {
  constructor(
    readonly input: EnrolLearnersBody & { readonly courseId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(EnrolLearners)
export class EnrolLearnersHandler implements ICommandHandler<EnrolLearners> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
  ) {}

  async execute({ input: { courseId, ...input }, context }: EnrolLearners): Promise<Outcome> {
    const personIds = input.personIds.map((id) => id.toLowerCase());
    for (const personId of personIds) await this.facts.requireStaff(context.schoolId, personId);
    return this.streams.execute(
      courseStream(context.schoolId, courseId),
      course,
      { kind: 'EnrolLearners', courseId, personIds },
      context,
    );
  }
}

@Controller('transition/courses')
export class EnrolLearnersRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Adds learners to a course. */
  @Post(':courseId/learners')
  @Access(prepares)
  async enrol(
    @Param('courseId', IdPipe) courseId: string,
    @Body() body: EnrolLearnersBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new EnrolLearners({ ...body, courseId }, context));
    return answerOf(context.commandId, outcome);
  }
}
