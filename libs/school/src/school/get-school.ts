import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { notFound } from '#kernel';
import { Access, CurrentPrincipal, EVERYONE, type Principal, Reader } from '#platform';
import { bodyOf } from '../documents.ts';
import { ReadAnswer, ReadQuery } from '../reading.ts';
import { SCHOOL_CARD, type SchoolCard, schoolCard } from './school.projection.ts';

export class SchoolAnswer extends ReadAnswer {
  schoolId!: string;
  name!: string;
  shortName!: string;
  /** IANA name: the school's dates and times are in it. */
  timeZone!: string;
}

/** Refused: `not-found` before the school was set up. */
export class GetSchool extends Query<SchoolAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetSchool)
export class GetSchoolHandler implements IQueryHandler<GetSchool> {
  constructor(private readonly reader: Reader) {}

  execute({ schoolId, query }: GetSchool): Promise<SchoolAnswer> {
    return this.reader.read(
      { schoolId, models: [schoolCard.name], ...query },
      async ({ snapshot, position }) => {
        const doc = await snapshot.get(schoolCard.name, schoolId, SCHOOL_CARD);
        if (doc === null) throw notFound('school', schoolId);
        const { name, shortName, timeZone } = bodyOf<SchoolCard>(doc);
        return { schoolId, name, shortName, timeZone, position };
      },
    );
  }
}

@Controller('school')
export class GetSchoolRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The school that one is signed in to. */
  @Get()
  @Access(EVERYONE)
  school(@CurrentPrincipal() principal: Principal, @QueryParams() query: ReadQuery): Promise<SchoolAnswer> {
    return this.queries.execute(new GetSchool(principal.schoolId, query));
  }
}
