import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type LocalDate, notFound } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, type Principal, Reader } from '#platform';
import { yearsRead } from '../access/who.ts';
import { bodyOf } from '../documents.ts';
import { ReadAnswer, ReadQuery } from '../reading.ts';
import { SetBellScheduleBody } from './set-bell-schedule.ts';
import { DaysOffFields, WorkingDayFields } from './set-calendar.ts';
import { TermFields } from './set-terms.ts';
import type { TermScheme } from './year.events.ts';
import { years } from './year.projection.ts';
import type { AcademicYear } from './year.ts';

export class TermAnswer extends TermFields {
  termId!: string;
}

export class BellScheduleAnswer extends SetBellScheduleBody {
  bellScheduleId!: string;
}

export class YearAnswer extends ReadAnswer {
  yearId!: string;
  title!: string;
  /** The first day. */
  from!: LocalDate;
  /** The last day. */
  to!: LocalDate;
  /** null until terms are set. */
  scheme!: TermScheme | null;
  terms!: TermAnswer[];
  daysOff!: DaysOffFields[];
  workingDays!: WorkingDayFields[];
  /** The grades that learn on Saturdays too. */
  sixDayGrades!: number[];
  /** In the order in which they were set: the last one that fits a date wins. */
  bellSchedules!: BellScheduleAnswer[];
}

/** Refused: `not-found`. */
export class GetYear extends Query<YearAnswer> {
  constructor(
    readonly schoolId: string,
    readonly yearId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetYear)
export class GetYearHandler implements IQueryHandler<GetYear> {
  constructor(private readonly reader: Reader) {}

  execute({ schoolId, yearId, query }: GetYear): Promise<YearAnswer> {
    return this.reader.read({ schoolId, models: [years.name], ...query }, async ({ snapshot, position }) => {
      const doc = await snapshot.get(years.name, schoolId, yearId);
      if (doc === null) throw notFound('academic year', yearId);
      // As JSON it is the same; the classes only say it in the API's words.
      return { ...bodyOf<AcademicYear>(doc), position } as YearAnswer;
    });
  }
}

@Controller('years')
export class GetYearRoute {
  constructor(private readonly queries: QueryBus) {}

  /** One academic year: terms, calendar, school week, bells. */
  @Get(':yearId')
  @Access(yearsRead)
  year(
    @CurrentPrincipal() principal: Principal,
    @Param('yearId', IdPipe) yearId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<YearAnswer> {
    return this.queries.execute(new GetYear(principal.schoolId, yearId, query));
  }
}
