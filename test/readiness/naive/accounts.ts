import { dateAt, inside } from './dates.ts';
import { pupilsOn, structureOf, type Period } from './timetables.ts';
import { distinct, type Log, told } from './told.ts';

/** An account that is not blocked, as it stands at the end of the period. */
export interface NaiveAccount {
  readonly accountId: string;
  readonly madeByAdministrator: boolean;
  readonly activated: boolean;
  /** Whether it logged in, or went on with a session, on some day of the period. */
  readonly entered: boolean;
  readonly roles: readonly ('staff' | 'pupils' | 'parents')[];
  readonly classIds: readonly string[];
}

export function accountsOf(whole: Log, period: Period): NaiveAccount[] {
  const timeZone = told(whole, 'SchoolSetUp')[0]!.data.timeZone;
  const log = whole.filter(
    (event) => 'accountId' in event.data && dateAt(event.metadata.recordedAt, timeZone) <= period.to,
  );
  const structure = structureOf(whole);
  return told(log, 'AccountCreated').flatMap((made) => {
    const { accountId, personId } = made.data;
    const own = log.filter((event) => 'accountId' in event.data && event.data.accountId === accountId);
    if (told(own, 'AccountBlocked', 'AccountUnblocked').at(-1)?.type === 'AccountBlocked') return [];
    const roles = told(own, 'AccountCreated', 'RolesChanged').at(-1)!.data.roles;
    return [
      {
        accountId,
        madeByAdministrator: made.metadata.actor.role === 'administrator',
        activated: told(own, 'AccountActivated').length > 0,
        entered: told(own, 'LoggedIn', 'SessionResumed').some((event) => inside(event.data.date, period)),
        roles: distinct(
          roles.map((role) => (role === 'pupil' ? 'pupils' : role === 'parent' ? 'parents' : 'staff')),
        ),
        classIds:
          personId === null ? [] : classesOf(structure, personId, roles.includes('parent'), period.to),
      },
    ];
  });
}

/** The classes that a person is a pupil of, or as a parent has a child in, on this date. */
function classesOf(log: Log, personId: string, isParent: boolean, date: string): string[] {
  const classes = told(log, 'GroupFormed').filter(
    ({ data }) =>
      data.kind === 'class' &&
      inside(date, {
        from: data.from,
        to: told(log, 'GroupDissolved').findLast((d) => d.data.groupId === data.groupId)?.data.to ?? data.to,
      }),
  );
  const persons = [personId, ...(isParent ? childrenOn(log, personId, date) : [])];
  return classes
    .filter(({ data }) => pupilsOn(log, data.groupId, date).some((pupilId) => persons.includes(pupilId)))
    .map(({ data }) => data.groupId);
}

function childrenOn(log: Log, parentId: string, date: string): string[] {
  const links = told(log, 'ParentLinked', 'ParentUnlinked').filter(
    (event) => event.data.personId === parentId,
  );
  return links.flatMap((event, index) => {
    if (event.type !== 'ParentLinked') return [];
    const end = links
      .slice(index + 1)
      .find((later) => later.type === 'ParentUnlinked' && later.data.childId === event.data.childId);
    const to = end?.type === 'ParentUnlinked' ? end.data.to : null;
    return inside(date, { from: event.data.from, to }) ? [event.data.childId] : [];
  });
}
