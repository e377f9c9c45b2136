import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, Max, Min } from 'class-validator';
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

export class AnswerQuestionBody {
  /** Places among the options as they are shown, from 0; none takes the answer back. */
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(9, { each: true })
  chosen!: number[];
}

/** Refused: `not-found`, `test-over`, `invalid`. Says nothing of whether the answer is right. */
export class AnswerQuestion extends Command<Outcome> {
  constructor(
    readonly input: AnswerQuestionBody & {
      readonly personId: string;
      readonly attemptId: string;
      readonly questionId: string;
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AnswerQuestion)
export class AnswerQuestionHandler implements ICommandHandler<AnswerQuestion> {
  constructor(
    private readonly streams: Streams,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ input, context }: AnswerQuestion): Promise<Outcome> {
    const { personId, attemptId, questionId, chosen: shown } = input;
    return this.streams.execute(
      trainingStream(context.schoolId, personId),
      training,
      { kind: 'AnswerQuestion', personId, attemptId, questionId, shown, at: this.clock.now() },
      context,
    );
  }
}

@Controller('me/tests')
export class AnswerQuestionRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Answers a question of one's test, or changes the answer. */
  @Put(':attemptId/answers/:questionId')
  @Access(staffThemselves)
  async answer(
    @CurrentPrincipal() principal: Principal,
    @Param('attemptId', IdPipe) attemptId: string,
    @Param('questionId') questionId: string,
    @Body() { chosen }: AnswerQuestionBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const input = { personId: ownPerson(principal), attemptId, questionId, chosen };
    return answerOf(context.commandId, await this.commands.execute(new AnswerQuestion(input, context)));
  }
}
