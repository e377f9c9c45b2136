import { Controller, Get, Param } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Streams } from '#event-store';
import { type Clock, notFound } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, InjectClock, type Principal } from '#platform';
import { ownPerson, staffThemselves } from '../../access/own-person.ts';
import { transitionPolicy } from '../../policy/transition-policy.ts';
import { transitionPolicyStream } from '../../policy/transition-policy.events.ts';
import { type Attempt, isOver, isRight, training, triesOf } from '../training.ts';
import { type DrawnQuestion, trainingStream } from '../training.events.ts';
import { questionBank, questionOf } from './question-bank.ts';

/** A question as its person sees it. */
export class TestQuestion {
  questionId!: string;
  /** What it is about: «Отметки». */
  topic!: string;
  text!: string;
  /** In the order of this test. */
  options!: string[];
  /** Whether several options may be right. */
  several!: boolean;
  /** Places among the options that the person chose. */
  chosen!: number[];
  /** Whether the answer is right; null until it may be told, see `reviewed`. */
  correct!: boolean | null;
  /** Places of the right options; null until it may be told. */
  right!: number[] | null;
  /** Why they are right; null until it may be told. */
  explain!: string | null;
}

export class TestResult {
  correct!: number;
  outOf!: number;
  passed!: boolean;
  /** `deadline`: the time ran out. */
  by!: 'person' | 'deadline';
  /** ISO 8601, UTC. */
  at!: string;
}

export class TestAnswer {
  attemptId!: string;
  programmeId!: string;
  /** ISO 8601, UTC. */
  beganAt!: string;
  /** The last instant of an answer, ISO 8601, UTC. */
  endsAt!: string;
  /** Per cent of right answers that pass. */
  passMark!: number;
  /** Whether the time has run out or the test was finished. */
  over!: boolean;
  /** null until the test is finished. */
  result!: TestResult | null;
  /** Whether right answers are told: after the end, once it was passed or no try is left that they could help. */
  reviewed!: boolean;
  questions!: TestQuestion[];
}

/** Refused: `not-found`. */
export class GetTest extends Query<TestAnswer> {
  constructor(
    readonly schoolId: string,
    readonly personId: string,
    readonly attemptId: string,
  ) {
    super();
  }
}

/** Reads the person's stream: while a test is under way what was answered must be seen at once. */
@QueryHandler(GetTest)
export class GetTestHandler implements IQueryHandler<GetTest> {
  constructor(
    private readonly streams: Streams,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ schoolId, personId, attemptId }: GetTest): Promise<TestAnswer> {
    const { state } = await this.streams.load(trainingStream(schoolId, personId), training);
    const attempt = state.attempts.find((one) => one.attemptId === attemptId);
    if (attempt === undefined) throw notFound('test', attemptId);
    const { state: inForce } = await this.streams.load(transitionPolicyStream(schoolId), transitionPolicy);
    const { programmeId, beganAt, endsAt, passMark, result } = attempt;
    const noTriesLeft = triesOf(state, programmeId) >= inForce.policy.tries;
    const open = state.attempts.some((one) => one.result === null);
    const reviewed = result !== null && !open && (result.passed || noTriesLeft);
    return {
      attemptId,
      programmeId,
      beganAt,
      endsAt,
      passMark,
      over: result !== null || isOver(attempt, this.clock.now()),
      result,
      reviewed,
      questions: attempt.questions.flatMap((drawn) => questionLine(drawn, attempt, reviewed)),
    };
  }
}

function questionLine(drawn: DrawnQuestion, { answers }: Attempt, reviewed: boolean): TestQuestion[] {
  const question = questionOf(drawn.questionId);
  if (question === undefined) return [];
  const chosen = answers[drawn.questionId] ?? [];
  /** Places in the bank as places among the options shown. */
  const shown = (places: readonly number[]): number[] =>
    places.map((place) => drawn.options.indexOf(place)).sort((a, b) => a - b);
  return [
    {
      questionId: question.id,
      topic: questionBank.topics[question.topic] ?? '',
      text: question.text,
      options: drawn.options.map((place) => question.options[place] ?? ''),
      several: question.right.length > 1,
      chosen: shown(chosen),
      correct: reviewed ? isRight(chosen, question.right) : null,
      right: reviewed ? shown(question.right) : null,
      explain: reviewed ? question.explain : null,
    },
  ];
}

@Controller('me/tests')
export class GetTestRoute {
  constructor(private readonly queries: QueryBus) {}

  /** One's own test: its questions and what one answered; after the end its result. */
  @Get(':attemptId')
  @Access(staffThemselves)
  test(
    @CurrentPrincipal() principal: Principal,
    @Param('attemptId', IdPipe) attemptId: string,
  ): Promise<TestAnswer> {
    return this.queries.execute(new GetTest(principal.schoolId, ownPerson(principal), attemptId));
  }
}
