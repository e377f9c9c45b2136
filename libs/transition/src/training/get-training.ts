import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Clock, LocalDate } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import { seesTransition } from '../access/who.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { transitionPolicies } from '../policy/transition-policies.projection.ts';
import { cardOf, compareCards, dateOf, StaffCard, TransitionQuery } from '../reading.ts';
import { teachersOn } from '../resources/staff.ts';
import { readTraining, trainingModels } from './read-training.ts';
import { TrainingLines, TrainingTexts } from './training-lines.ts';
import { type TrainedBy, type TrainingLack, trainingStanding } from './training-standing.ts';

export class TrainedPerson extends StaffCard {
  /** Whether the person keeps a journal on the day that the answer is about. */
  teaches!: boolean;
  trained!: boolean;
  by!: TrainedBy | null;
  lacks!: TrainingLack | null;
  hoursAttended!: number;
  hoursAsked!: number;
  training!: TrainingLines;
}

export class TrainingAnswer {
  /** The school's date that it is about. */
  on!: LocalDate;
  /** By name: those who keep a journal, who learn in a course, and of whom something was recorded. */
  people!: TrainedPerson[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetTraining extends Query<TrainingAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetTraining)
export class GetTrainingHandler implements IQueryHandler<GetTraining> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly texts: TrainingTexts,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query }: GetTraining): Promise<TrainingAnswer> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [...trainingModels, transitionPolicies.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      const { policy } = await policyInForce(snapshot, schoolId);
      const { byPerson, courses } = await readTraining(snapshot, schoolId);
      const teaching = new Set(teachersOn(await directory.registersDuring(snapshot, schoolId, on, on), on));
      const learning = courses.flatMap(({ learners }) => learners);
      const ids = [...new Set([...teaching, ...learning, ...byPerson.keys()])];
      const names = await directory.people(snapshot, schoolId, ids);
      const standing = ids.map((id) => trainingStanding(id, byPerson.get(id), courses, policy));
      const lines = await this.texts.linesOf(
        schoolId,
        standing.map(({ training }) => training),
      );
      const people = standing.map(({ personId, trained, by, lacks, hours }, index): TrainedPerson => ({
        ...cardOf(names, personId),
        teaches: teaching.has(personId),
        trained,
        by,
        lacks,
        hoursAttended: hours.attended,
        hoursAsked: hours.asked,
        training: lines[index]!,
      }));
      return { on, people: people.sort(compareCards), position };
    });
  }
}

@Controller('transition/training')
export class GetTrainingRoute {
  constructor(private readonly queries: QueryBus) {}

  /** What the staff learned: hours, tests, certificates. */
  @Get()
  @Access(seesTransition)
  training(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<TrainingAnswer> {
    return this.queries.execute(new GetTraining(principal.schoolId, query));
  }
}
