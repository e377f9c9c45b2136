import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsUUID } from 'class-validator';
import { type Clock, type Instant, instant, type LocalDate, within } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  type GroupCard,
  InjectClock,
  IsLocalDate,
  type Principal,
  Reader,
} from '#platform';
import type { AbsenceCode, GroupKind } from '#school/events';
import { type AbsenceDoc, absenceReasons } from '../absence/absences.projection.ts';
import { reasonsDuring } from '../absence/reasons-in-force.ts';
import { OwnClasses } from '../access/own-classes.ts';
import { findAll } from '../find-all.ts';
import type { Attendance } from '../lesson/lesson.events.ts';
import { attendanceOf, isAttendanceTaken, type LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { Omittable } from '../omittable.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery } from '../reading.ts';
import { GroupCardView, groupView, SubjectCardView, subjectView } from '../register/register-cards.ts';

export class AbsenteesQuery extends ReadQuery {
  /** School-local. */
  @IsLocalDate()
  date!: string;

  /** Only this class. */
  @Omittable()
  @IsUUID()
  groupId?: string;
}

/** A lesson that somebody missed or came late to. */
export class MissedLesson {
  lessonId!: string;
  number!: number;
  value!: Attendance;
  /** Why absent, as far as the teacher knows it. */
  code!: AbsenceCode | null;
  by!: string;
  /** ISO 8601, UTC. */
  recordedAt!: Instant;
}

/** A pupil who is away, was late, or is to be away as the class teacher says. */
export class Absentee {
  pupilId!: string;
  /** What the class teacher says of this day; null: nothing. */
  reason!: AbsenceCode | null;
  /** In the order of the day; empty as long as only the class teacher has said something. */
  lessons!: MissedLesson[];
}

/** A lesson that has begun and where nobody's attendance was said. */
export class UncalledLesson {
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  kind!: GroupKind;
  groupIds!: string[];
  classIds!: string[];
  teacherIds!: string[];
  number!: number;
  /** ISO 8601, UTC. */
  startsAt!: Instant;
  endsAt!: Instant;
  room!: string | null;
  /** Nothing of this class comes before it on this day. */
  first!: boolean;
}

export class AbsenteesOfClass {
  groupId!: string;
  /** How many pupils the class has on this day. */
  members!: number;
  /** How many of its lessons have begun, and in how many of them attendance was said. */
  begun!: number;
  called!: number;
  /** In the order of names. */
  absentees!: Absentee[];
  /** In the order of the day. */
  uncalled!: UncalledLesson[];
}

/** A day's absences by class, and where the roll was not called. */
export class AbsenteesPage {
  date!: LocalDate;
  /** The instant up to which lessons count as begun: now, or the `asOf` asked for. ISO 8601, UTC. */
  at!: Instant;
  /** In the order of titles. */
  classes!: AbsenteesOfClass[];
  /** The classes and the groups named in it. */
  groups!: GroupCardView[];
  subjects!: SubjectCardView[];
  /** The pupils and members of the staff named in it. */
  people!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid`, `not-found`, `out-of-scope`. */
export class GetAbsentees extends Query<AbsenteesPage> {
  constructor(
    readonly principal: Principal,
    readonly query: AbsenteesQuery,
  ) {
    super();
  }
}

@QueryHandler(GetAbsentees)
export class GetAbsenteesHandler implements IQueryHandler<GetAbsentees> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly ownClasses: OwnClasses,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ principal, query }: GetAbsentees): Promise<AbsenteesPage> {
    const { schoolId } = principal;
    const { date, groupId, asOf, minPosition } = query;
    const { directory } = this;
    const at = momentOf(asOf, this.clock.now());
    const models = [lessons.name, absenceReasons.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const asked = { from: date, to: date, ...(groupId === undefined ? {} : { groupId }) };
      const classes = await this.ownClasses.during(snapshot, principal, asked);
      const whole = classes.length > 1 || groupId === undefined;
      const options = whole ? { index: 'byDate', prefix: [] } : { index: 'byClass', prefix: [groupId] };
      const ofDay = { ...options, from: date, to: date };
      const found = (await findAll<LessonDoc>(snapshot, lessons.name, schoolId, ofDay)).filter(
        ({ status }) => status === 'planned',
      );
      const reasons = await reasonsDuring(snapshot, schoolId, { from: date, to: date });
      const shown = classes.map((one) => ofClass(one, date, at, found, reasons));
      const uncalled = shown.flatMap((one) => one.uncalled);
      const absentees = shown.flatMap((one) => one.absentees);
      const subjectIds = uncalled.map(({ subjectId }) => subjectId);
      const subjects = await directory.subjects(snapshot, schoolId, subjectIds);
      const groupIds = [
        ...classes,
        ...uncalled.flatMap((one) => one.groupIds.map((id) => ({ groupId: id }))),
      ];
      const groups = await directory.groups(
        snapshot,
        schoolId,
        groupIds.map((one) => one.groupId),
      );
      const people = await cardsOf(directory, snapshot, schoolId, [
        ...absentees.flatMap((one) => [one.pupilId, ...one.lessons.map(({ by }) => by)]),
        ...uncalled.flatMap(({ teacherIds }) => teacherIds),
      ]);
      const places = new Map(people.map(({ personId }, index) => [personId, index]));
      for (const one of shown) {
        one.absentees.sort((a, b) => (places.get(a.pupilId) ?? 0) - (places.get(b.pupilId) ?? 0));
      }
      return {
        date,
        at: instant(at),
        classes: shown,
        groups: [...groups.values()].map(groupView),
        subjects: [...subjects.values()].map(subjectView),
        people,
        position,
      };
    });
  }
}

/** An instant that was asked for, else now (ms). */
const momentOf = (asOf: string | undefined, now: number): number => {
  const asked = asOf?.includes('T') === true ? Date.parse(asOf) : Number.NaN;
  return Number.isFinite(asked) ? Math.min(asked, now) : now;
};

function ofClass(
  { groupId, members }: GroupCard,
  date: LocalDate,
  at: number,
  found: readonly LessonDoc[],
  reasons: readonly AbsenceDoc[],
): AbsenteesOfClass {
  const pupils = new Set(members.filter((stay) => within(date, stay)).map(({ pupilId }) => pupilId));
  const own = found.filter(({ classIds }) => classIds.includes(groupId));
  const begun = own.filter(({ startsAt }) => Date.parse(startsAt) <= at);
  const absentees = new Map<string, Absentee>();
  const absentee = (pupilId: string): Absentee => {
    const known = absentees.get(pupilId) ?? { pupilId, reason: null, lessons: [] };
    absentees.set(pupilId, known);
    return known;
  };
  for (const { pupilId, code } of reasons) if (pupils.has(pupilId)) absentee(pupilId).reason = code;
  for (const lesson of own) {
    for (const pupilId of new Set(lesson.attendance.map((entry) => entry.pupilId))) {
      const entry = attendanceOf(lesson, pupilId);
      if (!pupils.has(pupilId) || entry === null || entry.value === null) continue;
      const { value, by, recordedAt } = entry;
      const { lessonId, number } = lesson;
      absentee(pupilId).lessons.push({ lessonId, number, value, code: entry.code ?? null, by, recordedAt });
    }
  }
  const uncalled = begun.filter((lesson) => !isAttendanceTaken(lesson));
  const firstAt = own[0]?.startsAt;
  return {
    groupId,
    members: pupils.size,
    begun: begun.length,
    called: begun.length - uncalled.length,
    absentees: [...absentees.values()],
    uncalled: uncalled.map((lesson) => uncalledLesson(lesson, lesson.startsAt === firstAt)),
  };
}

const uncalledLesson = (lesson: LessonDoc, first: boolean): UncalledLesson => ({
  lessonId: lesson.lessonId,
  registerId: lesson.registerId,
  subjectId: lesson.subjectId,
  kind: lesson.kind,
  groupIds: [...lesson.groupIds],
  classIds: [...lesson.classIds],
  teacherIds: [...lesson.teacherIds],
  number: lesson.number,
  startsAt: lesson.startsAt,
  endsAt: lesson.endsAt,
  room: lesson.room,
  first,
});

@Controller('absentees')
export class GetAbsenteesRoute {
  constructor(private readonly queries: QueryBus) {}

  /**
   * Who is away on a day, by class and lesson, and which lessons have begun without a roll call. A class teacher
   * reads of the own class.
   */
  @Get()
  @Access({ 'class-teacher': 'school', head: 'school', 'deputy-head': 'school', auditor: 'school' })
  absentees(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: AbsenteesQuery,
  ): Promise<AbsenteesPage> {
    return this.queries.execute(new GetAbsentees(principal, query));
  }
}
