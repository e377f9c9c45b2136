import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { type Clock, invalidField, type LocalDate, localDateOf, notFound, Refused, within } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  type GroupCard,
  InjectClock,
  IsLocalDate,
  type Principal,
  Reader,
  type RegisterCard,
} from '#platform';
import type { Snapshot } from '#projecting';
import { type Grading, type GroupKind, lastsOnOrAfter } from '#school/events';
import { leads, readsEveryClass } from '../access/own-classes.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { Omittable } from '../omittable.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery, requirePeriod } from '../reading.ts';
import { GroupCardView, groupView, SubjectCardView, subjectView } from '../register/register-cards.ts';

/** A school year. */
const LONGEST_DAYS = 400;

/** At most one of `groupId` and `registerId`. */
export class MarkCountsQuery extends ReadQuery {
  /** First and last day, school-local, both included. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;

  /** Only registers of this group or with pupils of this class. */
  @Omittable()
  @IsUUID()
  groupId?: string;

  @Omittable()
  @IsUUID()
  registerId?: string;

  /** Only pupils with fewer marks than this. */
  @Omittable()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  fewerThan?: number;
}

export class MarkCount {
  pupilId!: string;
  marks!: number;
}

export class RegisterMarkCounts {
  registerId!: string;
  subjectId!: string;
  kind!: GroupKind;
  groupIds!: string[];
  /** On the last day. */
  teacherIds!: string[];
  /** On the last day; null when nobody has said. */
  grading!: Grading | null;
  /** Who is in its groups on the last day, in the order of names. */
  pupils!: MarkCount[];
}

