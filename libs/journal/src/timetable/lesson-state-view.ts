import { DAY_MS, type Instant, instant } from '#kernel';
import { entriesOf, isAttendanceTaken, type LessonDoc, stands } from '../lessons/lesson-doc.ts';
import type { LessonPolicy } from './lesson-policy.projection.ts';

/** What is done on a lesson and what is not, for «today» and «not filled in». */
export class LessonStateView {
  /** There is a topic, planned or recorded. */
  topic!: boolean;
  homework!: boolean;
  /** The roll was called, or somebody's attendance said. */
  attendance!: boolean;
  held!: boolean;
  /** How many entries stand: marks, attendance, roll call, held, comment. */
  entries!: number;
  /** From when marks, roll call, attendance and held are taken, by the school's policy. */
  opensAt!: Instant;
  /** Until when an entry is in time: 24 hours after the planned end (or start, by policy). */
  inTimeUntil!: Instant;
}

export function stateOf(lesson: LessonDoc, policy: LessonPolicy): LessonStateView {
  const clock = policy.onlineFrom === 'end' ? lesson.clock.end : lesson.clock.start;
  const opensAt = Date.parse(lesson.startsAt) - policy.opensBeforeMinutes * 60_000;
  return {
    topic: lesson.topic !== null,
    homework: lesson.homework !== null,
    attendance: isAttendanceTaken(lesson),
    held: stands(lesson.held),
    entries: entriesOf(lesson),
    opensAt: instant(opensAt),
    inTimeUntil: instant(Date.parse(clock) + DAY_MS),
  };
}
