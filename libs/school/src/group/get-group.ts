import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type LocalDate, notFound } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  IdPipe,
  type PersonName,
  type Principal,
  Reader,
} from '#platform';
import { readsAll } from '../access/who.ts';
import { bodyOf } from '../documents.ts';
import { byTitle, ReadAnswer, ReadQuery } from '../reading.ts';
import { neverWas, type Stay } from '../stays.ts';
import type { GroupKind } from '../words.ts';
import { groups } from './group.projection.ts';
import type { Group } from './group-state.ts';

export class GroupPerson {
  personId!: string;
  /** Empty once erased, like the other names. */
  familyName!: string;
  givenName!: string;
  /** Empty when there is none. */
  patronymic!: string;
  erased!: boolean;
  /** The first day in the group. */
  from!: LocalDate;
  /** The last day, or null while it lasts. */
  to!: LocalDate | null;
}

export class GroupAnswer extends ReadAnswer {
  groupId!: string;
  yearId!: string;
  kind!: GroupKind;
  title!: string;
  /** 1 … 11; null where pupils of several grades meet. */
  grade!: number | null;
  shift!: 1 | 2;
  /** The classes that its pupils come from; a class names itself. */
  classIds!: string[];
  /** The first day. */
  from!: LocalDate;
  /** The last day, earlier than planned once dissolved. */
  to!: LocalDate;
  dissolved!: boolean;
  /** Of a class, in the order of being assigned. */
  classTeachers!: GroupPerson[];
  /** By name; a pupil stands once per stay. */
  members!: GroupPerson[];
}

/** Refused: `not-found`. */
export class GetGroup extends Query<GroupAnswer> {
  constructor(
    readonly schoolId: string,
    readonly groupId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetGroup)
export class GetGroupHandler implements IQueryHandler<GetGroup> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, groupId, query }: GetGroup): Promise<GroupAnswer> {
    const models = [...new Set([groups.name, ...this.directory.models])];
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      const doc = await snapshot.get(groups.name, schoolId, groupId);
      if (doc === null) throw notFound('group', groupId);
      const { classTeachers, members, classIds, ...group } = bodyOf<Group>(doc);
      const names = await this.directory.people(snapshot, schoolId, [
        ...classTeachers.map((teacher) => teacher.personId),
        ...members.map((member) => member.pupilId),
      ]);
      return {
        ...group,
        classIds: [...classIds],
        classTeachers: classTeachers.flatMap((stay) => named(names, stay.personId, stay)),
        members: members
          .flatMap((stay) => named(names, stay.pupilId, stay))
          .sort(
            (a, b) =>
              byTitle.compare(fullName(a), fullName(b)) ||
              (a.personId === b.personId ? (a.from < b.from ? -1 : 1) : a.personId < b.personId ? -1 : 1),
          ),
        position,
      };
    });
  }
}

function named(names: ReadonlyMap<string, PersonName>, personId: string, stay: Stay): GroupPerson[] {
  const name = names.get(personId);
  if (name === undefined || neverWas(stay)) return [];
  const { familyName, givenName, patronymic, erased } = name;
  return [{ personId, familyName, givenName, patronymic, erased, from: stay.from, to: stay.to }];
}

const fullName = ({ familyName, givenName, patronymic }: GroupPerson): string =>
  `${familyName} ${givenName} ${patronymic}`;

@Controller('groups')
export class GetGroupRoute {
  constructor(private readonly queries: QueryBus) {}

  /** One group with everybody who is or was in it. */
  @Get(':groupId')
  @Access({ ...readsAll, 'class-teacher': 'own-class' })
  group(
    @CurrentPrincipal() principal: Principal,
    @Param('groupId', IdPipe) groupId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<GroupAnswer> {
    return this.queries.execute(new GetGroup(principal.schoolId, groupId, query));
  }
}
