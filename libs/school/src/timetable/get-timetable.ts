import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type LocalDate, notFound } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, type Principal, Reader } from '#platform';
import { staffReads } from '../access/who.ts';
import { bodyOf } from '../documents.ts';
import { groups } from '../group/group.projection.ts';
import { ReadAnswer, ReadQuery } from '../reading.ts';
import { SlotFields } from './publish-timetable.ts';
import { type PublishedTimetable, timetables } from './timetable.projection.ts';

export class SlotAnswer extends SlotFields {
  /** The same register at the same weekday and number is the same slot for ever. */
  slotId!: string;
}

export class TimetableVersionAnswer {
  timetableId!: string;
  yearId!: string;
  /** The first day. */
  from!: LocalDate;
  /** The last day in force; before `from` when the version was taken back. */
  to!: LocalDate;
  /** The last day that it was published for. */
  publishedTo!: LocalDate;
  /** In the order of the week. */
  slots!: SlotAnswer[];
  /** The event that published it. */
  eventId!: string;
  /** ISO 8601, UTC. */
  publishedAt!: string;
}

export class TimetableAnswer extends ReadAnswer {
  groupId!: string;
  /** In the order of publication: on a date that several cover the last one is in force. */
  versions!: TimetableVersionAnswer[];
}

/** Refused: `not-found` when there is no such group. */
export class GetTimetable extends Query<TimetableAnswer> {
  constructor(
    readonly schoolId: string,
    readonly groupId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetTimetable)
export class GetTimetableHandler implements IQueryHandler<GetTimetable> {
  constructor(private readonly reader: Reader) {}

  execute({ schoolId, groupId, query }: GetTimetable): Promise<TimetableAnswer> {
    const models = [timetables.name, groups.name];
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      if ((await snapshot.get(groups.name, schoolId, groupId)) === null) throw notFound('group', groupId);
      const doc = await snapshot.get(timetables.name, schoolId, groupId);
      const versions = doc === null ? [] : bodyOf<PublishedTimetable>(doc).versions;
      // As JSON it is the same; the classes only say it in the API's words.
      return { groupId, versions, position } as TimetableAnswer;
    });
  }
}

@Controller('timetables')
export class GetTimetableRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Every version of a group's weekly timetable. */
  @Get(':groupId')
  @Access(staffReads)
  timetable(
    @CurrentPrincipal() principal: Principal,
    @Param('groupId', IdPipe) groupId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<TimetableAnswer> {
    return this.queries.execute(new GetTimetable(principal.schoolId, groupId, query));
  }
}
