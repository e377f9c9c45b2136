import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type Instant, type LocalDate, notFound, within } from '#kernel';
import { Access, CurrentPrincipal, Directory, IdPipe, type Principal, Reader } from '#platform';
import { findAll } from '../find-all.ts';
import type { LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery } from '../reading.ts';

/** A teacher who gives no lesson at the time of this one. */
export class FreeTeacher extends PersonCard {
  /** Teaches the lesson's subject somewhere at the school. */
  sameSubject!: boolean;
  /** Teaches something in a class of the lesson's. */
  sameClass!: boolean;
  /** How many lessons the teacher gives on this day: 0 for who may not be at school. */
  lessonsThatDay!: number;
  /** Others give a lesson of the teacher's on this day, or one is given instead of it: may be away. */
  substitutedThatDay!: boolean;
}

/** Who could give a lesson instead of its teachers. */
export class FreeTeachers {
  lessonId!: string;
  subjectId!: string;
  date!: LocalDate;
  number!: number;
  /** ISO 8601, UTC. */
  startsAt!: Instant;
  endsAt!: Instant;
  /** Those of the same subject first, then those of the same class, then those at school; then by name. */
  teachers!: FreeTeacher[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `not-found`. */
export class GetFreeTeachers extends Query<FreeTeachers> {
  constructor(
    readonly schoolId: string,
    readonly lessonId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetFreeTeachers)
export class GetFreeTeachersHandler implements IQueryHandler<GetFreeTeachers> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, lessonId, query }: GetFreeTeachers): Promise<FreeTeachers> {
    const { directory } = this;
    const models = [lessons.name, ...directory.models];
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      const stored = await snapshot.get(lessons.name, schoolId, lessonId);
      if (stored === null) throw notFound('lesson', lessonId);
      const lesson = JSON.parse(stored.body) as LessonDoc;
      const { subjectId, date, number, startsAt, endsAt, classIds } = lesson;
      const options = { index: 'byDate', prefix: [], from: date, to: date };
      const ofDay = await findAll<LessonDoc>(snapshot, lessons.name, schoolId, options);
      const given = ofDay.filter(({ status }) => status === 'planned');
      const registers = await directory.registersDuring(snapshot, schoolId, date, date);
      const teaching = registers.flatMap((register) =>
        register.teachers
          .filter((stay) => within(date, stay))
          .map(({ teacherId }) => ({ teacherId, register })),
      );
      const busy = new Set([
        ...lesson.teacherIds,
        ...lesson.plannedTeacherIds,
        ...given
          .filter((other) => other.startsAt < endsAt && startsAt < other.endsAt)
          .flatMap(({ teacherIds }) => teacherIds),
      ]);
      const free = teaching.map(({ teacherId }) => teacherId).filter((teacherId) => !busy.has(teacherId));
      const cards = await cardsOf(directory, snapshot, schoolId, free);
      const teachers = cards.map((card) => {
        const own = teaching.filter(({ teacherId }) => teacherId === card.personId);
        return {
          ...card,
          sameSubject: own.some(({ register }) => register.subjectId === subjectId),
          sameClass: own.some(({ register }) => register.classIds.some((id) => classIds.includes(id))),
          lessonsThatDay: given.filter(({ teacherIds }) => teacherIds.includes(card.personId)).length,
          substitutedThatDay: ofDay.some((other) => isTakenFrom(other, card.personId)),
        };
      });
      return {
        lessonId,
        subjectId,
        date,
        number,
        startsAt,
        endsAt,
        teachers: teachers.sort(
          (a, b) =>
            Number(b.sameSubject) - Number(a.sameSubject) ||
            Number(b.sameClass) - Number(a.sameClass) ||
            Number(b.lessonsThatDay > 0) - Number(a.lessonsThatDay > 0),
        ),
        position,
      };
    });
  }
}

const isTakenFrom = (lesson: LessonDoc, teacherId: string): boolean =>
  lesson.plannedTeacherIds.includes(teacherId) &&
  (lesson.status === 'replaced' || (lesson.status === 'planned' && !lesson.teacherIds.includes(teacherId)));

@Controller('lessons/:lessonId/free-teachers')
export class GetFreeTeachersRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Who teaches at the school and gives no lesson at the time of this one, by the dated lessons. */
  @Get()
  @Access({ 'deputy-head': 'school', head: 'school', administrator: 'school', auditor: 'school' })
  free(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('lessonId', IdPipe) lessonId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<FreeTeachers> {
    return this.queries.execute(new GetFreeTeachers(schoolId, lessonId, query));
  }
}
