import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Instant, LocalDate } from '#kernel';
import { Access, CurrentPrincipal, Directory, IsLocalDate, type Principal, Reader } from '#platform';
import type { Snapshot } from '#projecting';
import type { GroupKind } from '#school/events';
import { findAll } from '../find-all.ts';
import type { LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery, requirePeriod } from '../reading.ts';
import { GroupCardView, groupView, SubjectCardView, subjectView } from '../register/register-cards.ts';

/** A term and the days that make its months whole. */
const LONGEST_DAYS = 100;

export class SubstitutionsQuery extends ReadQuery {
  /** First and last day, school-local, both included. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;
}

/** The lesson of another register that was given instead. */
export class LessonGivenInstead {
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  date!: LocalDate;
  number!: number;
}

/** A lesson that was not given as planned. */
export class SubstitutionLine {
  kind!: 'substituted' | 'replaced' | 'cancelled';
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  lessonKind!: GroupKind;
  groupIds!: string[];
  classIds!: string[];
  date!: LocalDate;
  number!: number;
  /** ISO 8601, UTC. */
  startsAt!: Instant;
  endsAt!: Instant;
  /** The planned teachers who do not give it. */
  missedBy!: string[];
  /** Who gives it, or what is given instead of it. */
  givenBy!: string[];
  /** What takes place instead of a replaced lesson; null when that was cancelled as well. */
  instead!: LessonGivenInstead | null;
  reason!: string;
  /** Of a cancelled lesson: the order. */
  document!: string | null;
  /** By whom and when it was said. */
  by!: string;
  recordedAt!: Instant;
}

export class TeacherTotals {
  teacherId!: string;
  /** Lessons that others gave, or that others were given instead of. */
  missed!: number;
  /** Lessons given for others. */
  given!: number;
  /** Lessons that did not take place at all. */
  cancelled!: number;
}

/** The list of missed and substituted lessons. */
export class SubstitutionList {
  from!: LocalDate;
  to!: LocalDate;
  /** In the order of the lessons. */
  lines!: SubstitutionLine[];
  /** In the order of names. */
  totals!: TeacherTotals[];
  groups!: GroupCardView[];
  subjects!: SubjectCardView[];
  staff!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid`. */
export class GetSubstitutions extends Query<SubstitutionList> {
  constructor(
    readonly schoolId: string,
    readonly query: SubstitutionsQuery,
  ) {
    super();
  }
}

@QueryHandler(GetSubstitutions)
export class GetSubstitutionsHandler implements IQueryHandler<GetSubstitutions> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, query }: GetSubstitutions): Promise<SubstitutionList> {
    const { from, to, asOf, minPosition } = query;
    requirePeriod(query, LONGEST_DAYS);
    const { directory } = this;
    const models = [lessons.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const options = { index: 'byArrangement', prefix: [], from, to };
      const found = (await findAll<LessonDoc>(snapshot, lessons.name, schoolId, options))
        // What is given instead of another stands in the line of that one.
        .filter(({ insteadOf }) => insteadOf === null);
      const instead = await givenInstead(snapshot, schoolId, found);
      const lines = found.map((lesson) => lineOf(lesson, instead.get(lesson.lessonId) ?? null));
      const groups = await directory.groups(
        snapshot,
        schoolId,
        lines.flatMap(({ groupIds, classIds }) => [...groupIds, ...classIds]),
      );
      const subjects = await directory.subjects(
        snapshot,
        schoolId,
        lines.flatMap((line) => [line.subjectId, ...(line.instead === null ? [] : [line.instead.subjectId])]),
      );
      const staff = await cardsOf(
        directory,
        snapshot,
        schoolId,
        lines.flatMap((line) => [...line.missedBy, ...line.givenBy, line.by]),
      );
      const totals = totalsOf(lines);
      return {
        from,
        to,
        lines,
        totals: staff.flatMap(({ personId }) => totals.get(personId) ?? []),
        groups: [...groups.values()].map(groupView),
        subjects: [...subjects.values()].map(subjectView),
        staff,
        position,
      };
    });
  }
}

/** By the replaced lesson, what takes place instead: the end of the chain where that was replaced again. */
async function givenInstead(
  snapshot: Snapshot,
  schoolId: string,
  found: readonly LessonDoc[],
): Promise<ReadonlyMap<string, LessonDoc>> {
  const instead = new Map<string, LessonDoc>();
  let open = found
    .filter(({ status }) => status === 'replaced')
    .map((lesson) => ({ lessonId: lesson.lessonId, next: lesson.stopped!.byLessonId! }));
  while (open.length > 0) {
    const docs = await snapshot.getMany(lessons.name, schoolId, [...new Set(open.map(({ next }) => next))]);
    const byId = new Map(docs.map(({ key, body }) => [key, JSON.parse(body) as LessonDoc]));
    const further: typeof open = [];
    for (const { lessonId, next } of open) {
      const lesson = byId.get(next);
      if (lesson?.status === 'planned') instead.set(lessonId, lesson);
      else if (lesson?.status === 'replaced') further.push({ lessonId, next: lesson.stopped!.byLessonId! });
    }
    open = further;
  }
  return instead;
}

function lineOf(lesson: LessonDoc, instead: LessonDoc | null): SubstitutionLine {
  const { teacherIds, plannedTeacherIds, stopped, substitution } = lesson;
  const said = stopped ?? substitution!;
  const place = {
    lessonId: lesson.lessonId,
    registerId: lesson.registerId,
    subjectId: lesson.subjectId,
    lessonKind: lesson.kind,
    groupIds: [...lesson.groupIds],
    classIds: [...lesson.classIds],
    date: lesson.date,
    number: lesson.number,
    startsAt: lesson.startsAt,
    endsAt: lesson.endsAt,
  };
  const why = {
    reason: said.reason,
    document: stopped?.document ?? null,
    by: said.by,
    recordedAt: said.recordedAt,
  };
  if (stopped === null) {
    return {
      kind: 'substituted',
      ...place,
      missedBy: plannedTeacherIds.filter((id) => !teacherIds.includes(id)),
      givenBy: teacherIds.filter((id) => !plannedTeacherIds.includes(id)),
      instead: null,
      ...why,
    };
  }
  const kind = stopped.byLessonId === null ? 'cancelled' : 'replaced';
  const givenBy = instead === null ? [] : [...instead.teacherIds];
  return {
    kind,
    ...place,
    missedBy: plannedTeacherIds.filter((id) => !givenBy.includes(id)),
    givenBy,
    instead: instead === null ? null : insteadView(instead),
    ...why,
  };
}

const insteadView = ({ lessonId, registerId, subjectId, date, number }: LessonDoc): LessonGivenInstead => ({
  lessonId,
  registerId,
  subjectId,
  date,
  number,
});

function totalsOf(lines: readonly SubstitutionLine[]): ReadonlyMap<string, TeacherTotals> {
  const totals = new Map<string, TeacherTotals>();
  const count = (teacherId: string, what: 'missed' | 'given' | 'cancelled'): void => {
    const known = totals.get(teacherId) ?? { teacherId, missed: 0, given: 0, cancelled: 0 };
    known[what] += 1;
    totals.set(teacherId, known);
  };
  for (const { kind, missedBy, givenBy } of lines) {
    for (const teacherId of missedBy) count(teacherId, kind === 'cancelled' ? 'cancelled' : 'missed');
    for (const teacherId of givenBy) count(teacherId, 'given');
  }
  return totals;
}

@Controller('substitutions')
export class GetSubstitutionsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Lessons of a period that others gave, that others were given instead of, or that were cancelled; with totals. */
  @Get()
  @Access({ 'deputy-head': 'school', head: 'school', administrator: 'school', auditor: 'school' })
  substitutions(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: SubstitutionsQuery,
  ): Promise<SubstitutionList> {
    return this.queries.execute(new GetSubstitutions(schoolId, query));
  }
}
