import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import {
  addDays,
  type Instant,
  type IsoWeek,
  isoWeekOf,
  type LocalDate,
  notFound,
  weekdayOf,
  within,
} from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  type GroupCard,
  IdPipe,
  IsLocalDate,
  type Principal,
  Reader,
} from '#platform';
import type { AbsenceCode, GroupKind } from '#school/events';
import { type AbsenceDoc, absenceReasons } from '../absence/absences.projection.ts';
import { reasonsDuring } from '../absence/reasons-in-force.ts';
import {
  type AcknowledgedWeek,
  acknowledgedWeekOf,
  acknowledgements,
} from '../diary/acknowledgements.projection.ts';
import { findAll } from '../find-all.ts';
import type { Attendance, Mark, WorkType } from '../lesson/lesson.events.ts';
import {
  attendanceOf,
  isAttendanceTaken,
  type LessonDoc,
  marksThatCount,
  stands,
  workOf,
} from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery } from '../reading.ts';
import { GroupCardView, groupView, SubjectCardView, subjectView } from '../register/register-cards.ts';

export class ClassDayQuery extends ReadQuery {
  /** School-local. */
  @IsLocalDate()
  date!: string;
}

/** A lesson of the day. */
export class ClassDayLesson {
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  kind!: GroupKind;
  groupIds!: string[];
  teacherIds!: string[];
  number!: number;
  /** ISO 8601, UTC. */
  startsAt!: Instant;
  endsAt!: Instant;
  room!: string | null;
  status!: 'planned' | 'cancelled' | 'replaced';
  /** The roll was called, or somebody's attendance said. */
  attendance!: boolean;
  topic!: string | null;
  homework!: string | null;
}

export class ClassDayAttendance {
  lessonId!: string;
  /** null: not said yet. */
  value!: Attendance | 'present' | null;
  /** Why absent, as far as the teacher knows it. */
  code!: AbsenceCode | null;
}

/** A mark of the week that stands. */
export class ClassDayMark {
  markId!: string;
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  /** The lesson's. */
  date!: LocalDate;
  value!: Mark;
  workType!: WorkType;
  /** In the average. */
  weight!: number;
  title!: string | null;
  /** false once a retake stands. */
  counts!: boolean;
  /** When its value was recorded: ISO 8601, UTC. */
  recordedAt!: Instant;
}

/** Why the pupil is away, as the class teacher says: on this day or on another of the week. */
export class ClassDayReason {
  absenceId!: string;
  from!: LocalDate;
  to!: LocalDate;
  code!: AbsenceCode;
  /** A certificate or a note was given. */
  hasDocument!: boolean;
}

/** «Ознакомлен»: a parent has read the week of the diary. */
export class ClassDayAcknowledgement {
  by!: string;
  /** ISO 8601, UTC. */
  recordedAt!: Instant;
}

export class ClassDayPupil extends PersonCard {
  /** Of the day's lessons that the pupil has, in the order of the day. */
  attendance!: ClassDayAttendance[];
  /** Of the week, in the order of the lessons. */
  marks!: ClassDayMark[];
  reasons!: ClassDayReason[];
  acknowledgements!: ClassDayAcknowledgement[];
}

