import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Access, CurrentPrincipal, type PersonName, type Principal, Reader } from '#platform';
import { readsAll } from '../access/who.ts';
import { Names } from '../directory/names.ts';
import { everyDoc } from '../documents.ts';
import { byTitle, ListAnswer, ListQuery, pageOf } from '../reading.ts';
import { type PersonKind, personKinds } from './person.events.ts';
import { people } from './person.projection.ts';

export class PeopleQuery extends ListQuery {
  /** Only of this kind. */
  @IsOptional()
  @IsIn(personKinds)
  kind?: PersonKind;

  /** The beginning of «family name given name patronymic»; «е» finds «ё» too. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
}

export class PersonLine {
  personId!: string;
  kind!: PersonKind;
  familyName!: string;
  givenName!: string;
  /** Empty when there is none. */
  patronymic!: string;
}

export class PeopleAnswer extends ListAnswer {
  /** By name. The erased are left out. */
  items!: PersonLine[];
}

export class GetPeople extends Query<PeopleAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: PeopleQuery,
  ) {
    super();
  }
}

@QueryHandler(GetPeople)
export class GetPeopleHandler implements IQueryHandler<GetPeople> {
  constructor(
    private readonly reader: Reader,
    private readonly names: Names,
  ) {}

  execute({ schoolId, query }: GetPeople): Promise<PeopleAnswer> {
    const { kind, q = '', minPosition, asOf } = query;
    return this.reader.read(
      { schoolId, models: [people.name], minPosition, asOf },
      async ({ snapshot, position }) => {
        const prefix = kind === undefined ? [] : [kind];
        const docs = await everyDoc(snapshot, people.name, schoolId, { index: 'byKind', prefix });
        const wanted = searchable(q);
        const found = (await this.names.of(schoolId, docs))
          .filter((name) => !name.erased && searchable(fullName(name)).startsWith(wanted))
          .sort((a, b) => byTitle.compare(fullName(a), fullName(b)) || (a.personId < b.personId ? -1 : 1));
        const page = pageOf(found, query, (name) => name.personId);
        return { ...page, items: page.items.map(lineOf), position };
      },
    );
  }
}

const fullName = ({ familyName, givenName, patronymic }: PersonName): string =>
  `${familyName} ${givenName} ${patronymic}`;

const searchable = (text: string): string =>
  text.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е').replaceAll(/\s+/g, ' ');

const lineOf = ({ personId, kind, familyName, givenName, patronymic }: PersonName): PersonLine => ({
  personId,
  kind,
  familyName,
  givenName,
  patronymic,
});

@Controller('people')
export class GetPeopleRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Finds people of the school by kind and the beginning of their name. */
  @Get()
  @Access(readsAll)
  people(@CurrentPrincipal() principal: Principal, @QueryParams() query: PeopleQuery): Promise<PeopleAnswer> {
    return this.queries.execute(new GetPeople(principal.schoolId, query));
  }
}
