import type { LocalDate } from '#kernel';
import type { LessonEvent, LessonPlan } from './lesson.events.ts';
import type { Lesson } from './lesson-state.ts';

/** What the timetable does with a lesson. `now`: the server's clock, ms since the epoch. */
export type PlanLesson =
  | {
      readonly kind: 'PlanLesson';
      readonly lessonId: string;
      /** null outside the timetable. */
      readonly slotId: string | null;
      readonly originalDate: LocalDate;
      /** The lesson that this one is given instead of. */
      readonly insteadOf?: string;
      readonly plan: LessonPlan;
      readonly now: number;
    }
  | { readonly kind: 'UnplanLesson'; readonly now: number };

/**
 * Brings a lesson in line with the timetable, as often as it is asked. What a person wrote or changed stays: a
 * moved lesson keeps its place, a substitution its substitutes, a cancelled one stays cancelled. A lesson whose
 * planned start has come keeps its date, times and room for good – people were there – and is never taken away;
 * only who teaches whom still follows the register, since that may be recorded late.
 */
export function plan(command: PlanLesson, lesson: Lesson | null): readonly LessonEvent[] {
  if (command.kind === 'UnplanLesson') {
    if (lesson === null || lesson.status === 'unplanned') return [];
    if (lesson.touched || hasStarted(lesson, command.now)) return [];
    return [{ type: 'LessonUnplanned', data: { lessonId: lesson.lessonId } }];
  }
  const { lessonId, slotId, originalDate, insteadOf } = command;
  if (lesson === null || lesson.status === 'unplanned') {
    const pointer = insteadOf === undefined ? {} : { insteadOf };
    return [
      { type: 'LessonScheduled', data: { lessonId, slotId, originalDate, ...pointer, ...command.plan } },
    ];
  }
  const { date, number, startsAt, endsAt, room } = lesson.plan;
  const keepsPlace = lesson.moved || hasStarted(lesson, command.now);
  const next = keepsPlace ? { ...command.plan, date, number, startsAt, endsAt, room } : command.plan;
  return samePlan(next, lesson.plan) ? [] : [{ type: 'LessonReplanned', data: { lessonId, ...next } }];
}

const hasStarted = (lesson: Lesson, now: number): boolean => now >= Date.parse(lesson.plan.startsAt);

const samePlan = (a: LessonPlan, b: LessonPlan): boolean =>
  a.registerId === b.registerId &&
  a.subjectId === b.subjectId &&
  a.kind === b.kind &&
  a.date === b.date &&
  a.number === b.number &&
  a.startsAt === b.startsAt &&
  a.endsAt === b.endsAt &&
  a.room === b.room &&
  sameIds(a.groupIds, b.groupIds) &&
  sameIds(a.classIds, b.classIds) &&
  sameIds(a.teacherIds, b.teacherIds);

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);