/** A class at a glance: who is there, what for marks the week has brought, and why who is away. */
export class ClassDay {
  date!: LocalDate;
  week!: IsoWeek;
  /** Monday and Sunday of the week. */
  from!: LocalDate;
  to!: LocalDate;
  group!: GroupCardView;
  /** Of the day; cancelled and replaced ones too. */
  lessons!: ClassDayLesson[];
  /** Who is in it on this day, in the order of names. */
  pupils!: ClassDayPupil[];
  subjects!: SubjectCardView[];
  /** The teachers of the day, and the parents who acknowledged the week. */
  people!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `not-found`. */
export class GetClassDay extends Query<ClassDay> {
  constructor(
    readonly schoolId: string,
    readonly groupId: string,
    readonly query: ClassDayQuery,
  ) {
    super();
  }
}

@QueryHandler(GetClassDay)
export class GetClassDayHandler implements IQueryHandler<GetClassDay> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, groupId, query }: GetClassDay): Promise<ClassDay> {
    const { date, asOf, minPosition } = query;
    const from = addDays(date, 1 - weekdayOf(date));
    const [week, to] = [isoWeekOf(date), addDays(from, 6)];
    const { directory } = this;
    const models = [lessons.name, absenceReasons.name, acknowledgements.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const group = (await directory.groups(snapshot, schoolId, [groupId])).get(groupId);
      if (group === undefined) throw notFound('group', groupId);
      const index = group.kind === 'class' ? 'byClass' : 'byGroup';
      const options = { index, prefix: [groupId], from, to };
      const ofWeek = await findAll<LessonDoc>(snapshot, lessons.name, schoolId, options);
      const ofDay = ofWeek.filter((lesson) => lesson.date === date);
      const groupIds = ofDay.flatMap((lesson) => lesson.groupIds);
      const groups = await directory.groups(snapshot, schoolId, groupIds);
      const there = group.members.filter((stay) => within(date, stay)).map(({ pupilId }) => pupilId);
      const cards = await cardsOf(directory, snapshot, schoolId, there);
      const keys = there.map((pupilId) => acknowledgedWeekOf(pupilId, week));
      const stored = await snapshot.getMany(acknowledgements.name, schoolId, keys);
      const read = new Map(
        stored
          .map(({ body }) => JSON.parse(body) as AcknowledgedWeek)
          .map((one) => [one.pupilId, one.acknowledgements]),
      );
      const reasons = await reasonsDuring(snapshot, schoolId, { from, to });
      const subjectIds = ofWeek.map(({ subjectId }) => subjectId);
      const subjects = await directory.subjects(snapshot, schoolId, subjectIds);
      return {
        date,
        week,
        from,
        to,
        group: groupView(group),
        lessons: ofDay.map(lessonOfDay),
        pupils: cards.map((card) => ({
          ...card,
          attendance: ofDay
            .filter((lesson) => has(lesson, card.personId, groups))
            .map((lesson) => attendanceIn(lesson, card.personId)),
          marks: ofWeek.flatMap((lesson) => marksIn(lesson, card.personId)),
          reasons: reasons.filter(({ pupilId }) => pupilId === card.personId).map(reasonShown),
          acknowledgements: (read.get(card.personId) ?? []).map(({ by, recordedAt }) => ({ by, recordedAt })),
        })),
        subjects: [...subjects.values()].map(subjectView),
        people: await cardsOf(directory, snapshot, schoolId, [
          ...ofDay.flatMap(({ teacherIds }) => teacherIds),
          ...[...read.values()].flatMap((given) => given.map(({ by }) => by)),
        ]),
        position,
      };
    });
  }
}

const lessonOfDay = (lesson: LessonDoc): ClassDayLesson => ({
  lessonId: lesson.lessonId,
  registerId: lesson.registerId,
  subjectId: lesson.subjectId,
  kind: lesson.kind,
  groupIds: [...lesson.groupIds],
  teacherIds: [...lesson.teacherIds],
  number: lesson.number,
  startsAt: lesson.startsAt,
  endsAt: lesson.endsAt,
  room: lesson.room,
  status: lesson.status,
  attendance: isAttendanceTaken(lesson),
  topic: lesson.topic?.topic ?? null,
  homework: lesson.homework?.text ?? null,
});

/** Whether the pupil is in one of the lesson's groups on its day. */
const has = (
  { groupIds, date }: LessonDoc,
  pupilId: string,
  groups: ReadonlyMap<string, GroupCard>,
): boolean =>
  groupIds.some((groupId) =>
    groups.get(groupId)?.members.some((stay) => stay.pupilId === pupilId && within(date, stay)),
  );

function attendanceIn(lesson: LessonDoc, pupilId: string): ClassDayAttendance {
  const entry = attendanceOf(lesson, pupilId);
  const present = entry !== null || stands(lesson.rollCall) ? 'present' : null;
  return { lessonId: lesson.lessonId, value: entry?.value ?? present, code: entry?.code ?? null };
}

function marksIn(lesson: LessonDoc, pupilId: string): ClassDayMark[] {
  const own = lesson.marks.filter((mark) => mark.pupilId === pupilId && stands(mark));
  if (own.length === 0) return [];
  const counting = marksThatCount(lesson);
  const { lessonId, registerId, subjectId, date } = lesson;
  return own.map((mark) => {
    const { workType, weight, title } = workOf(lesson, mark);
    const { markId, value, recordedAt } = mark;
    const counts = counting.includes(mark);
    const place = { lessonId, registerId, subjectId, date };
    return { markId, ...place, value: value!, workType, weight, title, counts, recordedAt };
  });
}

const reasonShown = ({ absenceId, from, to, code, document }: AbsenceDoc): ClassDayReason => ({
  absenceId,
  from,
  to,
  code,
  hasDocument: document !== null,
});

@Controller('groups/:groupId/day')
export class GetClassDayRoute {
  constructor(private readonly queries: QueryBus) {}

  /** A class or another group at a glance: attendance of a day, marks of its ISO week, reasons of absence. */
  @Get()
  @Access({ 'class-teacher': 'own-class', head: 'school', 'deputy-head': 'school', auditor: 'school' })
  day(
    @CurrentPrincipal() principal: Principal,
    @Param('groupId', IdPipe) groupId: string,
    @QueryParams() query: ClassDayQuery,
  ): Promise<ClassDay> {
    return this.queries.execute(new GetClassDay(principal.schoolId, groupId, query));
  }
}
