import { Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { Clock, CommandContext } from '#kernel';
import {
  Access,
  answerOf,
  CommandAnswer,
  Context,
  CurrentPrincipal,
  IdPipe,
  InjectClock,
  type Principal,
} from '#platform';
import { ownPerson, staffThemselves } from '../../access/own-person.ts';
import { training } from '../training.ts';
import { trainingStream } from '../training.events.ts';
import { rightAnswers } from './question-bank.ts';

/** Refused: `not-found`. What is finished already stays as it is. */
export class FinishTest extends Command<Outcome> {
  constructor(
    readonly input: {
      readonly personId: string;
      readonly attemptId: string;
      readonly by: 'person' | 'deadline';
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(FinishTest)
export class FinishTestHandler implements ICommandHandler<FinishTest> {
  constructor(
    private readonly streams: Streams,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ input: { personId, attemptId, by }, context }: FinishTest): Promise<Outcome> {
    return this.streams.execute(
      trainingStream(context.schoolId, personId),
      training,
      { kind: 'FinishTest', personId, attemptId, by, right: rightAnswers, at: this.clock.now() },
      context,
    );
  }
}

@Controller('me/tests')
export class FinishTestRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Ends one's test before its time has run out. */
  @Post(':attemptId/finish')
  @Access(staffThemselves)
  async finish(
    @CurrentPrincipal() principal: Principal,
    @Param('attemptId', IdPipe) attemptId: string,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const input = { personId: ownPerson(principal), attemptId, by: 'person' } as const;
    return answerOf(context.commandId, await this.commands.execute(new FinishTest(input, context)));
  }
}
