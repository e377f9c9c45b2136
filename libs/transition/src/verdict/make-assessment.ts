import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { type EventStore, type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom, type LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, InjectEventStore, IsLocalDate } from '#platform';
import { prepares } from '../access/who.ts';
import { SchoolFacts } from '../school-facts.ts';
import { assessment } from './assessment.ts';
import { assessmentStream } from './assessment.events.ts';
import { GiveVerdict, type GivenVerdict } from './give-verdict.ts';

export class MakeAssessmentBody {
  /** First day of the period, a Monday. Neither end: the last school weeks that are over, as many as the policy asks for. */
  @IsOptional()
  @IsLocalDate()
  from?: LocalDate;

  /** Last day, a Sunday that is over. */
  @IsOptional()
  @IsLocalDate()
  to?: LocalDate;
}

/** Refused: `invalid` naming what is wrong with the period, `not-yet-visible` (503). */
export class MakeAssessment extends Command<Outcome> {
  readonly assessmentId: string;

  constructor(
    readonly input: MakeAssessmentBody,
    readonly context: CommandContext,
  ) {
    super();
    this.assessmentId = idFrom(context.commandId, 'assessment');
  }
}

@CommandHandler(MakeAssessment)
export class MakeAssessmentHandler implements ICommandHandler<MakeAssessment> {
  constructor(
    private readonly streams: Streams,
    private readonly judge: GiveVerdict,
    private readonly facts: SchoolFacts,
    @InjectEventStore() private readonly log: EventStore,
  ) {}

  async execute({ input, assessmentId, context }: MakeAssessment): Promise<Outcome> {
    const { verdict, position } = await this.#verdict(context.schoolId, input);
    return this.streams.execute(
      assessmentStream(context.schoolId, assessmentId),
      assessment,
      { kind: 'MakeAssessment', assessmentId, position: position!, verdict },
      context,
    );
  }

  /** Everything that was recorded before is in it, and the same question as of its position finds the same. */
  async #verdict(schoolId: string, { from, to }: MakeAssessmentBody): Promise<GivenVerdict> {
    const on = await this.facts.today(schoolId);
    const question = { on, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const minPosition = (await this.log.head())!;
    const live = await this.judge.over(schoolId, { ...question, minPosition });
    return live.exact ? live : this.judge.over(schoolId, { ...question, asOf: live.position! });
  }
}

export class AssessmentMadeAnswer extends CommandAnswer {
  /** The new assessment's id. */
  assessmentId!: string;
}

@Controller('transition/assessments')
export class MakeAssessmentRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Judges the school today and keeps the verdict with all of its figures. */
  @Post()
  @Access(prepares)
  async make(
    @Body() body: MakeAssessmentBody,
    @Context() context: CommandContext,
  ): Promise<AssessmentMadeAnswer> {
    const command = new MakeAssessment(body, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), assessmentId: command.assessmentId };
  }
}
