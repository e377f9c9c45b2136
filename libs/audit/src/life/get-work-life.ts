import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#event-store';
import { datedWorkStream } from '#journal/events';
import { notFound } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, InjectEventStore, type Principal, Reader } from '#platform';
import { ToldEvents } from '../event/audited-event.ts';
import { Teller } from '../event/teller.ts';
import { audits, ReadQuery } from '../reading.ts';
import { shownStream } from './shown-stream.ts';

/** Every event of a work beyond one lesson and of its marks, the oldest first. */
export class WorkLife extends ToldEvents {
  workId!: string;
  /** The position of the log that the answer shows. */
  position!: string | null;
}

/** Refused: `not-found`. */
export class GetWorkLife extends Query<WorkLife> {
  constructor(
    readonly schoolId: string,
    readonly workId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetWorkLife)
export class GetWorkLifeHandler implements IQueryHandler<GetWorkLife> {
  constructor(
    private readonly reader: Reader,
    private readonly teller: Teller,
    @InjectEventStore() private readonly log: EventStore,
  ) {}

  execute({ schoolId, workId, query }: GetWorkLife): Promise<WorkLife> {
    const { models } = this.teller;
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      const stream = await shownStream(this.log, datedWorkStream(schoolId, workId), position);
      if (stream.length === 0) throw notFound('work', workId);
      const found = stream.map((event) => ({ event, stream }));
      return { workId, ...(await this.teller.tell(snapshot, schoolId, found)), position };
    });
  }
}

@Controller('audit/works/:workId')
export class GetWorkLifeRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The life of a work beyond one lesson, with its marks, as its own stream tells it. */
  @Get()
  @Access(audits)
  life(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('workId', IdPipe) workId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<WorkLife> {
    return this.queries.execute(new GetWorkLife(schoolId, workId, query));
  }
}
