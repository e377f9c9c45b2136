import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Access, CurrentPrincipal, type Principal, Reader } from '#platform';
import { schoolReads } from '../access/who.ts';
import { bodyOf, everyDoc } from '../documents.ts';
import { byTitle, ListAnswer, ListQuery, pageOf } from '../reading.ts';
import { subjects } from './subject.projection.ts';
import type { Subject } from './subject.ts';

export class SubjectLine {
  subjectId!: string;
  title!: string;
  /** For narrow columns. */
  shortTitle!: string;
  /** The subject area of the curriculum, or null. */
  area!: string | null;
}

export class SubjectsAnswer extends ListAnswer {
  /** By title. */
  items!: SubjectLine[];
}

export class GetSubjects extends Query<SubjectsAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: ListQuery,
  ) {
    super();
  }
}

@QueryHandler(GetSubjects)
export class GetSubjectsHandler implements IQueryHandler<GetSubjects> {
  constructor(private readonly reader: Reader) {}

  execute({ schoolId, query }: GetSubjects): Promise<SubjectsAnswer> {
    const { minPosition, asOf } = query;
    return this.reader.read(
      { schoolId, models: [subjects.name], minPosition, asOf },
      async ({ snapshot, position }) => {
        const docs = await everyDoc(snapshot, subjects.name, schoolId, { index: 'all', prefix: [] });
        const sorted = docs
          .map((doc) => bodyOf<Subject>(doc))
          .sort((a, b) => byTitle.compare(a.title, b.title) || (a.subjectId < b.subjectId ? -1 : 1));
        return { ...pageOf(sorted, query, (line) => line.subjectId), position };
      },
    );
  }
}

@Controller('subjects')
export class GetSubjectsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The subjects of the school. */
  @Get()
  @Access(schoolReads)
  subjects(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: ListQuery,
  ): Promise<SubjectsAnswer> {
    return this.queries.execute(new GetSubjects(principal.schoolId, query));
  }
}
