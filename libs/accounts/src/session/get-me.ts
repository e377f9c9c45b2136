import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import {
  Access,
  CurrentPrincipal,
  Directory,
  EVERYONE,
  type Principal,
  Reader,
  type SignInRole,
} from '#platform';
import { SchoolRecords } from '../people/school-records.ts';
import { NameCard, nameCard } from '../people/name-card.ts';

export class MeQuery {
  /** A receipt's position: answer only once the page shows it. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  minPosition?: string;
}

/** Who is signed in. */
export class Me {
  accountId!: string;
  schoolId!: string;
  sessionId!: string;
  roles!: SignInRole[];
  /** null for accounts without a person (auditors and region officers from outside). */
  person!: NameCard | null;
  /** For parents: the children linked today. Empty for all others. */
  children!: NameCard[];
  /** IANA name of the school's time zone. */
  timeZone!: string;
  /** Today by the school's clocks. */
  today!: string;
  /** The position of the log that the names show; null before anything happened. */
  position!: string | null;
}

export class GetMe extends Query<Me> {
  constructor(
    readonly principal: Principal,
    readonly query: MeQuery,
  ) {
    super();
  }
}

@QueryHandler(GetMe)
export class GetMeHandler implements IQueryHandler<GetMe> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly records: SchoolRecords,
  ) {}

  async execute({ principal, query: { minPosition } }: GetMe): Promise<Me> {
    const { accountId, schoolId, sessionId, personId } = principal;
    const roles = [...principal.roles];
    const [timeZone, today] = await Promise.all([
      this.records.timeZone(schoolId),
      this.records.today(schoolId),
    ]);
    const { models } = this.directory;
    return this.reader.read({ schoolId, models, minPosition }, async ({ snapshot, position }) => {
      const childIds =
        personId !== null && roles.includes('parent')
          ? await this.directory.childrenOf(snapshot, schoolId, personId, today)
          : [];
      const ids = personId === null ? childIds : [personId, ...childIds];
      const names = await this.directory.people(snapshot, schoolId, ids);
      const named = (id: string): NameCard | null => nameCard(names.get(id));
      return {
        accountId,
        schoolId,
        sessionId,
        roles,
        person: personId === null ? null : named(personId),
        children: childIds.map(named).filter((child) => child !== null),
        timeZone,
        today,
        position,
      };
    });
  }
}

@Controller('me')
export class GetMeRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The account that asks: person, roles, children. */
  @Get()
  @Access(EVERYONE)
  me(@CurrentPrincipal() principal: Principal, @QueryParams() query: MeQuery): Promise<Me> {
    return this.queries.execute(new GetMe(principal, query));
  }
}
