import type { LocalDate, Recorded } from '#kernel';
import { type Stay, withLastDay } from '../stays.ts';
import type { GroupKind } from '../words.ts';
import type { GroupEvent } from './group.events.ts';

/** A pupil's stay in a group. */
interface Member extends Stay {
  readonly pupilId: string;
}

interface ClassTeacher extends Stay {
  readonly personId: string;
}

export interface Group {
  readonly groupId: string;
  readonly yearId: string;
  readonly kind: GroupKind;
  readonly title: string;
  readonly grade: number | null;
  readonly shift: 1 | 2;
  /** A class names itself. */
  readonly classIds: readonly string[];
  readonly from: LocalDate;
  /** The last day, earlier than planned once dissolved. */
  readonly to: LocalDate;
  readonly dissolved: boolean;
  readonly classTeachers: readonly ClassTeacher[];
  /** In the order of joining; a pupil stands once per stay. */
  readonly members: readonly Member[];
}

/** A group after one more event. No default branch: a new event does not compile until it is handled. */
export function groupAfter(current: Group | null, event: Recorded<GroupEvent>): Group | null {
  if (event.type === 'GroupFormed') {
    return { ...event.data, dissolved: false, classTeachers: [], members: [] };
  }
  if (current === null) return null;
  switch (event.type) {
    case 'GroupRenamed':
      return { ...current, title: event.data.title };
    case 'ClassTeacherAssigned': {
      const { personId, from } = event.data;
      return { ...current, classTeachers: [...current.classTeachers, { personId, from, to: null }] };
    }
    case 'ClassTeacherReleased': {
      const { personId, to } = event.data;
      const released = (teacher: ClassTeacher): boolean => teacher.personId === personId;
      return { ...current, classTeachers: withLastDay(current.classTeachers, to, released) };
    }
    case 'MemberJoined': {
      const { pupilId, from } = event.data;
      return { ...current, members: [...current.members, { pupilId, from, to: null }] };
    }
    case 'MemberLeft': {
      const { pupilId, to } = event.data;
      return {
        ...current,
        members: withLastDay(current.members, to, (member) => member.pupilId === pupilId),
      };
    }
    case 'GroupDissolved':
      return { ...current, to: event.data.to, dissolved: true };
  }
}
