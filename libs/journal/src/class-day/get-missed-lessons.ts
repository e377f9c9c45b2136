import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type LocalDate, within } from '#kernel';
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
import { absenceReasons } from '../absence/absences.projection.ts';
import { reasonsDuring } from '../absence/reasons-in-force.ts';
import { OwnClasses } from '../access/own-classes.ts';
import { AbsenceCounts, absencesFrom } from '../diary/absence-counts.ts';
import { findAll } from '../find-all.ts';
import type { LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery, requirePeriod } from '../reading.ts';

/** A term. */
const LONGEST_DAYS = 130;

export class MissedLessonsQuery extends ReadQuery {
  /** First and last day, school-local, both included. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;
}

/** How many lessons a pupil missed. */
export class MissedLessons extends PersonCard {
  /** How many the pupil had, in all subjects; cancelled and replaced ones are left out. */
  lessonCount!: number;
  absences!: AbsenceCounts;
}

/** Who missed lessons of a period, and how many. */
export class MissedLessonsOfClass {
  groupId!: string;
  from!: LocalDate;
  to!: LocalDate;
  /** Who is in the class on the last day and missed any, the most first; equals in the order of names. */
  pupils!: MissedLessons[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid`, `not-found`. */
export class GetMissedLessons extends Query<MissedLessonsOfClass> {
  constructor(
    readonly principal: Principal,
    readonly groupId: string,
    readonly query: MissedLessonsQuery,
  ) {
    super();
  }
}

@QueryHandler(GetMissedLessons)
export class GetMissedLessonsHandler implements IQueryHandler<GetMissedLessons> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly ownClasses: OwnClasses,
  ) {}

  execute({ principal, groupId, query }: GetMissedLessons): Promise<MissedLessonsOfClass> {
    const { schoolId } = principal;
    const { from, to, asOf, minPosition } = query;
    requirePeriod(query, LONGEST_DAYS);
    const { directory } = this;
    const models = [lessons.name, absenceReasons.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const [group] = await this.ownClasses.during(snapshot, principal, { from, to, groupId });
      const options = { index: 'byClass', prefix: [groupId], from, to };
      const found = await findAll<LessonDoc>(snapshot, lessons.name, schoolId, options);
      const takePlace = found.filter(({ status }) => status === 'planned');
      const groupIds = [...new Set(takePlace.flatMap((lesson) => lesson.groupIds))];
      const groups = await directory.groups(snapshot, schoolId, groupIds);
      const reasons = await reasonsDuring(snapshot, schoolId, { from, to });
      const there = group!.members.filter((stay) => within(to, stay)).map(({ pupilId }) => pupilId);
      const cards = await cardsOf(directory, snapshot, schoolId, there);
      const pupils = cards.map((card) => {
        const own = takePlace.filter((lesson) => has(lesson, card.personId, groups));
        const said = reasons.filter(({ pupilId }) => pupilId === card.personId);
        return { ...card, lessonCount: own.length, absences: absencesFrom(own, card.personId, said) };
      });
      return {
        groupId,
        from,
        to,
        pupils: pupils
          .filter(({ absences }) => absences.total > 0)
          .sort((a, b) => b.absences.total - a.absences.total),
        position,
      };
    });
  }
}

/** Whether the pupil is in one of the lesson's groups on its day. */
const has = (
  { groupIds, date }: LessonDoc,
  pupilId: string,
  groups: ReadonlyMap<string, GroupCard>,
): boolean =>
  groupIds.some((groupId) =>
    groups.get(groupId)?.members.some((stay) => stay.pupilId === pupilId && within(date, stay)),
  );

@Controller('groups/:groupId/missed-lessons')
export class GetMissedLessonsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** How many lessons of a period each pupil of a class missed, by why. */
  @Get()
  @Access({ 'class-teacher': 'own-class', head: 'school', 'deputy-head': 'school', auditor: 'school' })
  missed(
    @CurrentPrincipal() principal: Principal,
    @Param('groupId', IdPipe) groupId: string,
    @QueryParams() query: MissedLessonsQuery,
  ): Promise<MissedLessonsOfClass> {
    return this.queries.execute(new GetMissedLessons(principal, groupId, query));
  }
}
