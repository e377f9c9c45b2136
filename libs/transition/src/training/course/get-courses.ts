import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Access, CurrentPrincipal, Directory, type PersonName, type Principal, Reader } from '#platform';
import { seesTransition } from '../../access/who.ts';
import type { Source } from '../../catalogues/read-catalogue.ts';
import { cardOf, compareCards, everyDoc, StaffCard, TransitionQuery } from '../../reading.ts';
import { programmes } from '../programmes.ts';
import { type Course, hoursAttended } from './course.ts';
import { courses } from './courses.projection.ts';

export class ProgrammePartLine {
  id!: string;
  kind!: 'lecture' | 'practice' | 'test';
  title!: string;
  hours!: number;
}

export class ProgrammeLine {
  id!: string;
  edition!: number;
  /** Whose it is: the seed's or ours. */
  source!: Source;
  title!: string;
  note!: string;
  parts!: ProgrammePartLine[];
}

export class PartHours {
  part!: string;
  /** Attended, no more than the programme has. */
  attended!: number;
  /** That the programme has. */
  hours!: number;
}

export class LearnerLine extends StaffCard {
  /** Whether the person attends now; who left keeps the hours. */
  enrolled!: boolean;
  parts!: PartHours[];
}

export class HoursAttendedLine {
  personId!: string;
  hours!: number;
}

export class CourseSessionLine {
  courseSessionId!: string;
  part!: string;
  /** School-local. */
  date!: string;
  starts!: string;
  hours!: number;
  place!: string | null;
  cancelled!: boolean;
  /** null: nobody said yet who came. */
  attended!: HoursAttendedLine[] | null;
}

export class CourseLine {
  courseId!: string;
  title!: string;
  programmeId!: string;
  /** As the programme was when the course was opened. */
  parts!: ProgrammePartLine[];
  /** By name. */
  learners!: LearnerLine[];
  /** By date and time. */
  sessions!: CourseSessionLine[];
}

export class CoursesAnswer {
  programmes!: ProgrammeLine[];
  courses!: CourseLine[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetCourses extends Query<CoursesAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetCourses)
export class GetCoursesHandler implements IQueryHandler<GetCourses> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, query: { minPosition, asOf } }: GetCourses): Promise<CoursesAnswer> {
    const { directory } = this;
    const models = [courses.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const found = await everyDoc<Course>(snapshot, courses.name, schoolId, 'all');
      const names = await directory.people(snapshot, schoolId, found.flatMap(everybodyIn));
      return {
        programmes: programmes.map((one) => ({ ...one, parts: [...one.parts] })),
        courses: found.map((one) => courseLine(one, names)),
        position,
      };
    });
  }
}

/** Everybody who attends or attended. */
const everybodyIn = ({ learners, sessions }: Course): string[] => [
  ...new Set([
    ...learners,
    ...sessions.flatMap(({ attended }) => (attended ?? []).map(({ personId }) => personId)),
  ]),
];

/** A course as it is shown. */
export function courseLine(course: Course, names: ReadonlyMap<string, PersonName>): CourseLine {
  const { courseId, title, programmeId, parts, learners, sessions } = course;
  return {
    courseId,
    title,
    programmeId,
    parts: [...parts],
    learners: everybodyIn(course)
      .map((personId): LearnerLine => ({
        ...cardOf(names, personId),
        enrolled: learners.includes(personId),
        parts: partHours(course, personId),
      }))
      .sort(compareCards),
    sessions: sessions
      .map((session): CourseSessionLine => ({
        ...session,
        attended: session.attended === null ? null : [...session.attended],
      }))
      .sort((a, b) => (`${a.date} ${a.starts}` < `${b.date} ${b.starts}` ? -1 : 1)),
  };
}

/** The hours of each part that is attended. */
export function partHours(course: Course, personId: string): PartHours[] {
  const attended = hoursAttended(course, personId);
  return course.parts
    .filter(({ kind }) => kind !== 'test')
    .map(({ id, hours }) => ({ part: id, attended: attended[id] ?? 0, hours }));
}

@Controller('transition/courses')
export class GetCoursesRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The programmes that there are, and the courses with their sessions, learners and hours. */
  @Get()
  @Access(seesTransition)
  courses(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<CoursesAnswer> {
    return this.queries.execute(new GetCourses(principal.schoolId, query));
  }
}
