import { Injectable } from '@nestjs/common';
import { type Clock, type LocalDate, localDateOf, notFound, Refused } from '#kernel';
import { Directory, type GroupCard, InjectClock, type Principal, type SignInRole } from '#platform';
import type { Snapshot } from '#projecting';
import { lastsOnOrAfter } from '#school/events';

/** Who reads of every class. */
const readers: readonly SignInRole[] = ['head', 'deputy-head', 'auditor'];

/** Which classes somebody reads of: all of the school's, or those whose class teacher they are. */
@Injectable()
export class OwnClasses {
  constructor(
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /**
   * The classes that exist on some day of the period, in the order of their titles: all that are the principal's,
   * or the one asked for.
   * @throws Refused `not-found` for a group that the school does not have or that is no class, `out-of-scope` (403)
   */
  async during(
    snapshot: Snapshot,
    principal: Principal,
    { from, to, groupId }: { readonly from: LocalDate; readonly to: LocalDate; readonly groupId?: string },
  ): Promise<readonly GroupCard[]> {
    const { schoolId } = principal;
    const today = localDateOf(this.clock.now(), await this.directory.timeZone(snapshot, schoolId));
    if (groupId !== undefined) {
      const group = (await this.directory.groups(snapshot, schoolId, [groupId])).get(groupId);
      if (group?.kind !== 'class') throw notFound('class', groupId);
      if (!isOwn(group, principal, today)) {
        throw new Refused('out-of-scope', 'This is not one of yours.', { status: 403 });
      }
      return [group];
    }
    const groups = await this.directory.groupsDuring(snapshot, schoolId, from, to);
    return groups
      .filter((group) => group.kind === 'class' && isOwn(group, principal, today))
      .sort((a, b) => byTitle.compare(a.title, b.title) || (a.groupId < b.groupId ? -1 : 1));
  }
}

/** «5А» before «10А», whatever the server's locale. */
const byTitle = new Intl.Collator('ru', { numeric: true });

const isOwn = (group: GroupCard, principal: Principal, today: LocalDate): boolean =>
  readsEveryClass(principal) || leads(group, principal, today);

/** Whether somebody reads of every class of the school. */
export const readsEveryClass = ({ roles }: Principal): boolean =>
  roles.some((role) => readers.includes(role));

/** Whether somebody is class teacher of the class, on this day or to come. */
export const leads = (group: GroupCard, { roles, personId }: Principal, today: LocalDate): boolean =>
  roles.includes('class-teacher') &&
  group.classTeachers.some((stay) => stay.personId === personId && lastsOnOrAfter(stay, today));
