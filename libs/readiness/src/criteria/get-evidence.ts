import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, Min } from 'class-validator';
import { type Clock, instant, invalidField, type LocalDate, notFound } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import type { Snapshot } from '#projecting';
import { rolesBefore } from '../accounts/standing.projection.ts';
import { ledger } from '../ledger/ledger.projection.ts';
import type { LedgerLesson } from '../ledger/ledger-lesson.ts';
import { readinessModels } from '../models.ts';
import { instantOfReport, periodOf, PeriodQuery } from '../period.ts';
import {
  allAccounts,
  classesByPerson,
  endOf,
  partOfWeek,
  type RoleGroup,
  roleGroupsOf,
  visitsDuring,
} from './account-counts.ts';
import { AccountEvidence, accountEvidence } from './account-evidence.ts';
import type { Question } from './assess.ts';
import type { CriterionNumber } from './indicator.ts';
import { type Counted, LessonEvidence, lessonEvidence } from './lesson-evidence.ts';
import { policyInForce } from './policy-in-force.ts';
import { classTimetables } from './timetable-counts.ts';

export class EvidenceQuery extends PeriodQuery {
  /** Only what stands in this class's row. */
  @IsOptional()
  @IsUUID()
  classId?: string;

  /** Criteria 2, 3, 6: only this teacher's row. */
  @IsOptional()
  @IsUUID()
  teacherId?: string;

  /** Criteria 2, 3, 6: only this subject's row. */
  @IsOptional()
  @IsUUID()
  subjectId?: string;

  /** Criteria 4, 5: only this group of roles. */
  @IsOptional()
  @IsIn(['staff', 'pupils', 'parents'])
  role?: RoleGroup;

  /** Only this ISO week of the period, `2026-W40`. */
  @IsOptional()
  @Matches(/^\d{4}-W\d{2}$/)
  week?: string;

  /** Only what counts so. */
  @IsOptional()
  @IsIn(['numerator', 'denominator', 'not'])
  counted?: Counted;

