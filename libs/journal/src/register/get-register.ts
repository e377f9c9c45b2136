import { Controller, Get, Header, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import { notFound } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  IdPipe,
  IsLocalDate,
  type Principal,
  Reader,
  Seals,
} from '#platform';
import type { GroupKind } from '#school/events';
import { findStored } from '../find-all.ts';
import { sealOf } from '../lesson/record-entries.ts';
import { LessonView } from '../lessons/lesson-view.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { opened, recordersIn } from '../lessons/opened.ts';
import { cardsOf, PersonCard, PupilCard, pupilsOf } from '../people/people-cards.ts';
import { ReadQuery, requirePeriod } from '../reading.ts';
import { DatedWorkView } from '../work/dated-work-view.ts';
import { datedWorks } from '../work/dated-works.projection.ts';
import { sealOfWork } from '../work/record-work.ts';
import {
  GradingView,
  GroupCardView,
  groupView,
  RegisterTeacherView,
  SubjectCardView,
  subjectView,
} from './register-cards.ts';

/** A page may span a school year. */
const LONGEST_DAYS = 400;

export class RegisterQuery extends ReadQuery {
  /** First and last day, school-local, both included. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;
}

/** A page of the journal: pupils in rows, lessons and works in columns. Averages and counts are the reader's to make. */
export class RegisterPage {
  registerId!: string;
  yearId!: string;
  kind!: GroupKind;
  from!: string;
  to!: string;
  subject!: SubjectCardView | null;
  groups!: GroupCardView[];
  gradings!: GradingView[];
  teachers!: RegisterTeacherView[];
  /** In the order of names: everyone who was in its groups by the last day, those who left too. */
  pupils!: PupilCard[];
  /** Its teachers and everyone who recorded something on this page. */
  staff!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
  /** In the order of time; cancelled and replaced ones too. */
  lessons!: LessonView[];
  /** Works beyond one lesson, by date: each stands after the lessons of its day. */
  works!: DatedWorkView[];
}

/** Answers the JSON of a `RegisterPage`, as UTF-8. Refused: `not-found`, `invalid`. */
export class GetRegister extends Query<Buffer> {
  constructor(
    readonly schoolId: string,
    readonly registerId: string,
    readonly query: RegisterQuery,
  ) {
    super();
  }
}

@QueryHandler(GetRegister)
export class GetRegisterHandler implements IQueryHandler<GetRegister> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly seals: Seals,
  ) {}

  execute({ schoolId, registerId, query }: GetRegister): Promise<Buffer> {
    const { from, to, asOf, minPosition } = query;
    requirePeriod(query, LONGEST_DAYS);
    const { directory } = this;
    const models = [lessons.name, datedWorks.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const register = (await directory.registers(snapshot, schoolId, [registerId])).get(registerId);
      if (register === undefined) throw notFound('register', registerId);
      const { yearId, kind, subjectId, groupIds, teachers, grading: gradings } = register;
      const options = { index: 'byRegister', prefix: [registerId], from, to };
      const stored = await findStored(snapshot, lessons.name, schoolId, options);
      const bodies = await opened(stored, schoolId, this.seals, sealOf);
      const storedWorks = await findStored(snapshot, datedWorks.name, schoolId, options);
      const works = await opened(storedWorks, schoolId, this.seals, sealOfWork);
      const groups = await directory.groups(snapshot, schoolId, groupIds);
      const subject = (await directory.subjects(snapshot, schoolId, [subjectId])).get(subjectId);
      const pupils = await pupilsOf(directory, snapshot, schoolId, groups.values(), to);
      const staffIds = [...teachers.map(({ teacherId }) => teacherId), ...recordersIn([...bodies, ...works])];
      const page: Omit<RegisterPage, 'lessons' | 'works'> = {
        registerId,
        yearId,
        kind: kind as GroupKind,
        from,
        to,
        subject: subject === undefined ? null : subjectView(subject),
        groups: [...groups.values()].map(groupView),
        gradings: [...gradings],
        teachers: [...teachers],
        pupils,
        staff: await cardsOf(directory, snapshot, schoolId, staffIds),
        position,
      };
      return joined([
        `${JSON.stringify(page).slice(0, -1)},"lessons":[`,
        ...withCommas(bodies),
        '],"works":[',
        ...withCommas(works),
        ']}',
      ]);
    });
  }
}

const COMMA = Buffer.from(',');

/** Bodies with commas between them. */
const withCommas = (bodies: readonly Buffer[]): readonly Buffer[] =>
  bodies.flatMap((body, index) => (index === 0 ? [body] : [COMMA, body]));

const joined = (parts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

@Controller('registers/:registerId')
export class GetRegisterRoute {
  constructor(private readonly queries: QueryBus) {}

  /** A page of the journal between two days. */
  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  @ApiOkResponse({ type: RegisterPage })
  @Access({
    teacher: 'own-register-page',
    'class-teacher': 'own-class-register',
    head: 'school',
    'deputy-head': 'school',
    administrator: 'school',
    auditor: 'school',
  })
  register(
    @CurrentPrincipal() principal: Principal,
    @Param('registerId', IdPipe) registerId: string,
    @QueryParams() query: RegisterQuery,
  ): Promise<Buffer> {
    return this.queries.execute(new GetRegister(principal.schoolId, registerId, query));
  }
}
