import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { LocalDate } from '#kernel';
import { Access, CurrentPrincipal, type Principal, Reader } from '#platform';
import { schoolReads } from '../access/who.ts';
import { ListAnswer, ListQuery } from '../reading.ts';
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
    const { limit, cursor, ...when } = query;
    return this.reader.read({ schoolId, models: [years.name], ...when }, async ({ snapshot, position }) => {
      const page = await snapshot.find(years.name, schoolId, {
        index: 'byFirstDay',
        prefix: [],
        descending: true,
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const items = page.docs.map((doc): YearLine => {
        const { yearId, title, from, to } = JSON.parse(doc.body) as AcademicYear;
        return { yearId, title, from, to };
      });
      return { items, cursor: page.cursor ?? null, position };
    });
  }
}

@Controller('years')
export class GetYearsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The academic years of the school. */
  @Get()
  @Access(schoolReads)
  years(@CurrentPrincipal() principal: Principal, @QueryParams() query: ListQuery): Promise<YearsAnswer> {
    return this.queries.execute(new GetYears(principal.schoolId, query));
  }
}
