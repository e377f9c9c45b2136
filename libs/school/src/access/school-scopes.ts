import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, type Clock, isId, type LocalDate, localDateOf } from '#kernel';
import {
  InjectClock,
  invalidRequest,
  type Principal,
  Reader,
  ScopeChecks,
  type ScopeSubject,
} from '#platform';
import { everyDoc } from '../documents.ts';
import { groups } from '../group/group.projection.ts';
import type { Group } from '../group/group-state.ts';
import { Records } from '../records.ts';
import { lastsOn, lastsOnOrAfter } from '../stays.ts';

/** A class teacher keeps the class over the summer, until the next year has taken over. */
const SUMMER_DAYS = 100;

/**
 * Who has to do with a register, a class, a pupil, as the streams say at this moment. «Own» is what one has today
 * or is to have: a release takes effect on the day after its last day.
 */
@Injectable()
export class SchoolScopes implements OnModuleInit {
  constructor(
    private readonly checks: ScopeChecks,
    private readonly records: Records,
    private readonly reader: Reader,
    @InjectClock() private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.checks.register('own-register', (who, { params }) => this.ownRegister(who, params));
    this.checks.register('own-class', (who, { params }) => this.ownClass(who, params));
    this.checks.register('own-class-pupil', (who, { params }) => this.ownClassPupil(who, params));
    this.checks.register('own-child', (who, { params }) => this.ownChild(who, params));
    this.checks.register('self', (who, { params }) => this.self(who, params));
  }

  /** The register in `registerId` is taught by the principal. */
  async ownRegister({ schoolId, personId }: Principal, params: Params): Promise<boolean> {
    const { teachers } = await this.records.register(schoolId, idIn(params, 'registerId'));
    const today = await this.#today(schoolId);
    return teachers.some((stay) => stay.teacherId === personId && lastsOnOrAfter(stay, today));
  }

  /** The group in `groupId` or `classId` is the principal's class or a part of it. */
  async ownClass({ schoolId, personId }: Principal, params: Params): Promise<boolean> {
    const { classIds } = await this.records.group(schoolId, idIn(params, 'groupId', 'classId'));
    const today = await this.#today(schoolId);
    const classes = await this.records.groups(schoolId, classIds);
    return classes.some((one) => leads(one, personId, today));
  }

  /** The pupil in `pupilId` or `personId` is in a class of the principal's. */
  async ownClassPupil({ schoolId, personId }: Principal, params: Params): Promise<boolean> {
    const pupil = await this.records.person(schoolId, idIn(params, 'pupilId', 'personId'));
    if (personId === null) return false;
    const today = await this.#today(schoolId);
    const classes = await this.records.groups(schoolId, await this.#everLedBy(schoolId, personId));
    return classes.some(
      (one) =>
        leads(one, personId, today) &&
        one.members.some((stay) => stay.pupilId === pupil.personId && lastsOnOrAfter(stay, today)),
    );
  }

  /** The pupil in `pupilId` or `personId` is a child of the principal's, today. */
  async ownChild({ schoolId, personId }: Principal, params: Params): Promise<boolean> {
    const child = await this.records.person(schoolId, idIn(params, 'pupilId', 'personId'));
    if (personId === null) return false;
    const today = await this.#today(schoolId);
    const parent = await this.records.person(schoolId, personId);
    return parent.children.some((link) => link.childId === child.personId && lastsOn(link, today));
  }

  /** `pupilId` or `personId` is the principal. */
  async self({ schoolId, personId }: Principal, params: Params): Promise<boolean> {
    const named = await this.records.person(schoolId, idIn(params, 'pupilId', 'personId'));
    return named.personId === personId;
  }

  async #today(schoolId: string): Promise<LocalDate> {
    const { timeZone } = await this.records.school(schoolId);
    return localDateOf(this.clock.now(), timeZone);
  }

  /** Where to look, from the read model; whether it is so, their streams say. */
  #everLedBy(schoolId: string, personId: string): Promise<string[]> {
    return this.reader.read({ schoolId, models: [groups.name] }, async ({ snapshot }) => {
      const docs = await everyDoc(snapshot, groups.name, schoolId, {
        index: 'byClassTeacher',
        prefix: [personId],
      });
      return docs.map((doc) => doc.key);
    });
  }
}

type Params = ScopeSubject['params'];

const leads = (one: Group, personId: string | null, today: LocalDate): boolean =>
  today <= addDays(one.to, SUMMER_DAYS) &&
  one.classTeachers.some((stay) => stay.personId === personId && lastsOnOrAfter(stay, today));

/** The id in the first of these parameters that the route has. @throws Refused 400 when it is none */
function idIn(params: Params, ...names: readonly string[]): string {
  const field = names.find((name) => name in params);
  if (field === undefined)
    throw new Error(`A route with none of ${names.join(', ')} cannot be checked for them`);
  const id = params[field]!;
  if (!isId(id)) throw invalidRequest([{ field, rule: 'isUuid', detail: `${field} must be a UUID` }]);
  return id.toLowerCase();
}
