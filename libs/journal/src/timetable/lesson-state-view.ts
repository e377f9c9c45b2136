import { DAY_MS, type Instant, instant, within } from '#kernel';
import type { GroupCard } from '#platform';
import { entriesOf, isAttendanceTaken, type LessonDoc, stands } from '../lessons/lesson-doc.ts';
import type { LessonPolicy } from './lesson-policy.projection.ts';

/** What is done on a lesson and what is not, for «today» and «not filled in». */
export class LessonStateView {
  /** There is a topic, planned or recorded. */
  topic!: boolean;
  /** The topic stands as the plan has it: the teacher has not recorded one yet. */
  topicPlanned!: boolean;
  homework!: boolean;
  /** The roll was called, or somebody's attendance said. */
  attendance!: boolean;
  held!: boolean;
  /** How many entries stand: marks, attendance, roll call, held, comment. */
  entries!: number;
  /** How many marks stand, and how many pupils belong to its groups on its day. */
  marks!: number;
  members!: number;
  /** From when marks, roll call, attendance and held are taken, by the school's policy. */
  opensAt!: Instant;
  /** Until when an entry is in time: 24 hours after the planned end (or start, by policy). */
  inTimeUntil!: Instant;
}

/** @param groups the lesson's groups by id */
export function stateOf(
  lesson: LessonDoc,
  policy: LessonPolicy,
  groups: ReadonlyMap<string, GroupCard>,
): LessonStateView {
  const clock = policy.onlineFrom === 'end' ? lesson.clock.end : lesson.clock.start;
  const opensAt = Date.parse(lesson.startsAt) - policy.opensBeforeMinutes * 60_000;
  return {
    topic: lesson.topic !== null,
    topicPlanned: lesson.topic?.planned ?? false,
    homework: lesson.homework !== null,
    attendance: isAttendanceTaken(lesson),
    held: stands(lesson.held),
    entries: entriesOf(lesson),
    marks: lesson.marks.filter(stands).length,
    members: membersOf(lesson, groups),
    opensAt: instant(opensAt),
    inTimeUntil: instant(Date.parse(clock) + DAY_MS),
  };
}

function membersOf({ groupIds, date }: LessonDoc, groups: ReadonlyMap<string, GroupCard>): number {
  const members = groupIds.flatMap((groupId) => groups.get(groupId)?.members ?? []);
  return new Set(members.filter((stay) => within(date, stay)).map(({ pupilId }) => pupilId)).size;
}
