import { Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { prepares } from '../../access/who.ts';
import { courseStream } from './course.events.ts';
import { course } from './course.ts';

/** Refused: `not-found`. */
export class WithdrawLearner extends Command<Outcome> {
  constructor(
    readonly input: { readonly courseId: string; readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawLearner)
export class WithdrawLearnerHandler implements ICommandHandler<WithdrawLearner> {
  constructor(private readonly streams: Streams) {}

  execute({ input: { courseId, personId }, context }: WithdrawLearner): Promise<Outcome> {
    return this.streams.execute(
      courseStream(context.schoolId, courseId),
      course,
      { kind: 'WithdrawLearner', courseId, personId },
      context,
    );
  }
}

@Controller('transition/courses')
export class WithdrawLearnerRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Takes a learner out of a course; the hours that were attended stay. */
  @Post(':courseId/learners/:personId/withdrawal')
  @Access(prepares)
  async withdraw(
    @Param('courseId', IdPipe) courseId: string,
    @Param('personId', IdPipe) personId: string,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new WithdrawLearner({ courseId, personId }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
