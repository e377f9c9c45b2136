import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { LocalDate } from '#kernel';
import type { Snapshot, StoredDoc } from '#projecting';
import { Access, CurrentPrincipal, IsLocalDate, type Principal, Reader } from '#platform';
import { readsAll } from '../access/who.ts';
import { bodyOf, everyDoc } from '../documents.ts';
import { byTitle, ListAnswer, ListQuery, pageOf } from '../reading.ts';
import { neverWas, touches } from '../stays.ts';
import { type GroupKind, groupKinds } from '../words.ts';
import { groups } from './group.projection.ts';
import type { Group } from './group-state.ts';

export class GroupsQuery extends ListQuery {
  /** Only of this kind. */
  @IsOptional()
  @IsIn(groupKinds)
  kind?: GroupKind;

  /** Only of this academic year. */
  @IsOptional()
  @IsUUID()
  yearId?: string;

  /** Only groups that still exist on this day or later. */
  @IsOptional()
  @IsLocalDate()
  from?: LocalDate;

  /** Only groups that exist on this day or earlier. */
  @IsOptional()
  @IsLocalDate()
  to?: LocalDate;
}

export class GroupLine {
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
  /** Pupils who have not left. */
  pupils!: number;
}

export class GroupsAnswer extends ListAnswer {
  /** By kind, grade and title. */
  items!: GroupLine[];
}

export class GetGroups extends Query<GroupsAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: GroupsQuery,
  ) {
    super();
  }
}

@QueryHandler(GetGroups)
export class GetGroupsHandler implements IQueryHandler<GetGroups> {
  constructor(private readonly reader: Reader) {}

  execute({ schoolId, query }: GetGroups): Promise<GroupsAnswer> {
    const { kind, from = '', to, minPosition, asOf } = query;
    return this.reader.read(
      { schoolId, models: [groups.name], minPosition, asOf },
      async ({ snapshot, position }) => {
        const found = (await candidates(snapshot, schoolId, query))
          .map((doc) => bodyOf<Group>(doc))
          .filter((group) => (kind === undefined || group.kind === kind) && touches(group, from, to ?? null))
          .sort(inOrder);
        const page = pageOf(found, query, (group) => group.groupId);
        return { ...page, items: page.items.map(lineOf), position };
      },
    );
  }
}

function candidates(
  snapshot: Snapshot,
  schoolId: string,
  { yearId, kind, from }: GroupsQuery,
): Promise<StoredDoc[]> {
  if (yearId !== undefined) {
    const prefix = kind === undefined ? [yearId] : [yearId, kind];
    return everyDoc(snapshot, groups.name, schoolId, { index: 'byYear', prefix });
  }
  return everyDoc(snapshot, groups.name, schoolId, {
    index: 'byLastDay',
    prefix: [],
    ...(from === undefined ? {} : { from }),
  });
}

const inOrder = (a: Group, b: Group): number =>
  groupKinds.indexOf(a.kind) - groupKinds.indexOf(b.kind) ||
  (a.grade ?? 12) - (b.grade ?? 12) ||
  byTitle.compare(a.title, b.title) ||
  (a.groupId < b.groupId ? -1 : 1);

const lineOf = (group: Group): GroupLine => ({
  groupId: group.groupId,
  yearId: group.yearId,
  kind: group.kind,
  title: group.title,
  grade: group.grade,
  shift: group.shift,
  classIds: [...group.classIds],
  from: group.from,
  to: group.to,
  dissolved: group.dissolved,
  pupils: group.members.filter((stay) => !neverWas(stay) && stay.to === null).length,
});

@Controller('groups')
export class GetGroupsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Classes and other groups of the school. */
  @Get()
  @Access(readsAll)
  groups(@CurrentPrincipal() principal: Principal, @QueryParams() query: GroupsQuery): Promise<GroupsAnswer> {
    return this.queries.execute(new GetGroups(principal.schoolId, query));
  }
}
