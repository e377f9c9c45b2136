import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, Min } from 'class-validator';
import { type Clock, instant } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import type { GroupKind, SchoolPolicy } from '#school/events';
import { policyInForce } from '../criteria/policy-in-force.ts';
import { ledger } from '../ledger/ledger.projection.ts';
import { countsOnline, isKept, type LedgerLesson, onlineUntil, takesPlace } from '../ledger/ledger-lesson.ts';
import { readinessModels } from '../models.ts';
import { instantOfReport, periodOf, PeriodQuery } from '../period.ts';

export class LateEntriesQuery extends PeriodQuery {
  /** Only lessons given by this teacher. */
  @IsOptional()
  @IsUUID()
  teacherId?: string;

  /** The most lessons looked at for one answer. A page may hold fewer; there is more while it has a cursor. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(5000)
  limit?: number;

  /** Where the page before ended. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

/** A lesson with entries after its 24 hours, or with none although they have run out. */
export class LateLesson {
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  subject!: string | null;
  kind!: GroupKind;
  /** Which line of the report counts it: 1 lessons, 2 electives, clubs and extended-day groups. */
  line!: 1 | 2;
  classIds!: string[];
  teacherIds!: string[];
  date!: string;
  number!: number;
  /** UTC. */
  endsAt!: string;
  /** The last instant that was on time, UTC. */
  onTimeUntil!: string;
  /** No entry at all. */
  missing!: boolean;
  late!: number;
  onTime!: number;
  /** When the first late entry was recorded, UTC; null when missing. */
  firstLateAt!: string | null;
  /** The events of the late entries. */
  eventIds!: string[];
}

/** For the control of timeliness by the deputy head. Lateness is a fact, not a lock. */
export class LateEntries {
  from!: string;
  to!: string;
  at!: string;
  position!: string | null;
  policyVersion!: number;
  lessons!: LateLesson[];
  cursor?: string;
}

export class GetLateEntries extends Query<LateEntries> {
  constructor(
    readonly schoolId: string,
    readonly query: LateEntriesQuery,
  ) {
    super();
  }
}

@QueryHandler(GetLateEntries)
export class GetLateEntriesHandler implements IQueryHandler<GetLateEntries> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ schoolId, query }: GetLateEntries): Promise<LateEntries> {
    const { from, to } = periodOf(query);
    const at = instantOfReport(query, this.clock.now());
    const { asOf, minPosition, teacherId, limit = 1000, cursor } = query;
    const models = [...readinessModels, ...this.directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const { version, policy } = await policyInForce(snapshot, schoolId, at);
      const page = await snapshot.find(ledger.name, schoolId, {
        ...(teacherId === undefined
          ? { index: 'byDate', prefix: [] }
          : { index: 'byTeacher', prefix: [teacherId] }),
        from,
        to,
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const late = page.docs
        .map((doc) => lateLesson(JSON.parse(doc.body) as LedgerLesson, policy, at))
        .filter((lesson) => lesson !== null);
      const ids = [...new Set(late.map((lesson) => lesson.subjectId))];
      const subjects = await this.directory.subjects(snapshot, schoolId, ids);
      return {
        from,
        to,
        at: instant(at),
        position,
        policyVersion: version,
        lessons: late.map((lesson) => ({
          ...lesson,
          subject: subjects.get(lesson.subjectId)?.title ?? null,
        })),
        ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
      };
    });
  }
}

/** The lesson's lateness at an instant (ms), or null when there is nothing late about it. */
export function lateLesson(
  lesson: LedgerLesson,
  policy: SchoolPolicy,
  at: number,
): Omit<LateLesson, 'subject'> | null {
  if (!takesPlace(lesson)) return null;
  const until = onlineUntil(lesson, policy.onlineFrom);
  const counted = lesson.entries.filter(countsOnline);
  const late = counted.filter((entry) => entry.at > until).sort((a, b) => a.at - b.at);
  const missing = !isKept(lesson) && lesson.endsAt <= at && until < at;
  if (late.length === 0 && !missing) return null;
  return {
    lessonId: lesson.lessonId,
    registerId: lesson.registerId,
    subjectId: lesson.subjectId,
    kind: lesson.kind,
    line: policy.lessonKinds.includes(lesson.kind) ? 1 : 2,
    classIds: [...lesson.classIds],
    teacherIds: [...lesson.teacherIds],
    date: lesson.date,
    number: lesson.number,
    endsAt: instant(lesson.endsAt),
    onTimeUntil: instant(until),
    missing,
    late: late.length,
    onTime: counted.length - late.length,
    firstLateAt: late[0] === undefined ? null : instant(late[0].at),
    eventIds: late.map((entry) => entry.eventId),
  };
}

@Controller('late-entries')
export class GetLateEntriesRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Lessons with late or missing entries over a period. */
  @Get()
  @Access({ 'deputy-head': 'school', head: 'school', administrator: 'school', auditor: 'school' })
  get(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: LateEntriesQuery,
  ): Promise<LateEntries> {
    return this.queries.execute(new GetLateEntries(principal.schoolId, query));
  }
}
