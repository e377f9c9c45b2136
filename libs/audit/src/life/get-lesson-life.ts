import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#event-store';
import { lessonStream } from '#journal/events';
import { notFound } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, InjectEventStore, type Principal, Reader } from '#platform';
import { ToldEvents } from '../event/audited-event.ts';
import { Teller } from '../event/teller.ts';
import { audits, ReadQuery } from '../reading.ts';
import { shownStream } from './shown-stream.ts';

/** Every event of a lesson, the oldest first. */
export class LessonLife extends ToldEvents {
  lessonId!: string;
  /** The position of the log that the answer shows. */
  position!: string | null;
}

/** Refused: `not-found`. */
export class GetLessonLife extends Query<LessonLife> {
  constructor(
    readonly schoolId: string,
    readonly lessonId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetLessonLife)
export class GetLessonLifeHandler implements IQueryHandler<GetLessonLife> {
  constructor(
    private readonly reader: Reader,
    private readonly teller: Teller,
    @InjectEventStore() private readonly log: EventStore,
  ) {}

  execute({ schoolId, lessonId, query }: GetLessonLife): Promise<LessonLife> {
    const { models } = this.teller;
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      const stream = await shownStream(this.log, lessonStream(schoolId, lessonId), position);
      if (stream.length === 0) throw notFound('lesson', lessonId);
      const found = stream.map((event) => ({ event, stream }));
      return { lessonId, ...(await this.teller.tell(snapshot, schoolId, found)), position };
    });
  }
}

@Controller('audit/lessons/:lessonId')
export class GetLessonLifeRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The life of a lesson as its own stream tells it: what was done, by whom, when, why, and what stood before. */
  @Get()
  @Access(audits)
  life(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('lessonId', IdPipe) lessonId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<LessonLife> {
    return this.queries.execute(new GetLessonLife(schoolId, lessonId, query));
  }
}
