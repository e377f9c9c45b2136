import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type LocalDate, notFound } from '#kernel';
import type { Snapshot, StoredDoc } from '#projecting';
import {
  Access,
  ActingRole,
  CurrentPrincipal,
  IdPipe,
  type Principal,
  Reader,
  type SignInRole,
} from '#platform';
import { readsAll } from '../access/who.ts';
import { Names } from '../directory/names.ts';
import { bodyOf, everyDoc } from '../documents.ts';
import { groups } from '../group/group.projection.ts';
import type { Group } from '../group/group-state.ts';
import { ReadAnswer, ReadQuery } from '../reading.ts';
import { neverWas } from '../stays.ts';
import type { GroupKind } from '../words.ts';
import type { PersonKind } from './person.events.ts';
import { people } from './person.projection.ts';
import type { Person } from './person.ts';

export class RelativeLine {
  personId!: string;
  familyName!: string;
  givenName!: string;
  /** Empty when there is none. */
  patronymic!: string;
  erased!: boolean;
  /** The first day of the link. */
  from!: LocalDate;
  /** The last day, or null while it lasts. */
  to!: LocalDate | null;
  /** Of parents, and only for the staff. */
  phone?: string;
  /** Of parents, and only for the staff. */
  email?: string;
}

export class StayLine {
  groupId!: string;
  kind!: GroupKind;
  title!: string;
  from!: LocalDate;
  /** The last day, or null while it lasts. */
  to!: LocalDate | null;
}

export class PersonAnswer extends ReadAnswer {
  personId!: string;
  kind!: PersonKind;
  /** Everything about the person is gone for ever. */
  erased!: boolean;
  familyName!: string | null;
  givenName!: string | null;
  patronymic!: string | null;
  birthDate!: LocalDate | null;
  phone!: string | null;
  email!: string | null;
  /** A staff member's: «учитель математики». */
  jobTitle!: string | null;
  children!: RelativeLine[];
  parents!: RelativeLine[];
  /** A pupil's stays in groups, the latest first. */
  stays!: StayLine[];
}

/** Refused: `not-found`. */
export class GetPerson extends Query<PersonAnswer> {
  constructor(
    readonly schoolId: string,
    readonly personId: string,
    /** Whether to tell how parents are reached. */
    readonly withContacts: boolean,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetPerson)
export class GetPersonHandler implements IQueryHandler<GetPerson> {
  constructor(
    private readonly reader: Reader,
    private readonly names: Names,
  ) {}

  execute({ schoolId, personId, withContacts, query }: GetPerson): Promise<PersonAnswer> {
    const models = [people.name, groups.name];
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      const doc = await snapshot.get(people.name, schoolId, personId);
      if (doc === null) throw notFound('person', personId);
      const person = bodyOf<Person>(doc);
      const [details] = await this.names.details(schoolId, [person]);
      return {
        personId,
        kind: person.kind,
        erased: details === null,
        familyName: details?.familyName ?? null,
        givenName: details?.givenName ?? null,
        patronymic: details?.patronymic ?? null,
        birthDate: details?.birthDate ?? null,
        phone: details?.phone ?? null,
        email: details?.email ?? null,
        jobTitle: details?.jobTitle ?? null,
        children: await this.#childrenOf(snapshot, schoolId, person),
        parents: await this.#parentsOf(snapshot, schoolId, personId, withContacts),
        stays: await staysOf(snapshot, schoolId, personId),
        position,
      };
    });
  }

  async #childrenOf(snapshot: Snapshot, schoolId: string, parent: Person): Promise<RelativeLine[]> {
    const links = parent.children.filter((link) => !neverWas(link));
    const childIds = [...new Set(links.map((link) => link.childId))];
    const names = await this.#namesOf(schoolId, await snapshot.getMany(people.name, schoolId, childIds));
    return links.flatMap(({ childId, from, to }) => {
      const name = names.get(childId);
      return name === undefined ? [] : [{ ...name, from, to }];
    });
  }

  async #parentsOf(
    snapshot: Snapshot,
    schoolId: string,
    childId: string,
    withContacts: boolean,
  ): Promise<RelativeLine[]> {
    const docs = await everyDoc(snapshot, people.name, schoolId, { index: 'byChild', prefix: [childId] });
    const parents = docs.map((doc) => bodyOf<Person>(doc));
    const names = await this.#namesOf(schoolId, docs);
    const details = withContacts ? await this.names.details(schoolId, parents) : [];
    return parents.flatMap((parent, index) => {
      const { phone, email } = details[index] ?? {};
      const contacts = { ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
      return parent.children
        .filter((link) => link.childId === childId && !neverWas(link))
        .map(({ from, to }) => ({ ...names.get(parent.personId)!, ...contacts, from, to }));
    });
  }

  async #namesOf(
    schoolId: string,
    docs: readonly StoredDoc[],
  ): Promise<Map<string, Omit<RelativeLine, 'from' | 'to'>>> {
    const names = await this.names.of(schoolId, docs);
    return new Map(names.map(({ kind: _, ...name }) => [name.personId, name]));
  }
}

async function staysOf(snapshot: Snapshot, schoolId: string, pupilId: string): Promise<StayLine[]> {
  const docs = await everyDoc(snapshot, groups.name, schoolId, { index: 'byMember', prefix: [pupilId] });
  return docs
    .map((doc) => bodyOf<Group>(doc))
    .flatMap(({ groupId, kind, title, members }) =>
      members
        .filter((member) => member.pupilId === pupilId && !neverWas(member))
        .map(({ from, to }): StayLine => ({ groupId, kind, title, from, to })),
    )
    .sort((a, b) => (a.from === b.from ? (a.groupId < b.groupId ? -1 : 1) : a.from < b.from ? 1 : -1));
}

@Controller('people')
export class GetPersonRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Everything about one person: for the staff; for a pupil about themself, for a parent about their child. */
  @Get(':personId')
  @Access({ ...readsAll, 'class-teacher': 'own-class-pupil', pupil: 'self', parent: 'own-child' })
  person(
    @CurrentPrincipal() principal: Principal,
    @ActingRole() role: SignInRole,
    @Param('personId', IdPipe) personId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<PersonAnswer> {
    const withContacts = role !== 'pupil' && role !== 'parent';
    return this.queries.execute(new GetPerson(principal.schoolId, personId, withContacts, query));
  }
}
