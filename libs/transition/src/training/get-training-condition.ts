import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Clock, LocalDate } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import type { Snapshot } from '#projecting';
import { seesTransition } from '../access/who.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { transitionPolicies } from '../policy/transition-policies.projection.ts';
import { cardOf, compareCards, dateOf, StaffCard, TransitionQuery } from '../reading.ts';
import { teachersOn } from '../resources/staff.ts';
import { readTraining, trainingModels } from './read-training.ts';
import { type TrainedBy, type TrainingLack, trainingStanding } from './training-standing.ts';

/** Somebody of the staff who keeps a journal. */
export class TrainingConditionRow extends StaffCard {
  trained!: boolean;
  /** The test or an accepted certificate; null until trained. */
  by!: TrainedBy | null;
  lacks!: TrainingLack | null;
  /** The test that was passed; null when none was. */
  attemptId!: string | null;
  /** The outside certificate that was accepted; null when none was. */
  certificateId!: string | null;
  hoursAttended!: number;
  hoursAsked!: number;
}

/** Condition 3 of the seed: the staff are prepared. */
export class TrainingCondition {
  /** The school's date that it is about: who keeps a journal then. */
  on!: LocalDate;
  /** Version of the policy of the transition; 0 is the default. */
  policyVersion!: number;
  /** Whether the hours of the programme are asked for, too. */
  hoursToo!: boolean;
  /** Everybody who keeps a journal is trained, and somebody keeps one. */
  met!: boolean;
  numerator!: number;
  denominator!: number;
  /** The evidence: everybody who keeps a journal, those who are not trained first. */
  evidence!: TrainingConditionRow[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetTrainingCondition extends Query<TrainingCondition> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetTrainingCondition)
export class GetTrainingConditionHandler implements IQueryHandler<GetTrainingCondition> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query }: GetTrainingCondition): Promise<TrainingCondition> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [...trainingConditionModels, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      return { ...(await trainingConditionOn(snapshot, directory, schoolId, on)), position };
    });
  }
}

/** The read models that `trainingConditionOn` looks at, beside those of the directory. */
export const trainingConditionModels: readonly string[] = [...trainingModels, transitionPolicies.name];

/** Condition 3 as it stands on a date. */
export async function trainingConditionOn(
  snapshot: Snapshot,
  directory: Directory,
  schoolId: string,
  on: LocalDate,
): Promise<Omit<TrainingCondition, 'position'>> {
  const { version, policy } = await policyInForce(snapshot, schoolId);
  const { byPerson, courses } = await readTraining(snapshot, schoolId);
  const ids = teachersOn(await directory.registersDuring(snapshot, schoolId, on, on), on);
  const names = await directory.people(snapshot, schoolId, ids);
  const evidence = ids
    .map((personId): TrainingConditionRow => {
      const one = trainingStanding(personId, byPerson.get(personId), courses, policy);
      const passed = one.training.attempts.find(({ result }) => result?.passed);
      const accepted = one.training.outside.find(({ withdrawn }) => withdrawn === null);
      return {
        ...cardOf(names, personId),
        trained: one.trained,
        by: one.by,
        lacks: one.lacks,
        attemptId: passed?.attemptId ?? null,
        certificateId: accepted?.certificateId ?? null,
        hoursAttended: one.hours.attended,
        hoursAsked: one.hours.asked,
      };
    })
    .sort((a, b) => Number(a.trained) - Number(b.trained) || compareCards(a, b));
  const numerator = evidence.filter(({ trained }) => trained).length;
  const denominator = evidence.length;
  const met = denominator > 0 && numerator === denominator;
  const { hoursToo } = policy;
  return { on, policyVersion: version, hoursToo, met, numerator, denominator, evidence };
}

@Controller('transition/conditions/training')
export class GetTrainingConditionRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Condition 3: everybody who keeps a journal has passed the test or has an accepted certificate. */
  @Get()
  @Access(seesTransition)
  condition(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<TrainingCondition> {
    return this.queries.execute(new GetTrainingCondition(principal.schoolId, query));
  }
}
