import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type LocalDate, notFound } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  IdPipe,
  type PersonName,
  type Principal,
  Reader,
} from '#platform';
import type { Snapshot } from '#projecting';
import { seesTransition } from '../access/who.ts';
import { cardOf, everyDoc, StaffCard, TransitionQuery } from '../reading.ts';
import type { Assessment } from './assessment.ts';
import { commissionOrder } from './act/compose-act-of-readiness.ts';
import type { CommissionPart } from './assessment.events.ts';
import { assessments } from './assessments.projection.ts';
import { NotReadyLine, Verdict, verdictAnswer, whyNotReady } from './verdict-answer.ts';

/** Somebody of the commission. */
export class CommissionLine extends StaffCard {
  part!: CommissionPart;
}

/** The act of readiness. */
export class ActOfReadinessLine {
  number!: string;
  /** School-local. */
  date!: string;
  /** The chair first, the secretary last. */
  commission!: CommissionLine[];
  /** Who drew it; null for an account without a person. */
  by!: StaffCard | null;
  /** ISO 8601, UTC. */
  drawnAt!: string;
}

/** One assessment of the list. */
export class AssessmentLine {
  assessmentId!: string;
  /** ISO 8601, UTC. */
  madeAt!: string;
  /** Who made it; null for an account without a person. */
  by!: StaffCard | null;
  /** The school's date that it is about. */
  on!: LocalDate;
  from!: LocalDate;
  to!: LocalDate;
  ready!: boolean;
  because!: NotReadyLine[];
  /** The position of the log that its figures show: the verdict as of it finds the same. */
  position!: string;
  act!: ActOfReadinessLine | null;
}

export class AssessmentsAnswer {
  /** Newest first. */
  assessments!: AssessmentLine[];
  /** The position of the log that the list shows. */
  position!: string | null;
}

/** An assessment with all figures as they were. */
export class AssessmentAnswer {
  assessment!: AssessmentLine;
  verdict!: Verdict;
}

export class GetAssessments extends Query<AssessmentsAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

/** Refused: `not-found`. */
export class GetAssessment extends Query<AssessmentAnswer> {
  constructor(
    readonly schoolId: string,
    readonly assessmentId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetAssessments)
export class GetAssessmentsHandler implements IQueryHandler<GetAssessments> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, query: { minPosition, asOf } }: GetAssessments): Promise<AssessmentsAnswer> {
    const { directory } = this;
    const models = [assessments.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const told = await everyDoc<Assessment>(snapshot, assessments.name, schoolId, 'byTime');
      const names = await directory.people(snapshot, schoolId, told.flatMap(peopleIn));
      return { assessments: told.toReversed().map((one) => assessmentLine(one, names)), position };
    });
  }
}

@QueryHandler(GetAssessment)
export class GetAssessmentHandler implements IQueryHandler<GetAssessment> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, assessmentId, query }: GetAssessment): Promise<AssessmentAnswer> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [assessments.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot }) => {
      const found = await assessmentIn(snapshot, schoolId, assessmentId);
      const names = await directory.people(snapshot, schoolId, peopleIn(found));
      const timeZone = await directory.timeZone(snapshot, schoolId);
      return {
        assessment: assessmentLine(found, names),
        verdict: verdictAnswer(found.verdict, timeZone, found.position),
      };
    });
  }
}

/** An assessment as a snapshot shows it. @throws Refused `not-found` */
export async function assessmentIn(
  snapshot: Snapshot,
  schoolId: string,
  assessmentId: string,
): Promise<Assessment> {
  const doc = await snapshot.get(assessments.name, schoolId, assessmentId);
  if (doc === null) throw notFound('assessment', assessmentId);
  return JSON.parse(doc.body) as Assessment;
}

/** Everybody whom an assessment names. */
export const peopleIn = ({ madeBy, act }: Assessment): string[] =>
  [madeBy, act?.drawnBy, ...(act?.commission ?? []).map(({ personId }) => personId)].filter(
    (id) => typeof id === 'string',
  );

/** An assessment as it stands in the list. */
export function assessmentLine(one: Assessment, names: ReadonlyMap<string, PersonName>): AssessmentLine {
  const { assessmentId, madeAt, madeBy, position, act } = one;
  const { on, from, to, ready, because } = one.verdict;
  const card = (id: string | null): StaffCard | null => (id === null ? null : cardOf(names, id));
  return {
    assessmentId,
    madeAt,
    by: card(madeBy),
    on,
    from,
    to,
    ready,
    because: because.map(whyNotReady),
    position,
    act: act && {
      ...act.document,
      commission: act.commission
        .map(({ personId, part }): CommissionLine => ({ ...cardOf(names, personId), part }))
        .sort((a, b) => commissionOrder.indexOf(a.part) - commissionOrder.indexOf(b.part)),
      by: card(act.drawnBy),
      drawnAt: act.drawnAt,
    },
  };
}

@Controller('transition/assessments')
export class GetAssessmentsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Every assessment, the newest first. */
  @Get()
  @Access(seesTransition)
  all(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<AssessmentsAnswer> {
    return this.queries.execute(new GetAssessments(schoolId, query));
  }

  /** One assessment with all of its figures, and where each comes from. */
  @Get(':assessmentId')
  @Access(seesTransition)
  one(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('assessmentId', IdPipe) assessmentId: string,
    @QueryParams() query: TransitionQuery,
  ): Promise<AssessmentAnswer> {
    return this.queries.execute(new GetAssessment(schoolId, assessmentId, query));
  }
}
