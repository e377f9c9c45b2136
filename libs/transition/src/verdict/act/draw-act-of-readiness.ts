import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { prepares } from '../../access/who.ts';
import { SchoolFacts } from '../../school-facts.ts';
import { assessment } from '../assessment.ts';
import {
  assessmentStream,
  type CommissionMember,
  type CommissionPart,
  commissionParts,
} from '../assessment.events.ts';

export class CommissionMemberFields implements CommissionMember {
  /** Of the staff. */
  @IsUUID()
  personId!: string;

  @IsIn(commissionParts)
  part!: CommissionPart;
}

export class DrawActOfReadinessBody {
  /** Of the act. */
  @IsString()
  @MaxLength(40)
  number!: string;

  /** Not before the assessment, and today at the latest. */
  @IsLocalDate()
  date!: LocalDate;

  /** One chair, one secretary at most, three people at least. */
  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => CommissionMemberFields)
  commission!: CommissionMemberFields[];
}

/** Refused: `not-ready` with `because`, `act-drawn`, `not-staff`, `person-erased` (410), `not-found`, `invalid`. */
export class DrawActOfReadiness extends Command<Outcome> {
  constructor(
    readonly assessmentId: string,
    readonly input: DrawActOfReadinessBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(DrawActOfReadiness)
export class DrawActOfReadinessHandler implements ICommandHandler<DrawActOfReadiness> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
  ) {}

  async execute({ assessmentId, input, context }: DrawActOfReadiness): Promise<Outcome> {
    const { schoolId } = context;
    const { number, date } = input;
    const commission = input.commission.map(({ personId, part }) => ({
      personId: personId.toLowerCase(),
      part,
    }));
    for (const { personId } of commission) await this.facts.requireStaff(schoolId, personId);
    const today = await this.facts.today(schoolId);
    return this.streams.execute(
      assessmentStream(schoolId, assessmentId),
      assessment,
      { kind: 'DrawActOfReadiness', document: { number, date }, commission, today },
      context,
    );
  }
}

@Controller('transition/assessments/:assessmentId/act')
export class DrawActOfReadinessRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Draws the act of readiness, which a commission signs, on an assessment that said «ready». */
  @Post()
  @Access(prepares)
  async draw(
    @Param('assessmentId', IdPipe) assessmentId: string,
    @Body() body: DrawActOfReadinessBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new DrawActOfReadiness(assessmentId, body, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
