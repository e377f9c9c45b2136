import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import type { EventStore } from '#event-store';
import { invalidField, type Position } from '#kernel';
import { Access, CurrentPrincipal, InjectEventStore, IsInstant, type Principal, Reader } from '#platform';
import { ToldEvents } from '../event/audited-event.ts';
import { type EventKind, eventKinds } from '../event/kinds.ts';
import { Teller } from '../event/teller.ts';
import { auditModels } from '../models.ts';
import { audits, ReadQuery } from '../reading.ts';
import { NewestFirst } from './newest-first.ts';
import { beforeAllAt, cursorOf, placeFrom } from './place.ts';
import { planOf } from './search-plan.ts';

export class AuditSearchQuery extends ReadQuery {
  /** Whom it concerns: whose mark or absence, who joins a group, who gives the lesson. */
  @IsOptional()
  @IsUUID()
  personId?: string;

  @IsOptional()
  @IsUUID()
  lessonId?: string;

  /** Its lessons, and what happened to the register itself. */
  @IsOptional()
  @IsUUID()
  registerId?: string;

  /** Who did it: an account, the person behind it, or the name of a reactor or job of the system. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{1,64}$/)
  actorId?: string;

  /** In which session they did it. */
  @IsOptional()
  @IsUUID()
  actorSessionId?: string;

  @IsOptional()
  @IsIn(eventKinds)
  kind?: EventKind;

  /** The type of the event itself: `MarkCorrected`. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9.]{1,64}$/)
  type?: string;

  /** Recorded at this instant or later. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Recorded at this instant or earlier. */
  @IsOptional()
  @IsInstant()
  to?: string;

  /** The most events in the answer. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 50;

  /** The `cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  cursor?: string;
}

/** Events, the newest first. */
export class AuditPage extends ToldEvents {
  /**
   * Ask for what is older with it; null when there is nothing. A page may hold fewer events than it might, even
   * none, and have a cursor: there was much to look through.
   */
  cursor!: string | null;
  /** The position of the log that the answer shows. */
  position!: string | null;
}

/** Refused: `invalid`. */
export class SearchEvents extends Query<AuditPage> {
  constructor(
    readonly schoolId: string,
    readonly query: AuditSearchQuery,
  ) {
    super();
  }
}

/** Later than everything: the first page begins there (ms; the end of the year 9999). */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

@QueryHandler(SearchEvents)
export class SearchEventsHandler implements IQueryHandler<SearchEvents> {
  constructor(
    private readonly reader: Reader,
    private readonly teller: Teller,
    @InjectEventStore() private readonly log: EventStore,
  ) {}

  execute({ schoolId, query }: SearchEvents): Promise<AuditPage> {
    const { asOf, minPosition, limit, cursor, ...filter } = query;
    const from = query.from === undefined ? undefined : Date.parse(query.from);
    const to = query.to === undefined ? LATEST : Date.parse(query.to);
    if (from !== undefined && to < from) {
      throw invalidField('to', 'order', 'The last instant lies before the first.');
    }
    const after = cursor === undefined ? beforeAllAt(to) : placeFrom(cursor);
    const models = [...auditModels, ...this.teller.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const shown = position as Position | null;
      if (shown === null) return { ...nothing(), cursor: null, position };
      const plan = await planOf(filter, { log: this.log, snapshot, schoolId });
      const search = new NewestFirst(this.log, { ...plan, schoolId, shown, from, after, limit });
      const { found, next } = await search.page(snapshot);
      const told = await this.teller.tell(snapshot, schoolId, found);
      return { ...told, cursor: next === null ? null : cursorOf(next), position };
    });
  }
}

const nothing = (): ToldEvents => ({
  events: [],
  people: [],
  lessons: [],
  registers: [],
  groups: [],
  subjects: [],
});

@Controller('audit/events')
export class SearchEventsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Everything that was recorded in the school: by whom, about whom, where, in which session and when. */
  @Get()
  @Access(audits)
  events(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: AuditSearchQuery,
  ): Promise<AuditPage> {
    return this.queries.execute(new SearchEvents(schoolId, query));
  }
}
