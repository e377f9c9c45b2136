import { type Fact, type StreamName, streamOf } from '#kernel';
import type { GroupKind } from '../words.ts';

export const onlineUnits = ['entries', 'lessons'] as const;
export const onlineStarts = ['end', 'start'] as const;

/** What the seed leaves open, decided by the school. Applies to the whole period that a report is about. */
export interface SchoolPolicy {
  /** Which lessons criteria 2, 3 and 6 count on their first line. */
  readonly lessonKinds: readonly GroupKind[];
  /** Unit of criterion 6; the other one is always shown beside it. */
  readonly onlineUnit: (typeof onlineUnits)[number];
  /** From what the 24 hours run. */
  readonly onlineFrom: (typeof onlineStarts)[number];
  /** Marks, roll call, attendance and held open so many minutes before the planned start. */
  readonly opensBeforeMinutes: number;
  /** A wrong key mended by the same person within so many minutes takes the reason «опечатка» by itself. */
  readonly typoMinutes: number;
  /** Whether the mark 1 is used. */
  readonly markOne: boolean;
  /** Whether homework may be set in grade 1. */
  readonly homeworkInGradeOne: boolean;
  /** Per cent, by criterion 1 … 6. */
  readonly targets: readonly [number, number, number, number, number, number];
}

/** In force until the school sets its own: version 0. */
export const defaultPolicy: SchoolPolicy = {
  lessonKinds: ['class', 'subgroup', 'individual'],
  onlineUnit: 'entries',
  onlineFrom: 'end',
  opensBeforeMinutes: 15,
  typoMinutes: 10,
  markOne: false,
  homeworkInGradeOne: true,
  targets: [100, 95, 90, 60, 25, 35],
};

export type PolicyEvent = Fact<'PolicySet', { version: number; policy: SchoolPolicy; reason: string }>;

export const policyStream = (schoolId: string): StreamName => streamOf(schoolId, 'policy', 'school');
