import { addDays, type Instant, instantOf, isoWeekOf, type LocalDate, mondayOf } from '#kernel';
import type { Directory, GroupCard, SignInRole } from '#platform';
import type { Snapshot } from '#projecting';
import { type AccountStanding, rolesBefore, standing, stateBefore } from '../accounts/standing.projection.ts';
import { type Visit, visits } from '../accounts/visits.projection.ts';
import { findAll } from '../find-all.ts';

/** Criteria 4 and 5 over a set of accounts that stand (not blocked) at the end of the period. */
export interface AccountCounts {
  /** Created by an administrator: the denominator of 4. */
  created: number;
  /** Of these, the activated: the numerator of 4. */
  createdActivated: number;
  /** Activated, whoever created them («активированных в Системе»): the denominator of 5. */
  activated: number;
  /** Of these, those that entered in the period: the numerator of 5. */
  entered: number;
}

/** No accounts at all. */
export const noAccounts = (): AccountCounts => ({
  created: 0,
  createdActivated: 0,
  activated: 0,
  entered: 0,
});

export type RoleGroup = 'staff' | 'pupils' | 'parents';
export type AccountDimension = 'school' | 'class' | 'role' | 'week';

export interface AccountQuestion {
  readonly schoolId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** ms; nothing later counts. */
  readonly at: number;
  readonly timeZone: string;
}

/** The groups of roles that an account stands in; one of several roles stands in each, and once in the total. */
export const roleGroupsOf = (roles: readonly SignInRole[]): readonly RoleGroup[] => [
  ...new Set(
    roles.map((role): RoleGroup => (role === 'pupil' ? 'pupils' : role === 'parent' ? 'parents' : 'staff')),
  ),
];

/** The first instant (ms) that no longer belongs to the period: its end, or just after the instant asked about. */
export const endOf = (to: LocalDate, at: number, timeZone: string): number =>
  Math.min(Date.parse(instantOf(addDays(to, 1), '00:00', timeZone) satisfies Instant), at + 1);

/** Every account of the school with what the criteria ask of it. */
export async function allAccounts(snapshot: Snapshot, schoolId: string): Promise<AccountStanding[]> {
  const accounts: AccountStanding[] = [];
  for await (const account of findAll<AccountStanding>(snapshot, standing.name, schoolId, {
    index: 'all',
    prefix: [],
  })) {
    accounts.push(account);
  }
  return accounts;
}

/** The days of the period on which somebody entered, with who. */
export async function visitsDuring(
  snapshot: Snapshot,
  schoolId: string,
  from: LocalDate,
  to: LocalDate,
): Promise<Visit[]> {
  const found: Visit[] = [];
  for await (const visit of findAll<Visit>(snapshot, visits.name, schoolId, {
    index: 'byDate',
    prefix: [],
    from,
    to,
  })) {
    found.push(visit);
  }
  return found;
}

/** Which classes each person's account stands in: a pupil's own, a parent's children's. `before`: ms, exclusive. */
export async function classesByPerson(
  snapshot: Snapshot,
  directory: Directory,
  schoolId: string,
  classes: readonly GroupCard[],
  accounts: readonly AccountStanding[],
  on: LocalDate,
  before: number,
): Promise<Map<string, ReadonlySet<string>>> {
  const byPerson = new Map<string, Set<string>>();
  const put = (personId: string, classId: string): void => {
    const of = byPerson.get(personId);
    if (of) of.add(classId);
    else byPerson.set(personId, new Set([classId]));
  };
  for (const group of classes) {
    for (const member of group.members) {
      if (member.from <= on && (member.to === null || on <= member.to)) put(member.pupilId, group.groupId);
    }
  }
  for (const account of accounts) {
    if (account.personId === null || !rolesBefore(account, before).includes('parent')) continue;
    for (const childId of await directory.childrenOf(snapshot, schoolId, account.personId, on)) {
      for (const classId of byPerson.get(childId) ?? []) put(account.personId, classId);
    }
  }
  return byPerson;
}

/** Criteria 4 and 5 by row. `week`: accounts stand as at the end of each week, entries are those inside it. */
export async function accountCounts(
  snapshot: Snapshot,
  directory: Directory,
  question: AccountQuestion,
  dimension: AccountDimension,
): Promise<Map<string, AccountCounts>> {
  const { schoolId, from, to, at, timeZone } = question;
  const accounts = await allAccounts(snapshot, schoolId);
  const visited = await visitsDuring(snapshot, schoolId, from, to);
  const rows = new Map<string, AccountCounts>();

  const count = (
    period: { to: LocalDate },
    entered: ReadonlySet<string>,
    rowsOf: (account: AccountStanding, before: number) => Iterable<string>,
  ): void => {
    const before = endOf(period.to, at, timeZone);
    for (const account of accounts) {
      const state = stateBefore(account, before);
      if (state !== 'activated' && state !== 'not-activated') continue;
      for (const id of rowsOf(account, before)) {
        let row = rows.get(id);
        if (row === undefined) rows.set(id, (row = noAccounts()));
        const { byAdministrator } = account.created;
        if (byAdministrator) row.created += 1;
        if (state !== 'activated') continue;
        if (byAdministrator) row.createdActivated += 1;
        row.activated += 1;
        if (entered.has(account.accountId)) row.entered += 1;
      }
    }
  };

  const who = (days: readonly Visit[]): Set<string> => new Set(days.map((visit) => visit.accountId));
  switch (dimension) {
    case 'school':
      count({ to }, who(visited), () => ['']);
      break;
    case 'role':
      count({ to }, who(visited), (account, before) => roleGroupsOf(rolesBefore(account, before)));
      break;
    case 'class': {
      const classes = (await directory.groupsDuring(snapshot, schoolId, to, to)).filter(
        (group) => group.kind === 'class',
      );
      const before = endOf(to, at, timeZone);
      const of = await classesByPerson(snapshot, directory, schoolId, classes, accounts, to, before);
      count({ to }, who(visited), (account) =>
        account.personId === null ? [] : (of.get(account.personId) ?? []),
      );
      break;
    }
    case 'week':
      for (const week of weeksOf(from, to)) {
        const days = visited.filter((visit) => isoWeekOf(visit.date) === week);
        count(partOfWeek(week, from, to)!, who(days), () => [week]);
      }
      break;
  }
  return rows;
}

/** The ISO weeks that the period touches. */
export function weeksOf(from: LocalDate, to: LocalDate): string[] {
  const weeks: string[] = [];
  for (let date = from; ; date = addDays(date, 7)) {
    const week = isoWeekOf(date < to ? date : to);
    if (weeks.at(-1) !== week) weeks.push(week);
    if (date >= to) return weeks;
  }
}

/** What a period takes of an ISO week; null when it is none. */
export function partOfWeek(
  week: string,
  from: LocalDate,
  to: LocalDate,
): { from: LocalDate; to: LocalDate } | null {
  const monday = mondayOf(week);
  if (monday === null) return null;
  const sunday = addDays(monday, 6);
  return { from: monday > from ? monday : from, to: sunday < to ? sunday : to };
}
