import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { invalidField, notFound } from '#kernel';
import { Access, CurrentPrincipal, Directory, IdPipe, type Principal, Reader } from '#platform';
import type { Key, Snapshot } from '#projecting';
import { families, type Family } from '../people/families.projection.ts';
import { NameCard, nameCard } from '../people/name-card.ts';
import { SchoolRecords } from '../people/school-records.ts';
import { lastsOnOrAfter } from '#school/events';
import { accountIdOf } from './account-ids.ts';
import type { AccountRole, BlockReason } from './account.events.ts';
import { type AccountCard, accounts, type AccountState, accountStates } from './accounts.projection.ts';
import { accountRoles } from './create-account.ts';

export class GroupAccountsQuery {
  /** Only those in this state. */
  @IsOptional()
  @IsIn(accountStates)
  state?: AccountState;

  /** Only those that have this role, beside others perhaps. */
  @IsOptional()
  @IsIn(accountRoles)
  role?: AccountRole;

  /** A receipt's position: answer only once the page shows it. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  minPosition?: string;

  /** An instant (ISO 8601) or a position: answer as it was then. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  asOf?: string;
}

export class AccountsQuery extends GroupAccountsQuery {
  /** Only the pupils of this group and their parents. They come all at once. */
  @IsOptional()
  @IsUUID()
  groupId?: string;

  /** The most accounts in the answer. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = 100;

  /** The `cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(1_024)
  cursor?: string;
}

/** One account. Instants are ISO 8601, UTC. */
export class AccountItem {
  accountId!: string;
  /** null for accounts without a person, and for a person whom no read model knows yet. */
  person!: NameCard | null;
  personId!: string | null;
  roles!: AccountRole[];
  state!: AccountState;
  createdAt!: string;
  codeExpiresAt!: string | null;
  activatedAt!: string | null;
  blockedAt!: string | null;
  blockReason!: BlockReason | null;
  /** School-local date of the last visit. */
  lastVisit!: string | null;
}

export class AccountList {
  /** In the order of creation; of a group, pupils in the order of joining, then parents. */
  accounts!: AccountItem[];
  /** Ask for the next page with it; null on the last page. */
  cursor!: string | null;
  /** The position of the log that the list shows; null before anything happened. */
  position!: string | null;
}

/** Refused: `not-found` for the group. */
export class GetAccounts extends Query<AccountList> {
  constructor(
    readonly schoolId: string,
    readonly query: AccountsQuery,
  ) {
    super();
  }
}

@QueryHandler(GetAccounts)
export class GetAccountsHandler implements IQueryHandler<GetAccounts> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly records: SchoolRecords,
  ) {}

  async execute({ schoolId, query }: GetAccounts): Promise<AccountList> {
    const { minPosition, asOf, groupId } = query;
    const models = [accounts.name, families.name, ...this.directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const page =
        groupId === undefined
          ? await this.#page(snapshot, schoolId, query)
          : { cards: await this.#ofGroup(snapshot, schoolId, groupId, query), cursor: null };
      const personIds = page.cards.map(({ personId }) => personId).filter((id) => id !== null);
      const names = await this.directory.people(snapshot, schoolId, personIds);
      return {
        accounts: page.cards.map((card) => ({
          ...card,
          roles: [...card.roles],
          person: card.personId === null ? null : nameCard(names.get(card.personId)),
        })),
        cursor: page.cursor,
        position,
      };
    });
  }

  async #page(
    snapshot: Snapshot,
    schoolId: string,
    { state, role, limit, cursor }: AccountsQuery,
  ): Promise<{ cards: AccountCard[]; cursor: string | null }> {
    const found = await snapshot.find(accounts.name, schoolId, {
      ...indexFor(state, role),
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    return {
      cards: found.docs.map(({ body }) => JSON.parse(body) as AccountCard),
      cursor: found.cursor ?? null,
    };
  }

  /** Those of the group's pupils and their parents who are or will be in it. */
  async #ofGroup(
    snapshot: Snapshot,
    schoolId: string,
    groupId: string,
    { state, role }: AccountsQuery,
  ): Promise<AccountCard[]> {
    const group = (await this.directory.groups(snapshot, schoolId, [groupId])).get(groupId);
    if (!group) throw notFound('group', groupId);
    const today = await this.records.today(schoolId);
    const pupils = group.members.filter((stay) => lastsOnOrAfter(stay, today)).map(({ pupilId }) => pupilId);
    const known = await snapshot.getMany(families.name, schoolId, [...new Set(pupils)]);
    const parents = known
      .flatMap(({ body }) => (JSON.parse(body) as Family).parents)
      .filter((link) => lastsOnOrAfter(link, today))
      .map(({ personId }) => personId);
    const ids = [...new Set([...pupils, ...parents])].map((personId) => accountIdOf(schoolId, personId));
    const docs = await snapshot.getMany(accounts.name, schoolId, ids);
    return docs
      .map(({ body }) => JSON.parse(body) as AccountCard)
      .filter((card) => state === undefined || card.state === state)
      .filter((card) => role === undefined || card.roles.includes(role));
  }
}

function indexFor(
  state: AccountState | undefined,
  role: AccountRole | undefined,
): { index: string; prefix: Key } {
  if (state !== undefined && role !== undefined) return { index: 'byStateAndRole', prefix: [state, role] };
  if (state !== undefined) return { index: 'byState', prefix: [state] };
  if (role !== undefined) return { index: 'byRole', prefix: [role] };
  return { index: 'all', prefix: [] };
}

@Controller()
export class GetAccountsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The accounts of the school. */
  @Get('accounts')
  @Access({ administrator: 'school', head: 'school', 'deputy-head': 'school', auditor: 'school' })
  all(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: AccountsQuery,
  ): Promise<AccountList> {
    if (query.groupId !== undefined && query.cursor !== undefined) {
      throw invalidField('cursor', 'not-with-group', 'The accounts of a group come all at once.');
    }
    return this.queries.execute(new GetAccounts(schoolId, query));
  }

  /** The accounts of a group's pupils and their parents: who has not activated yet. */
  @Get('groups/:groupId/accounts')
  @Access({
    administrator: 'school',
    head: 'school',
    'deputy-head': 'school',
    auditor: 'school',
    'class-teacher': 'own-class',
  })
  ofGroup(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('groupId', IdPipe) groupId: string,
    @QueryParams() query: GroupAccountsQuery,
  ): Promise<AccountList> {
    return this.queries.execute(new GetAccounts(schoolId, { ...query, groupId, limit: 500 }));
  }
}