  /** The most rows in one answer. A page may hold fewer; there is more while it has a cursor. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;

  /** Where the page before ended. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

/** A class as evidence of criterion 1. */
export class ClassEvidence {
  classId!: string;
  title!: string;
  counted!: Counted;
  /** in-force · bare-days */
  why!: string;
  /** School days of the period on which the class has pupils. */
  schoolDays!: number;
  /** Those without a timetable in force. */
  bareDays!: string[];
  /** The publications in force. */
  eventIds!: string[];
}

export class EvidenceSubject {
  subjectId!: string;
  title!: string;
}

export class EvidenceGroup {
  groupId!: string;
  title!: string;
}

/** A name; all parts are empty once the person was erased. */
export class EvidencePerson {
  personId!: string;
  familyName!: string;
  givenName!: string;
  patronymic!: string;
}

/** What stands behind one figure: what counts, what does not, and why. One of the three lists is there. */
export class Evidence {
  criterion!: CriterionNumber;
  from!: string;
  to!: string;
  at!: string;
  position!: string | null;
  policyVersion!: number;
  classes?: ClassEvidence[];
  lessons?: LessonEvidence[];
  accounts?: AccountEvidence[];
  /** The subjects of the lessons. */
  subjects!: EvidenceSubject[];
  /** The classes of the lessons. */
  groups!: EvidenceGroup[];
  /** Who gives the lessons; whose the accounts are. */
  people!: EvidencePerson[];
  cursor?: string;
}

export class GetEvidence extends Query<Evidence> {
  constructor(
    readonly schoolId: string,
    readonly criterion: string,
    readonly query: EvidenceQuery,
  ) {
    super();
  }
}

type Part = Pick<Evidence, 'classes' | 'lessons' | 'accounts' | 'cursor'>;

@QueryHandler(GetEvidence)
export class GetEvidenceHandler implements IQueryHandler<GetEvidence> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ schoolId, criterion, query }: GetEvidence): Promise<Evidence> {
    const number = Number(criterion);
    if (!isCriterion(number)) throw notFound('criterion', criterion);
    const { from, to } = narrowed(query);
    const at = instantOfReport(query, this.clock.now());
    const models = [...readinessModels, ...this.directory.models];
    const { asOf, minPosition } = query;
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const timeZone = await this.directory.timeZone(snapshot, schoolId);
      const { version, policy } = await policyInForce(snapshot, schoolId, at);
      const question = { schoolId, from, to, at, timeZone, policy };
      const part = await this.#part(snapshot, number, question, query);
      const names = await this.#names(snapshot, schoolId, part);
      const head = { criterion: number, from, to, at: instant(at), position, policyVersion: version };
      return { ...head, ...part, ...names };
    });
  }

  async #names(
    snapshot: Snapshot,
    schoolId: string,
    { lessons = [], accounts = [] }: Part,
  ): Promise<Pick<Evidence, 'subjects' | 'groups' | 'people'>> {
    const distinct = (ids: readonly (string | null)[]): string[] => [
      ...new Set(ids.filter((id) => id !== null)),
    ];
    const subjectIds = distinct(lessons.map(({ subjectId }) => subjectId));
    const groupIds = distinct(lessons.flatMap(({ classIds }) => classIds));
    const personIds = distinct([
      ...lessons.flatMap(({ teacherIds }) => teacherIds),
      ...accounts.map(({ personId }) => personId),
    ]);
    const subjects = await this.directory.subjects(snapshot, schoolId, subjectIds);
    const groups = await this.directory.groups(snapshot, schoolId, groupIds);
    const people = await this.directory.people(snapshot, schoolId, personIds);
    return {
      subjects: [...subjects.values()].map(({ subjectId, title }) => ({ subjectId, title })),
      groups: [...groups.values()].map(({ groupId, title }) => ({ groupId, title })),
      people: [...people.values()].map(({ personId, familyName, givenName, patronymic }) => ({
        personId,
        familyName,
        givenName,
        patronymic,
      })),
    };
  }

  #part(
    snapshot: Snapshot,
    criterion: CriterionNumber,
    question: Question,
    query: EvidenceQuery,
  ): Promise<Part> {
    switch (criterion) {
      case 1:
        return this.#classes(snapshot, question, query);
      case 2:
      case 3:
      case 6:
        return this.#lessons(snapshot, criterion, question, query);
      case 4:
      case 5:
        return this.#accounts(snapshot, criterion, question, query);
    }
  }

  async #classes(snapshot: Snapshot, question: Question, query: EvidenceQuery): Promise<Part> {
    refuseFilters(query, ['teacherId', 'subjectId', 'role']);
    const rows = await classTimetables(
      snapshot,
      this.directory,
      question.schoolId,
      question.from,
      question.to,
    );
    const classes = rows.map(({ group, schoolDays, bareDays, eventIds }): ClassEvidence => ({
      classId: group.groupId,
      title: group.title,
      counted: bareDays.length === 0 ? 'numerator' : 'denominator',
      why: bareDays.length === 0 ? 'in-force' : 'bare-days',
      schoolDays: schoolDays.length,
      bareDays: [...bareDays],
      eventIds: [...eventIds],
    }));
    return {
      classes: classes.filter(
        (row) =>
          (query.classId === undefined || row.classId === query.classId) &&
          (query.counted === undefined || row.counted === query.counted),
      ),
    };
  }

  async #lessons(
    snapshot: Snapshot,
    criterion: 2 | 3 | 6,
    question: Question,
    query: EvidenceQuery,
  ): Promise<Part> {
    refuseFilters(query, ['role']);
    const { schoolId, from, to, policy, at } = question;
    const { index, prefix } = lessonIndex(query);
    const { limit = 200, cursor } = query;
    const page = await snapshot.find(ledger.name, schoolId, {
      index,
      prefix,
      from,
      to,
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const lessons = page.docs
      .map((doc) => JSON.parse(doc.body) as LedgerLesson)
      .filter(
        (lesson) =>
          (query.classId === undefined || lesson.classIds.includes(query.classId)) &&
          (query.teacherId === undefined || lesson.teacherIds.includes(query.teacherId)) &&
          (query.subjectId === undefined || lesson.subjectId === query.subjectId),
      )
      .map((lesson) => lessonEvidence(lesson, criterion, policy, at))
      .filter((row) => query.counted === undefined || row.counted === query.counted);
    return { lessons, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
  }

  async #accounts(
    snapshot: Snapshot,
    criterion: 4 | 5,
    question: Question,
    query: EvidenceQuery,
  ): Promise<Part> {
    refuseFilters(query, ['teacherId', 'subjectId']);
    const { schoolId, from, to, at, timeZone } = question;
    const accounts = await allAccounts(snapshot, schoolId);
    const days = await visitsDuring(snapshot, schoolId, from, to);
    const before = endOf(to, at, timeZone);
    let wanted = accounts.toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1));
    if (query.role !== undefined)
      wanted = wanted.filter((account) => roleGroupsOf(rolesBefore(account, before)).includes(query.role!));
    if (query.classId !== undefined) {
      const classes = (await this.directory.groupsDuring(snapshot, schoolId, to, to)).filter(
        (group) => group.groupId === query.classId,
      );
      const of = await classesByPerson(snapshot, this.directory, schoolId, classes, accounts, to, before);
      wanted = wanted.filter((account) => account.personId !== null && of.has(account.personId));
    }
    const rows = wanted
      .filter((account) => query.cursor === undefined || account.accountId > query.cursor)
      .map((account) =>
        accountEvidence(
          account,
          criterion,
          before,
          days.filter((day) => day.accountId === account.accountId),
        ),
      )
      .filter((row) => query.counted === undefined || row.counted === query.counted);
    const page = rows.slice(0, query.limit ?? 200);
    return { accounts: page, ...(page.length < rows.length ? { cursor: page.at(-1)!.accountId } : {}) };
  }
}

