import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsOptional, IsUUID } from 'class-validator';
import { invalidField, type LocalDate, notFound } from '#kernel';
import type { Snapshot, StoredDoc } from '#projecting';
import { Access, CurrentPrincipal, Directory, type PersonName, type Principal, Reader } from '#platform';
import { readsAll } from '../access/who.ts';
import { bodyOf, everyDoc } from '../documents.ts';
import { byTitle, ListAnswer, ListQuery, pageOf } from '../reading.ts';
import { neverWas } from '../stays.ts';
import type { Grading, GroupKind } from '../words.ts';
import { registers } from './register.projection.ts';
import type { Register } from './register-state.ts';

export class RegistersQuery extends ListQuery {
  /** Of this class and its parts. Name at least one of classId, groupId, teacherId, yearId. */
  @IsOptional()
  @IsUUID()
  classId?: string;

  /** Of exactly this group. */
  @IsOptional()
  @IsUUID()
  groupId?: string;

  /** That this person teaches or has taught. */
  @IsOptional()
  @IsUUID()
  teacherId?: string;

  /** Of this academic year. */
  @IsOptional()
  @IsUUID()
  yearId?: string;
}

export class RegisterTeacherLine {
  teacherId!: string;
  /** Empty once erased, like the other names. */
  familyName!: string;
  givenName!: string;
  /** Empty when there is none. */
  patronymic!: string;
  from!: LocalDate;
  /** The last day, or null while it lasts. */
  to!: LocalDate | null;
}

export class RegisterGroupLine {
  groupId!: string;
  title!: string;
}

export class GradingLine {
  grading!: Grading;
  /** It holds from this day until the next. */
  from!: LocalDate;
}

export class RegisterLine {
  registerId!: string;
  yearId!: string;
  subjectId!: string;
  subjectTitle!: string;
  kind!: GroupKind;
  /** Several when they are taught together. */
  groups!: RegisterGroupLine[];
  /** The classes that the groups' pupils come from. */
  classIds!: string[];
  teachers!: RegisterTeacherLine[];
  grading!: GradingLine[];
  /** The last day, or null while it is open. */
  closedOn!: LocalDate | null;
}

export class RegistersAnswer extends ListAnswer {
  /** By subject and group. */
  items!: RegisterLine[];
}

/** What is looked for. */
export interface WantedRegisters extends RegistersQuery {
  /** Those of this group, and of the parts of this class. */
  readonly ofGroup?: string;
}

/** Refused: `invalid` when nothing is named to look by; `not-found` for a group of `ofGroup` that is not there. */
export class GetRegisters extends Query<RegistersAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: WantedRegisters,
  ) {
    super();
  }
}

@QueryHandler(GetRegisters)
export class GetRegistersHandler implements IQueryHandler<GetRegisters> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, query }: GetRegisters): Promise<RegistersAnswer> {
    const { minPosition, asOf } = query;
    const models = [...new Set([registers.name, ...this.directory.models])];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const { ofGroup } = query;
      if (ofGroup !== undefined && (await this.directory.groups(snapshot, schoolId, [ofGroup])).size === 0) {
        throw notFound('group', ofGroup);
      }
      const found = (await candidates(snapshot, schoolId, query))
        .map((doc) => bodyOf<Register>(doc))
        .filter((register) => fits(register, query));
      const lines = (await this.#lines(snapshot, schoolId, found)).sort(
        (a, b) =>
          byTitle.compare(a.subjectTitle, b.subjectTitle) ||
          byTitle.compare(titlesOf(a), titlesOf(b)) ||
          (a.registerId < b.registerId ? -1 : 1),
      );
      return { ...pageOf(lines, query, (line) => line.registerId), position };
    });
  }

  async #lines(snapshot: Snapshot, schoolId: string, found: readonly Register[]): Promise<RegisterLine[]> {
    const idsOf = (ids: (register: Register) => readonly string[]): string[] => [
      ...new Set(found.flatMap(ids)),
    ];
    const teacherIds = idsOf((register) => register.teachers.map((stay) => stay.teacherId));
    const names = await this.directory.people(snapshot, schoolId, teacherIds);
    const groups = await this.directory.groups(
      snapshot,
      schoolId,
      idsOf((register) => register.groupIds),
    );
    const subjects = await this.directory.subjects(
      snapshot,
      schoolId,
      idsOf((register) => [register.subjectId]),
    );
    return found.map((register) => ({
      registerId: register.registerId,
      yearId: register.yearId,
      subjectId: register.subjectId,
      subjectTitle: subjects.get(register.subjectId)?.title ?? '',
      kind: register.kind,
      groups: register.groupIds.map((groupId) => ({ groupId, title: groups.get(groupId)?.title ?? '' })),
      classIds: [...register.classIds],
      teachers: register.teachers
        .filter((stay) => !neverWas(stay))
        .map(({ teacherId, from, to }) => ({ ...nameOf(teacherId, names), from, to })),
      grading: [...register.grading],
      closedOn: register.closedOn,
    }));
  }
}

const titlesOf = ({ groups }: RegisterLine): string => groups.map((group) => group.title).join(' ');

async function candidates(
  snapshot: Snapshot,
  schoolId: string,
  { ofGroup, classId, groupId, teacherId, yearId }: WantedRegisters,
): Promise<StoredDoc[]> {
  if (ofGroup !== undefined) {
    const found = new Map<string, StoredDoc>();
    for (const index of ['byClass', 'byGroup']) {
      const docs = await everyDoc(snapshot, registers.name, schoolId, { index, prefix: [ofGroup] });
      for (const doc of docs) found.set(doc.key, doc);
    }
    return [...found.values()];
  }
  const named = [
    { index: 'byGroup', id: groupId },
    { index: 'byClass', id: classId },
    { index: 'byTeacher', id: teacherId },
    { index: 'byYear', id: yearId },
  ].find(({ id }) => id !== undefined);
  if (named?.id === undefined) {
    throw invalidField('classId', 'required', 'Name a class, a group, a teacher or a year.');
  }
  return everyDoc(snapshot, registers.name, schoolId, { index: named.index, prefix: [named.id] });
}

const fits = (register: Register, { classId, groupId, teacherId, yearId }: RegistersQuery): boolean =>
  (classId === undefined || register.classIds.includes(classId)) &&
  (groupId === undefined || register.groupIds.includes(groupId)) &&
  (teacherId === undefined ||
    register.teachers.some((stay) => stay.teacherId === teacherId && !neverWas(stay))) &&
  (yearId === undefined || register.yearId === yearId);

function nameOf(
  teacherId: string,
  names: ReadonlyMap<string, PersonName>,
): Omit<RegisterTeacherLine, 'from' | 'to'> {
  const { familyName = '', givenName = '', patronymic = '' } = names.get(teacherId) ?? {};
  return { teacherId, familyName, givenName, patronymic };
}

@Controller('registers')
export class GetRegistersRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The registers of a class, a group, a teacher or a year. */
  @Get()
  @Access(readsAll)
  registers(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: RegistersQuery,
  ): Promise<RegistersAnswer> {
    return this.queries.execute(new GetRegisters(principal.schoolId, query));
  }
}
