import { type Fact, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { GroupKind } from '../words.ts';

export type GroupEvent =
  | Fact<
      'GroupFormed',
      {
        groupId: string;
        yearId: string;
        kind: GroupKind;
        title: string;
        /** 1–11 for classes and their subgroups; null where pupils of several grades meet. */
        grade: number | null;
        shift: 1 | 2;
        /** The classes its pupils come from; a class names itself. */
        classIds: readonly string[];
        from: LocalDate;
        to: LocalDate;
      }
    >
  | Fact<'GroupRenamed', { groupId: string; title: string }>
  | Fact<'ClassTeacherAssigned', { groupId: string; personId: string; from: LocalDate }>
  /** `to` is the last day, folded with `withLastDay`. */
  | Fact<'ClassTeacherReleased', { groupId: string; personId: string; to: LocalDate }>
  | Fact<'MemberJoined', { groupId: string; pupilId: string; from: LocalDate; order: string | null }>
  /**
   * `to` is the last day in the group; old pages stay whole. Fold it with `withLastDay`: it may end a stay that was
   * told after a later one, or one that had an end already. A last day before the first takes the stay back.
   */
  | Fact<
      'MemberLeft',
      { groupId: string; pupilId: string; to: LocalDate; order: string | null; movedTo: string | null }
    >
  /** Its members and class teachers have left before, in the same append. */
  | Fact<'GroupDissolved', { groupId: string; to: LocalDate }>;

export const groupStream = (schoolId: string, groupId: string): StreamName =>
  streamOf(schoolId, 'group', groupId);
