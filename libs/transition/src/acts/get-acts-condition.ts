import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Clock, LocalDate } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import type { Snapshot } from '#projecting';
import { seesTransition } from '../access/who.ts';
import { dateOf, everyDoc, TransitionQuery } from '../reading.ts';
import type { Act } from './act.ts';
import { type ActLack, actsStanding, type ActState } from './act-standing.ts';
import { editionOn } from './acts-catalogue.ts';
import { ActDocumentNumber } from './get-acts.ts';
import { acts } from './acts.projection.ts';

/** One act that condition 1 counts, or that was found to need no change. */
export class ActsConditionRow {
  actId!: string;
  title!: string;
  state!: ActState;
  /** Whether it is counted: what needs no change is not. */
  counts!: boolean;
  done!: boolean;
  /** What keeps it from being done; null: nothing. */
  lacks!: ActLack | null;
  /** Why it needs a change, or why none. */
  why!: string | null;
  /** What it was approved by; null until then. */
  approvedBy!: ActDocumentNumber | null;
}

/** Condition 1 of the seed: the base of local acts is approved. */
export class ActsCondition {
  /** The school's date that it is about. */
  on!: LocalDate;
  /** The edition of the catalogue that was asked. */
  edition!: number;
  met!: boolean;
  /** Changed acts approved and appendices agreed, none of them overtaken. */
  numerator!: number;
  /** All acts but those that need no change. */
  denominator!: number;
  /** The evidence: every act, what is not done first. */
  evidence!: ActsConditionRow[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetActsCondition extends Query<ActsCondition> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetActsCondition)
export class GetActsConditionHandler implements IQueryHandler<GetActsCondition> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query }: GetActsCondition): Promise<ActsCondition> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [...actsConditionModels, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      return { ...(await actsConditionOn(snapshot, schoolId, on)), position };
    });
  }
}

/** The read models that `actsConditionOn` looks at. */
export const actsConditionModels: readonly string[] = [acts.name];

/** Condition 1 as it stands on a date. */
export async function actsConditionOn(
  snapshot: Snapshot,
  schoolId: string,
  on: LocalDate,
): Promise<Omit<ActsCondition, 'position'>> {
  const edition = editionOn(on);
  const told = await everyDoc<Act>(snapshot, acts.name, schoolId, 'all');
  const rows = actsStanding(schoolId, told, edition, on).map((one): ActsConditionRow => ({
    actId: one.actId,
    title: one.title,
    state: one.state,
    counts: one.counts,
    done: one.lacks === null,
    lacks: one.lacks,
    why: one.act.review?.why ?? null,
    approvedBy: one.inForce?.approval?.document ?? null,
  }));
  const counted = rows.filter(({ counts }) => counts);
  const numerator = counted.filter(({ done }) => done).length;
  const denominator = counted.length;
  const evidence = [...rows.filter(({ done }) => !done), ...rows.filter(({ done }) => done)];
  return { on, edition, met: numerator === denominator, numerator, denominator, evidence };
}

@Controller('transition/conditions/acts')
export class GetActsConditionRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Condition 1: every changed act approved, every appendix of the order agreed, none overtaken. */
  @Get()
  @Access(seesTransition)
  condition(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<ActsCondition> {
    return this.queries.execute(new GetActsCondition(principal.schoolId, query));
  }
}
