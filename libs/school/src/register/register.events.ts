import { type Fact, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { Grading, GroupKind } from '../words.ts';

export type RegisterEvent =
  | Fact<
      'RegisterOpened',
      {
        registerId: string;
        yearId: string;
        subjectId: string;
        /** Several when classes are taught together; all of one kind. */
        groupIds: readonly string[];
        kind: GroupKind;
        /** The classes that the groups' pupils come from. */
        classIds: readonly string[];
      }
    >
  | Fact<'RegisterTeacherAssigned', { registerId: string; teacherId: string; from: LocalDate }>
  /** `to` is the last day, folded with `withLastDay`. */
  | Fact<'RegisterTeacherReleased', { registerId: string; teacherId: string; to: LocalDate }>
  /** From this date on, until the next. */
  | Fact<'GradingSet', { registerId: string; grading: Grading; from: LocalDate }>
  /** `to` is the last day; its teachers have been released before, in the same append. */
  | Fact<'RegisterClosed', { registerId: string; to: LocalDate }>;

export const registerStream = (schoolId: string, registerId: string): StreamName =>
  streamOf(schoolId, 'register', registerId);
