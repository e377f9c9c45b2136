import type { LocalDate } from '#kernel';
import type { Fold } from '#event-store';
import type { GroupEvent, GroupKind } from '#school/events';
import { lastsOn, lastsOnOrAfter, type Stay, withLastDay } from '#school/events';

/** What the journal needs to know of a group. */
export interface GroupFacts {
  readonly groupId: string;
  readonly yearId: string;
  readonly kind: GroupKind;
  /** null where pupils of several grades meet. */
  readonly grade: number | null;
  readonly shift: 1 | 2;
  readonly classIds: readonly string[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly members: ReadonlyMap<string, readonly Stay[]>;
  readonly classTeachers: readonly (Stay & { readonly personId: string })[];
}

/** A group as the journal reads it from its stream; null before it was formed. */
export const groupFacts: Fold<GroupFacts | null, GroupEvent> = {
  name: 'journal-group',
  initial: null,
  evolve(group, event) {
    if (event.type === 'GroupFormed') {
      const { title: _title, ...formed } = event.data;
      return { ...formed, members: new Map(), classTeachers: [] };
    }
    if (group === null) return null;
    switch (event.type) {
      case 'GroupRenamed':
        return group;
      case 'ClassTeacherAssigned': {
        const { personId, from } = event.data;
        return { ...group, classTeachers: [...group.classTeachers, { personId, from, to: null }] };
      }
      case 'ClassTeacherReleased': {
        const { personId, to } = event.data;
        return {
          ...group,
          classTeachers: withLastDay(group.classTeachers, to, (stay) => stay.personId === personId),
        };
      }
      case 'MemberJoined': {
        const { pupilId, from } = event.data;
        const stays = [...(group.members.get(pupilId) ?? []), { from, to: null }];
        return { ...group, members: new Map(group.members).set(pupilId, stays) };
      }
      case 'MemberLeft': {
        const { pupilId, to } = event.data;
        const stays = withLastDay(group.members.get(pupilId) ?? [], to, () => true);
        return { ...group, members: new Map(group.members).set(pupilId, stays) };
      }
      case 'GroupDissolved':
        return { ...group, to: event.data.to };
    }
  },
};

/** Whether the group exists on this day. */
export const existsOn = (group: GroupFacts, day: LocalDate): boolean => group.from <= day && day <= group.to;

/** Whether the pupil belongs to the group on this day. */
export const isMember = (group: GroupFacts, pupilId: string, day: LocalDate): boolean =>
  existsOn(group, day) && (group.members.get(pupilId) ?? []).some((stay) => lastsOn(stay, day));

/** Whether the person is class teacher of the group on this day or is to be. */
export const isClassTeacher = (group: GroupFacts, personId: string, day: LocalDate): boolean =>
  group.classTeachers.some((stay) => stay.personId === personId && lastsOnOrAfter(stay, day));
