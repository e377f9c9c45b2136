import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Access, CurrentPrincipal, type Principal, Reader } from '#platform';
import { ownPerson, staffThemselves } from '../access/own-person.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { transitionPolicies } from '../policy/transition-policies.projection.ts';
import { TransitionQuery } from '../reading.ts';
import { type Course } from './course/course.ts';
import { PartHours, partHours } from './course/get-courses.ts';
import { programmes } from './programmes.ts';
import { readTraining, trainingModels } from './read-training.ts';
import { TrainingLines, TrainingTexts } from './training-lines.ts';
import { type Training, triesOf } from './training.ts';
import { type TrainedBy, type TrainingLack, trainingStanding } from './training-standing.ts';

/** A session of one's own course, with the hours that one attended. */
export class OwnSession {
  courseSessionId!: string;
  part!: string;
  date!: string;
  starts!: string;
  hours!: number;
  place!: string | null;
  cancelled!: boolean;
  /** null: nobody said yet who came. */
  attended!: number | null;
}

export class OwnCourse {
  courseId!: string;
  title!: string;
  programmeId!: string;
  parts!: PartHours[];
  sessions!: OwnSession[];
}

/** A programme whose final test one may take. */
export class OwnProgramme {
  id!: string;
  title!: string;
  passed!: boolean;
  /** How often its test may still be begun. */
  triesLeft!: number;
}

export class OwnTraining {
  trained!: boolean;
  by!: TrainedBy | null;
  lacks!: TrainingLack | null;
  programmes!: OwnProgramme[];
  courses!: OwnCourse[];
  training!: TrainingLines;
  /** Of a test: questions, minutes, per cent that pass. */
  testQuestions!: number;
  testMinutes!: number;
  passMark!: number;
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetOwnTraining extends Query<OwnTraining> {
  constructor(
    readonly schoolId: string,
    readonly personId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetOwnTraining)
export class GetOwnTrainingHandler implements IQueryHandler<GetOwnTraining> {
  constructor(
    private readonly reader: Reader,
    private readonly texts: TrainingTexts,
  ) {}

  execute({ schoolId, personId, query: { minPosition, asOf } }: GetOwnTraining): Promise<OwnTraining> {
    const models = [...trainingModels, transitionPolicies.name];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const { policy } = await policyInForce(snapshot, schoolId);
      const { byPerson, courses } = await readTraining(snapshot, schoolId);
      const standing = trainingStanding(personId, byPerson.get(personId), courses, policy);
      const [lines] = await this.texts.linesOf(schoolId, [standing.training]);
      return {
        trained: standing.trained,
        by: standing.by,
        lacks: standing.lacks,
        programmes: programmes.map(({ id, title }) =>
          ownProgramme(standing.training, id, title, policy.tries),
        ),
        courses: courses
          .filter(({ learners }) => learners.includes(personId))
          .map((course) => ownCourse(course, personId)),
        training: lines!,
        testQuestions: policy.testQuestions,
        testMinutes: policy.testMinutes,
        passMark: policy.passMark,
        position,
      };
    });
  }
}

function ownProgramme(training: Training, id: string, title: string, tries: number): OwnProgramme {
  const passed = training.attempts.some(({ programmeId, result }) => programmeId === id && result?.passed);
  return { id, title, passed, triesLeft: passed ? 0 : Math.max(0, tries - triesOf(training, id)) };
}

const ownCourse = (course: Course, personId: string): OwnCourse => ({
  courseId: course.courseId,
  title: course.title,
  programmeId: course.programmeId,
  parts: partHours(course, personId),
  sessions: course.sessions
    .map(({ attended, ...session }): OwnSession => ({
      ...session,
      attended: attended === null ? null : (attended.find((one) => one.personId === personId)?.hours ?? 0),
    }))
    .sort((a, b) => (`${a.date} ${a.starts}` < `${b.date} ${b.starts}` ? -1 : 1)),
});

@Controller('me/training')
export class GetOwnTrainingRoute {
  constructor(private readonly queries: QueryBus) {}

  /** One's own courses, tests and certificates. */
  @Get()
  @Access(staffThemselves)
  training(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<OwnTraining> {
    return this.queries.execute(new GetOwnTraining(principal.schoolId, ownPerson(principal), query));
  }
}
