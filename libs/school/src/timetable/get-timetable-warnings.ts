import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { notFound } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, type Principal, Reader } from '#platform';
import { readsAll } from '../access/who.ts';
import { bodyOf, everyDoc } from '../documents.ts';
import { groups } from '../group/group.projection.ts';
import type { Group } from '../group/group-state.ts';
import { ReadAnswer, ReadQuery } from '../reading.ts';
import { registers } from '../register/register.projection.ts';
import type { Register } from '../register/register-state.ts';
import type { Parity } from '../words.ts';
import { years } from '../year/year.projection.ts';
import type { AcademicYear } from '../year/year.ts';
import { clashesOf, unplannableOf, type Warning } from './clashes.ts';
import { type PublishedTimetable, timetables } from './timetable.projection.ts';

export class TimetableWarning implements Warning {
  /**
   * `teacher-clash`, `room-clash`: another register has the teacher or the room at that time. `no-bell`: no bell
   * schedule of the grade has that lesson number. `day-off`: the grade does not learn on that weekday.
   */
  code!: 'teacher-clash' | 'room-clash' | 'no-bell' | 'day-off';
  /** 1 Monday … 6 Saturday. */
  weekday!: number;
  /** The number of the lesson. */
  number!: number;
  parity!: Parity;
  registerId!: string;
  /** The register that clashes with it; null where there is none. */
  otherRegisterId!: string | null;
  /** The group in whose timetable the other register stands. */
  otherGroupId!: string | null;
  /** Of a teacher clash. */
  teacherId!: string | null;
  /** Of a room clash. */
  room!: string | null;
}

export class TimetableWarningsAnswer extends ReadAnswer {
  warnings!: TimetableWarning[];
}

/** Refused: `not-found`. */
export class GetTimetableWarnings extends Query<TimetableWarningsAnswer> {
  constructor(
    readonly schoolId: string,
    readonly groupId: string,
    readonly timetableId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetTimetableWarnings)
export class GetTimetableWarningsHandler implements IQueryHandler<GetTimetableWarnings> {
  constructor(private readonly reader: Reader) {}

  execute(asked: GetTimetableWarnings): Promise<TimetableWarningsAnswer> {
    const { schoolId, groupId, timetableId, query } = asked;
    const models = [timetables, registers, groups, years].map(({ name }) => name);
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      const own = await snapshot.get(timetables.name, schoolId, groupId);
      const version =
        own && bodyOf<PublishedTimetable>(own).versions.find((one) => one.timetableId === timetableId);
      const owner = await snapshot.get(groups.name, schoolId, groupId);
      if (!version || !owner) throw notFound('timetable', timetableId);
      const prefix = [version.yearId];
      const ofYear = await everyDoc(snapshot, timetables.name, schoolId, { index: 'byYear', prefix });
      const taught = await everyDoc(snapshot, registers.name, schoolId, { index: 'byYear', prefix });
      const year = await snapshot.get(years.name, schoolId, version.yearId);
      const clashes = clashesOf(
        groupId,
        version,
        ofYear.map((doc) => bodyOf<PublishedTimetable>(doc)),
        new Map(taught.map((doc) => [doc.key, bodyOf<Register>(doc)])),
      );
      const unplannable =
        year === null ? [] : unplannableOf(bodyOf<Group>(owner), version, bodyOf<AcademicYear>(year));
      return { warnings: [...clashes, ...unplannable], position };
    });
  }
}

@Controller('timetables')
export class GetTimetableWarningsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** What somebody should look at in a published version: clashes of teachers and rooms, lessons without bells. */
  @Get(':groupId/versions/:timetableId/warnings')
  @Access(readsAll)
  warnings(
    @CurrentPrincipal() principal: Principal,
    @Param('groupId', IdPipe) groupId: string,
    @Param('timetableId', IdPipe) timetableId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<TimetableWarningsAnswer> {
    return this.queries.execute(new GetTimetableWarnings(principal.schoolId, groupId, timetableId, query));
  }
}
