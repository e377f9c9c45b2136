import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import {
  addDays,
  type Clock,
  DAY_MS,
  type Instant,
  instant,
  invalidField,
  isId,
  notFound,
  within,
} from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  IdPipe,
  InjectClock,
  IsInstant,
  type Principal,
  Reader,
} from '#platform';
import type { Snapshot } from '#projecting';
import { findAll } from '../find-all.ts';
import type { LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { Omittable } from '../omittable.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery } from '../reading.ts';
import { SubjectCardView, subjectView } from '../register/register-cards.ts';
import { type DatedWorkDoc, datedWorks } from '../work/dated-works.projection.ts';
import { changesIn, changesInWork, DiaryChange } from './changes-of-pupil.ts';
import { diaryReaders } from './diary-readers.ts';

/** Nobody was away for longer than a summer. */
const LONGEST_DAYS = 100;
/** A lesson changes after at most so many days, or is planned so long before: a school year and its summer. */
const YEAR_DAYS = 400;

export class DiaryChangesQuery extends ReadQuery {
  /** An instant (ISO 8601), at most 100 days ago: what was recorded after it. */
  @IsInstant()
  since!: string;

  /** The most changes in the answer. */
  @Omittable()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = 100;

  /** The `cursor` of the page before. */
  @Omittable()
  @IsString()
  @MaxLength(100)
  cursor?: string;
}

/** What is new in a pupil's diary: nothing of other pupils is in it. */
export class DiaryChanges {
  pupil!: PersonCard;
  /** ISO 8601, UTC. */
  since!: Instant;
  /** The newest first. */
  changes!: DiaryChange[];
  subjects!: SubjectCardView[];
  /** Those who recorded them. */
  staff!: PersonCard[];
  /** Ask for the next page with it; null on the last page. */
  cursor!: string | null;
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid`, `not-found`. */
export class GetDiaryChanges extends Query<DiaryChanges> {
  constructor(
    readonly schoolId: string,
    readonly pupilId: string,
    readonly query: DiaryChangesQuery,
  ) {
    super();
  }
}

@QueryHandler(GetDiaryChanges)
export class GetDiaryChangesHandler implements IQueryHandler<GetDiaryChanges> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, pupilId, query }: GetDiaryChanges): Promise<DiaryChanges> {
    const { asOf, minPosition, limit } = query;
    const after = Date.parse(query.since);
    if (after < this.clock.now() - LONGEST_DAYS * DAY_MS) {
      throw invalidField('since', 'length', `At most ${LONGEST_DAYS} days at once.`);
    }
    const since = instant(after);
    const last = query.cursor === undefined ? null : placeIn(query.cursor);
    const { directory } = this;
    const models = [lessons.name, datedWorks.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const [pupil] = await cardsOf(directory, snapshot, schoolId, [pupilId]);
      if (pupil === undefined) throw notFound('pupil', pupilId);
      const found = (await this.#since(snapshot, schoolId, pupilId, since))
        .filter((change) => last === null || newestFirst(change, last) > 0)
        .sort(newestFirst);
      const changes = found.slice(0, limit);
      const subjectIds = changes.map(({ subjectId }) => subjectId);
      const subjects = await directory.subjects(snapshot, schoolId, subjectIds);
      return {
        pupil,
        since,
        changes,
        subjects: [...subjects.values()].map(subjectView),
        staff: await cardsOf(
          directory,
          snapshot,
          schoolId,
          changes.map(({ by }) => by),
        ),
        cursor: found.length > limit ? cursorOf(changes.at(-1)!) : null,
        position,
      };
    });
  }

  /** What was recorded after an instant, in no order. Only lessons and works are read that have news since. */
  async #since(
    snapshot: Snapshot,
    schoolId: string,
    pupilId: string,
    since: Instant,
  ): Promise<DiaryChange[]> {
    const day = since.slice(0, 10);
    const [first, last] = [addDays(day, -YEAR_DAYS), addDays(day, LONGEST_DAYS + YEAR_DAYS)];
    const found = new Map<string, DiaryChange>();
    for (const group of await this.directory.groupsOf(snapshot, schoolId, pupilId, first, last)) {
      const stays = group.members.filter((stay) => stay.pupilId === pupilId);
      const options = { index: 'byNews', prefix: [group.groupId], from: day };
      for (const lesson of await findAll<LessonDoc>(snapshot, lessons.name, schoolId, options)) {
        if (!stays.some((stay) => within(lesson.date, stay))) continue;
        for (const change of changesIn(lesson, pupilId)) {
          if (change.recordedAt > since) found.set(change.eventId, change);
        }
      }
      for (const work of await findAll<DatedWorkDoc>(snapshot, datedWorks.name, schoolId, options)) {
        if (!stays.some((stay) => within(work.date, stay))) continue;
        for (const change of changesInWork(work, pupilId)) {
          if (change.recordedAt > since) found.set(change.eventId, change);
        }
      }
    }
    return [...found.values()];
  }
}

type Place = Pick<DiaryChange, 'recordedAt' | 'eventId'>;

function newestFirst(a: Place, b: Place): number {
  if (a.recordedAt !== b.recordedAt) return a.recordedAt > b.recordedAt ? -1 : 1;
  return a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0;
}

const cursorOf = ({ recordedAt, eventId }: Place): string => `${Date.parse(recordedAt)}.${eventId}`;

function placeIn(cursor: string): Place {
  const [ms = '', eventId = ''] = cursor.split('.');
  const isPlace = /^\d{1,15}$/.test(ms) && isId(eventId) && cursor === `${ms}.${eventId}`;
  if (!isPlace) throw invalidField('cursor', 'unknown', 'No page of this list gave this cursor.');
  return { recordedAt: instant(Number(ms)), eventId };
}

@Controller('diaries/:pupilId/changes')
export class GetDiaryChangesRoute {
  constructor(private readonly queries: QueryBus) {}

  /** What is new in a pupil's diary since an instant: marks, attendance, homework, with what stood before. */
  @Get()
  @Access(diaryReaders)
  changes(
    @CurrentPrincipal() principal: Principal,
    @Param('pupilId', IdPipe) pupilId: string,
    @QueryParams() query: DiaryChangesQuery,
  ): Promise<DiaryChanges> {
    return this.queries.execute(new GetDiaryChanges(principal.schoolId, pupilId, query));
  }
}
