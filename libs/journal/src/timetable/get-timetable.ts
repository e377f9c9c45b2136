import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsUUID } from 'class-validator';
import type { Instant, LocalDate } from '#kernel';
import { Access, CurrentPrincipal, Directory, IsLocalDate, type Principal, Reader } from '#platform';
import type { Snapshot } from '#projecting';
import { defaultPolicy, type GroupKind } from '#school/events';
import type { LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery, requirePeriod } from '../reading.ts';
import { GroupCardView, groupView, SubjectCardView, subjectView } from '../register/register-cards.ts';
import { LESSON_POLICY, type LessonPolicy, lessonPolicy } from './lesson-policy.projection.ts';
import { LessonStateView, stateOf } from './lesson-state-view.ts';
import { WhoseLessons } from './whose-lessons.ts';
import { Omittable } from '../omittable.ts';

/** A month and the days that make its weeks whole. */
const LONGEST_DAYS = 42;

export class LessonsQuery extends ReadQuery {
  /** First and last day, school-local, both included. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;

  /** Lessons of a class with its subgroups, or of another group. */
  @Omittable()
  @IsUUID()
  groupId?: string;

  /** Lessons that somebody gives or was planned to give. */
  @Omittable()
  @IsUUID()
  teacherId?: string;

  /** Lessons of a pupil: oneself, or one's child. */
  @Omittable()
  @IsUUID()
  pupilId?: string;
}

export class TimetableHomework {
  text!: string;
  /** null: the next lesson. */
  dueDate!: LocalDate | null;
}

export class TimetableLesson {
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  kind!: GroupKind;
  groupIds!: string[];
  classIds!: string[];
  /** Those who give it: the substitutes while there are any. */
  teacherIds!: string[];
  plannedTeacherIds!: string[];
  date!: LocalDate;
  /** In the bell schedule. */
  number!: number;
  /** ISO 8601, UTC. */
  startsAt!: Instant;
  endsAt!: Instant;
  room!: string | null;
  status!: 'planned' | 'cancelled' | 'replaced';
  /** The lesson that this one is given instead of. */
  insteadOf!: string | null;
  /** The lesson given instead of this one. */
  replacedBy!: string | null;
  /** It was moved here from another day or time. */
  moved!: boolean;
  topic!: string | null;
  homework!: TimetableHomework | null;
  /** For those who work at the school; null for pupils and parents. */
  state!: LessonStateView | null;
}

/** The dated lessons of somebody's day or week. */
export class TimetablePage {
  from!: LocalDate;
  to!: LocalDate;
  /** In the order of time; cancelled and replaced ones too. */
  lessons!: TimetableLesson[];
  subjects!: SubjectCardView[];
  groups!: GroupCardView[];
  teachers!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid`, `not-found`, `out-of-scope`. */
export class GetLessons extends Query<TimetablePage> {
  constructor(
    readonly principal: Principal,
    readonly query: LessonsQuery,
  ) {
    super();
  }
}

@QueryHandler(GetLessons)
export class GetLessonsHandler implements IQueryHandler<GetLessons> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly whose: WhoseLessons,
  ) {}

  execute({ principal, query }: GetLessons): Promise<TimetablePage> {
    const { schoolId } = principal;
    const { from, to, asOf, minPosition } = query;
    requirePeriod(query, LONGEST_DAYS);
    const { directory } = this;
    const models = [lessons.name, lessonPolicy.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const { found, asStaff } = await this.whose.find(snapshot, principal, query);
      const policy = asStaff ? await policyIn(snapshot, schoolId) : null;
      const subjectIds = found.map(({ subjectId }) => subjectId);
      const subjects = await directory.subjects(snapshot, schoolId, subjectIds);
      const groups = await directory.groups(
        snapshot,
        schoolId,
        found.flatMap(({ groupIds, classIds }) => [...groupIds, ...classIds]),
      );
      const teacherIds = found.flatMap((lesson) => [...lesson.teacherIds, ...lesson.plannedTeacherIds]);
      return {
        from,
        to,
        lessons: found.map((lesson) => timetableLesson(lesson, policy && stateOf(lesson, policy, groups))),
        subjects: [...subjects.values()].map(subjectView),
        groups: [...groups.values()].map(groupView),
        teachers: await cardsOf(directory, snapshot, schoolId, teacherIds),
        position,
      };
    });
  }
}

async function policyIn(snapshot: Snapshot, schoolId: string): Promise<LessonPolicy> {
  const stored = await snapshot.get(lessonPolicy.name, schoolId, LESSON_POLICY);
  return stored === null ? defaultPolicy : (JSON.parse(stored.body) as LessonPolicy);
}

function timetableLesson(lesson: LessonDoc, state: LessonStateView | null): TimetableLesson {
  const { lessonId, registerId, subjectId, kind, date, number, startsAt, endsAt, room, status, homework } =
    lesson;
  return {
    lessonId,
    registerId,
    subjectId,
    kind,
    groupIds: [...lesson.groupIds],
    classIds: [...lesson.classIds],
    teacherIds: [...lesson.teacherIds],
    plannedTeacherIds: [...lesson.plannedTeacherIds],
    date,
    number,
    startsAt,
    endsAt,
    room,
    status,
    insteadOf: lesson.insteadOf,
    replacedBy: lesson.stopped?.byLessonId ?? null,
    moved: lesson.moves.length > 0,
    topic: lesson.topic?.topic ?? null,
    homework: homework && { text: homework.text, dueDate: homework.dueDate },
    state,
  };
}

@Controller('timetable')
export class GetLessonsRoute {
  constructor(private readonly queries: QueryBus) {}

  /**
   * The lessons of a day or week. Without more words one's own: those a teacher gives, those of a class teacher's
   * class, of a pupil's groups, of a parent's children. Who reads the whole school may name anybody, or nobody for
   * all lessons of at most a week.
   */
  @Get()
  @Access({
    teacher: 'school',
    'class-teacher': 'school',
    head: 'school',
    'deputy-head': 'school',
    administrator: 'school',
    pupil: 'school',
    parent: 'school',
    auditor: 'school',
  })
  lessons(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: LessonsQuery,
  ): Promise<TimetablePage> {
    return this.queries.execute(new GetLessons(principal, query));
  }
}
