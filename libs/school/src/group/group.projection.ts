import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import { neverWas } from '../stays.ts';
import type { GroupEvent } from './group.events.ts';
import { group } from './group.ts';
import type { Group } from './group-state.ts';

const told = (doc: Group | null, event: Recorded<GroupEvent>): Group | null => group.evolve(doc, event);

/**
 * Every group with its members and class teachers. Folded as the rules fold it: raise the version when the
 * decider's state changes.
 */
export const groups = projection<Group, GroupEvent>({
  name: 'groups',
  version: 1,
  key: (event) => event.data.groupId,
  evolve: {
    GroupFormed: told,
    GroupRenamed: told,
    ClassTeacherAssigned: told,
    ClassTeacherReleased: told,
    MemberJoined: told,
    MemberLeft: told,
    GroupDissolved: told,
  },
  indexes: {
    byLastDay: (doc) => [[doc.to]],
    byYear: (doc) => [[doc.yearId, doc.kind]],
    /** The groups whose pupils come from a class; the class itself too. */
    byClass: (doc) => doc.classIds.map((classId) => [classId, doc.kind]),
    /** Also of pupils whose stay was taken back as a mistake. */
    byMember: (doc) => each(doc.members.map((stay) => stay.pupilId)),
    byClassTeacher: (doc) =>
      each(doc.classTeachers.filter((stay) => !neverWas(stay)).map((stay) => stay.personId)),
  },
});

/** One entry for each id, however often it stands there. */
const each = (ids: readonly string[]): [string][] => [...new Set(ids)].map((id) => [id]);
