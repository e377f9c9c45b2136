import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#event-store';
import { type LessonEvent, lessonStream, type Mark } from '#journal/events';
import { notFound, type Recorded } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, InjectEventStore, type Principal, Reader } from '#platform';
import { ToldEvents } from '../event/audited-event.ts';
import { Teller } from '../event/teller.ts';
import { audits, ReadQuery } from '../reading.ts';
import { shownStream } from './shown-stream.ts';

/** Every event of a mark, the oldest first. */
export class MarkLife extends ToldEvents {
  markId!: string;
  lessonId!: string;
  pupilId!: string;
  workId!: string;
  /** As it stands at the answer's position; null when it was revoked. */
  value!: Mark | null;
  /** The mark that this one retakes. */
  retakeOf!: string | null;
  /** The marks that retake this one. */
  retakenBy!: string[];
  /** The position of the log that the answer shows. */
  position!: string | null;
}

/** Refused: `not-found`. */
export class GetMarkLife extends Query<MarkLife> {
  constructor(
    readonly schoolId: string,
    readonly lessonId: string,
    readonly markId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetMarkLife)
export class GetMarkLifeHandler implements IQueryHandler<GetMarkLife> {
  constructor(
    private readonly reader: Reader,
    private readonly teller: Teller,
    @InjectEventStore() private readonly log: EventStore,
  ) {}

  execute({ schoolId, lessonId, markId, query }: GetMarkLife): Promise<MarkLife> {
    const { models } = this.teller;
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      const stream = await shownStream(this.log, lessonStream(schoolId, lessonId), position);
      const standing = markIn(stream as readonly Recorded<LessonEvent>[], markId);
      if (standing === null) throw notFound('mark', markId);
      const found = stream
        .filter(({ data }) => (data as { readonly markId?: string }).markId === markId)
        .map((event) => ({ event, stream }));
      const told = await this.teller.tell(snapshot, schoolId, found);
      return { markId, lessonId, ...standing, ...told, position };
    });
  }
}

type Standing = Pick<MarkLife, 'pupilId' | 'workId' | 'value' | 'retakeOf' | 'retakenBy'>;

function markIn(stream: readonly Recorded<LessonEvent>[], markId: string): Standing | null {
  let mark: Standing | null = null;
  for (const { type, data } of stream) {
    if (type === 'MarkGiven' && data.markId === markId) {
      const { pupilId, workId, value, retakeOf = null } = data;
      mark = { pupilId, workId, value, retakeOf, retakenBy: [] };
    }
    if (mark === null) continue;
    if (type === 'MarkCorrected' && data.markId === markId) mark = { ...mark, value: data.value };
    if (type === 'MarkRevoked' && data.markId === markId) mark = { ...mark, value: null };
    if (type === 'MarkGiven' && data.retakeOf === markId) mark.retakenBy.push(data.markId);
  }
  return mark;
}

@Controller('audit/lessons/:lessonId/marks/:markId')
export class GetMarkLifeRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The life of a mark as its lesson's stream tells it: given, corrected, revoked; by whom, when and why. */
  @Get()
  @Access(audits)
  life(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('lessonId', IdPipe) lessonId: string,
    @Param('markId', IdPipe) markId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<MarkLife> {
    return this.queries.execute(new GetMarkLife(schoolId, lessonId, markId, query));
  }
}
