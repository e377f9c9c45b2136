import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { LocalDate } from '#kernel';
import { Access, CurrentPrincipal, type Principal, Reader } from '#platform';
import { yearsRead } from '../access/who.ts';
import { bodyOf, everyDoc } from '../documents.ts';
import { ListAnswer, ListQuery, pageOf } from '../reading.ts';
import { years } from './year.projection.ts';
import type { AcademicYear } from './year.ts';

export class YearLine {
  yearId!: string;
  title!: string;
  /** The first day. */
  from!: LocalDate;
  /** The last day. */
  to!: LocalDate;
}

export class YearsAnswer extends ListAnswer {
  /** The latest first. */
  items!: YearLine[];
}

export class GetYears extends Query<YearsAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: ListQuery,
  ) {
    super();
  }
}

@QueryHandler(GetYears)
export class GetYearsHandler implements IQueryHandler<GetYears> {
  constructor(private readonly reader: Reader) {}

  execute({ schoolId, query }: GetYears): Promise<YearsAnswer> {
    const { minPosition, asOf } = query;
    return this.reader.read(
      { schoolId, models: [years.name], minPosition, asOf },
      async ({ snapshot, position }) => {
        const docs = await everyDoc(snapshot, years.name, schoolId, { index: 'byFirstDay', prefix: [] });
        const lines = docs.toReversed().map((doc): YearLine => {
          const { yearId, title, from, to } = bodyOf<AcademicYear>(doc);
          return { yearId, title, from, to };
        });
        return { ...pageOf(lines, query, (line) => line.yearId), position };
      },
    );
  }
}

@Controller('years')
export class GetYearsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The academic years of the school. */
  @Get()
  @Access(yearsRead)
  years(@CurrentPrincipal() principal: Principal, @QueryParams() query: ListQuery): Promise<YearsAnswer> {
    return this.queries.execute(new GetYears(principal.schoolId, query));
  }
}