const isCriterion = (number: number): number is CriterionNumber =>
  Number.isInteger(number) && number >= 1 && number <= 6;

/** The period, cut to the week asked for. */
function narrowed(query: EvidenceQuery): { from: LocalDate; to: LocalDate } {
  const period = periodOf(query);
  if (query.week === undefined) return period;
  const part = partOfWeek(query.week, period.from, period.to);
  if (part === null) throw invalidField('week', 'is-iso-week', 'week must be an ISO week like 2026-W40.');
  return part;
}

/** Refuses filters that this criterion is not broken down by, rather than ignoring them. */
function refuseFilters(query: EvidenceQuery, names: readonly (keyof EvidenceQuery)[]): void {
  for (const name of names) {
    if (query[name] !== undefined) {
      throw invalidField(name, 'not-for-this-criterion', `This criterion is not broken down by ${name}.`);
    }
  }
}

function lessonIndex(query: EvidenceQuery): { index: string; prefix: string[] } {
  if (query.teacherId !== undefined) return { index: 'byTeacher', prefix: [query.teacherId] };
  if (query.classId !== undefined) return { index: 'byClass', prefix: [query.classId] };
  if (query.subjectId !== undefined) return { index: 'bySubject', prefix: [query.subjectId] };
  return { index: 'byDate', prefix: [] };
}

@Controller('readiness')
export class GetEvidenceRoute {
  constructor(private readonly queries: QueryBus) {}

  /** What stands behind one criterion's figure: which lessons, accounts or classes count, which do not, and why. */
  @Get(':criterion/evidence')
  @Access({ administrator: 'school', head: 'school', 'deputy-head': 'school', auditor: 'school' })
  get(
    @CurrentPrincipal() principal: Principal,
    @Param('criterion') criterion: string,
    @QueryParams() query: EvidenceQuery,
  ): Promise<Evidence> {
    return this.queries.execute(new GetEvidence(principal.schoolId, criterion, query));
  }
}
