import { randomBytes } from 'node:crypto';
import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type Clock, type CommandContext, idFrom } from '#kernel';
import {
  Access,
  answerOf,
  CommandAnswer,
  Context,
  CurrentPrincipal,
  InjectClock,
  type Principal,
} from '#platform';
import { ownPerson, staffThemselves } from '../../access/own-person.ts';
import { transitionPolicy } from '../../policy/transition-policy.ts';
import { transitionPolicyStream } from '../../policy/transition-policy.events.ts';
import { SchoolFacts } from '../../school-facts.ts';
import { programmeOf } from '../programmes.ts';
import { training } from '../training.ts';
import { trainingStream } from '../training.events.ts';
import { drawTest } from './draw-test.ts';
import { questionBank, rightAnswers } from './question-bank.ts';

export class BeginTestBody {
  /** The programme that the test ends. */
  @IsString()
  @MaxLength(40)
  programmeId!: string;
}

/** Refused: `not-found`, `not-staff`, `passed-already`, `test-under-way` (with `attemptId`), `no-tries-left`. */
export class BeginTest extends Command<Outcome> {
  readonly attemptId: string;

  constructor(
    readonly input: BeginTestBody & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
    this.attemptId = idFrom(context.commandId, 'test');
  }
}

@CommandHandler(BeginTest)
export class BeginTestHandler implements ICommandHandler<BeginTest> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ input: { personId, programmeId }, attemptId, context }: BeginTest): Promise<Outcome> {
    const { schoolId } = context;
    programmeOf(programmeId);
    await this.facts.requireStaff(schoolId, personId);
    const { state } = await this.streams.load(transitionPolicyStream(schoolId), transitionPolicy);
    const { testQuestions, testMinutes: minutes, passMark, tries } = state.policy;
    const { edition, questions: bank } = questionBank;
    // Nobody can know it before, or draw a test for themselves.
    const seed = randomBytes(16).toString('hex');
    return this.streams.execute(
      trainingStream(schoolId, personId),
      training,
      {
        kind: 'BeginTest',
        personId,
        attemptId,
        programmeId,
        edition,
        seed,
        questions: drawTest(bank, seed, Math.min(testQuestions, bank.length)),
        minutes,
        passMark,
        policyVersion: state.version,
        tries,
        right: rightAnswers,
        at: this.clock.now(),
      },
      context,
    );
  }
}

export class TestBegunAnswer extends CommandAnswer {
  /** The new test's id. */
  attemptId!: string;
}

@Controller('me/tests')
export class BeginTestRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Begins the final test of a programme. Its time runs from now on. */
  @Post()
  @Access(staffThemselves)
  async begin(
    @CurrentPrincipal() principal: Principal,
    @Body() body: BeginTestBody,
    @Context() context: CommandContext,
  ): Promise<TestBegunAnswer> {
    const command = new BeginTest({ ...body, personId: ownPerson(principal) }, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), attemptId: command.attemptId };
  }
}