/** How many marks pupils have in a period: накопляемость. */
export class MarkCounts {
  from!: LocalDate;
  to!: LocalDate;
  /** By title of group, then of subject. Registers without marks on the last day are left out. */
  registers!: RegisterMarkCounts[];
  groups!: GroupCardView[];
  subjects!: SubjectCardView[];
  /** The pupils and teachers named in it. */
  people!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid`, `not-found`, `out-of-scope`. */
export class GetMarkCounts extends Query<MarkCounts> {
  constructor(
    readonly principal: Principal,
    readonly query: MarkCountsQuery,
  ) {
    super();
  }
}

/** The order of titles whatever the server's locale: «5А» before «10А». */
const byTitle = new Intl.Collator('ru', { numeric: true });

@QueryHandler(GetMarkCounts)
export class GetMarkCountsHandler implements IQueryHandler<GetMarkCounts> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ principal, query }: GetMarkCounts): Promise<MarkCounts> {
    const { schoolId } = principal;
    const { from, to, asOf, minPosition, fewerThan = Number.POSITIVE_INFINITY } = query;
    requirePeriod(query, LONGEST_DAYS);
    if (query.groupId !== undefined && query.registerId !== undefined) {
      throw invalidField('groupId', 'one', 'Name either a group or a register.');
    }
    const { directory } = this;
    const models = [lessons.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const found = await this.#registers(snapshot, principal, query);
      const groups = await directory.groups(
        snapshot,
        schoolId,
        found.flatMap(({ groupIds }) => groupIds),
      );
      const subjectIds = found.map(({ subjectId }) => subjectId);
      const subjects = await directory.subjects(snapshot, schoolId, subjectIds);
      const shown: RegisterMarkCounts[] = [];
      for (const register of found) {
        const marks = await marksIn(snapshot, schoolId, register.registerId, { from, to });
        const pupils = [...membersOn(register, groups, to)]
          .map((pupilId) => ({ pupilId, marks: marks.get(pupilId) ?? 0 }))
          .filter((count) => count.marks < fewerThan);
        shown.push(countsOf(register, to, pupils));
      }
      const people = await cardsOf(
        directory,
        snapshot,
        schoolId,
        shown.flatMap((one) => [...one.teacherIds, ...one.pupils.map(({ pupilId }) => pupilId)]),
      );
      const places = new Map(people.map(({ personId }, index) => [personId, index]));
      for (const one of shown) {
        one.pupils.sort((a, b) => (places.get(a.pupilId) ?? 0) - (places.get(b.pupilId) ?? 0));
      }
      const groupOf = ({ groupIds: [first = ''] }: RegisterMarkCounts): string =>
        groups.get(first)?.title ?? '';
      const subjectOf = ({ subjectId }: RegisterMarkCounts): string => subjects.get(subjectId)?.title ?? '';
      return {
        from,
        to,
        registers: shown.sort(
          (a, b) =>
            byTitle.compare(groupOf(a), groupOf(b)) ||
            byTitle.compare(subjectOf(a), subjectOf(b)) ||
            (a.registerId < b.registerId ? -1 : 1),
        ),
        groups: [...groups.values()].map(groupView),
        subjects: [...subjects.values()].map(subjectView),
        people,
        position,
      };
    });
  }

  /** The registers with marks that the principal asks for and may read. */
  async #registers(
    snapshot: Snapshot,
    principal: Principal,
    query: MarkCountsQuery,
  ): Promise<readonly RegisterCard[]> {
    const { to, groupId, registerId } = query;
    const { schoolId } = principal;
    const today = localDateOf(this.clock.now(), await this.directory.timeZone(snapshot, schoolId));
    const asked = await this.#askedFor(snapshot, schoolId, query);
    const classIds = asked.flatMap((register) => register.classIds);
    const named = groupId === undefined ? [] : [groupId];
    const groups = await this.directory.groups(snapshot, schoolId, [...classIds, ...named]);
    if (groupId !== undefined && !groups.has(groupId)) throw notFound('group', groupId);
    const own = new Set(
      [...groups.values()].filter((one) => leads(one, principal, today)).map((one) => one.groupId),
    );
    const readsAll = readsEveryClass(principal);
    const isOwn = (register: RegisterCard): boolean =>
      readsAll ||
      register.classIds.some((classId) => own.has(classId)) ||
      (principal.roles.includes('teacher') &&
        register.teachers.some(
          (stay) => stay.teacherId === principal.personId && lastsOnOrAfter(stay, today),
        ));
    const allowed = asked.filter(isOwn);
    const ofOthers = allowed.length === 0 && !readsAll && !(groupId !== undefined && own.has(groupId));
    if (ofOthers && (groupId ?? registerId) !== undefined) {
      throw new Refused('out-of-scope', 'This is not one of yours.', { status: 403 });
    }
    return allowed.filter((register) => gradingOn(register, to) !== 'none');
  }

  async #askedFor(
    snapshot: Snapshot,
    schoolId: string,
    { from, to, groupId, registerId }: MarkCountsQuery,
  ): Promise<readonly RegisterCard[]> {
    if (registerId !== undefined) {
      const register = (await this.directory.registers(snapshot, schoolId, [registerId])).get(registerId);
      if (register === undefined) throw notFound('register', registerId);
      return [register];
    }
    const all = await this.directory.registersDuring(snapshot, schoolId, from, to);
    if (groupId === undefined) return all;
    return all.filter(({ groupIds, classIds }) => groupIds.includes(groupId) || classIds.includes(groupId));
  }
}

/** How many marks that count each pupil has in a register. */
async function marksIn(
  snapshot: Snapshot,
  schoolId: string,
  registerId: string,
  period: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<ReadonlyMap<string, number>> {
  const rows = await snapshot.tally(lessons.name, schoolId, 'marks', { prefix: [registerId], ...period });
  const counts = new Map<string, number>();
  for (const { measures } of rows) {
    for (const [pupilId, marks] of Object.entries(measures)) {
      counts.set(pupilId, (counts.get(pupilId) ?? 0) + marks);
    }
  }
  return counts;
}

const membersOn = (
  { groupIds }: RegisterCard,
  groups: ReadonlyMap<string, GroupCard>,
  day: LocalDate,
): ReadonlySet<string> =>
  new Set(
    groupIds
      .flatMap((groupId) => groups.get(groupId)?.members ?? [])
      .filter((stay) => within(day, stay))
      .map(({ pupilId }) => pupilId),
  );

/** Before the first one set, as that one says; null when nobody has said. */
const gradingOn = ({ grading }: RegisterCard, day: LocalDate): Grading | null =>
  (grading.findLast((set) => set.from <= day) ?? grading[0])?.grading ?? null;

const countsOf = (register: RegisterCard, to: LocalDate, pupils: MarkCount[]): RegisterMarkCounts => ({
  registerId: register.registerId,
  subjectId: register.subjectId,
  kind: register.kind as GroupKind,
  groupIds: [...register.groupIds],
  teacherIds: [
    ...new Set(register.teachers.filter((stay) => within(to, stay)).map(({ teacherId }) => teacherId)),
  ],
  grading: gradingOn(register, to),
  pupils,
});

@Controller('mark-counts')
export class GetMarkCountsRoute {
  constructor(private readonly queries: QueryBus) {}

  /**
   * How many marks each pupil has in each register over a period. A teacher reads of the own registers, a class
   * teacher of those of the own class.
   */
  @Get()
  @Access({
    teacher: 'school',
    'class-teacher': 'school',
    head: 'school',
    'deputy-head': 'school',
    auditor: 'school',
  })
  counts(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: MarkCountsQuery,
  ): Promise<MarkCounts> {
    return this.queries.execute(new GetMarkCounts(principal, query));
  }
}
