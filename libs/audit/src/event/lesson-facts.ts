import type { LessonEvent } from '#journal/events';
import type { Recorded } from '#kernel';

/** What a sentence about a lesson's event needs to know of the lesson. */
export interface LessonFacts {
  readonly lessonId: string;
  readonly registerId: string;
  readonly subjectId: string;
  readonly groupIds: readonly string[];
  /** Who gives it: the substitutes while there are any. */
  readonly teacherIds: readonly string[];
  readonly date: string;
  readonly number: number;
  readonly startsAt: string;
  readonly endsAt: string;
  /** From where the 24 hours run: a move recorded after the planned end does not restart them. */
  readonly clock: { readonly start: string; readonly end: string };
  readonly room: string | null;
  readonly status: 'planned' | 'unplanned' | 'cancelled' | 'replaced';
}

/** A lesson as its stream tells it; null for a stream of something else. */
export function lessonIn(stream: readonly Recorded[]): LessonFacts | null {
  let lesson: LessonFacts | null = null;
  let planned: readonly string[] = [];
  for (const event of stream as readonly Recorded<LessonEvent>[]) {
    if (event.type === 'LessonScheduled' || event.type === 'LessonReplanned') {
      const { lessonId, registerId, subjectId, groupIds, teacherIds } = event.data;
      const { date, number, startsAt, endsAt, room } = event.data;
      const plan = { lessonId, registerId, subjectId, groupIds, date, number, startsAt, endsAt, room };
      planned = teacherIds;
      lesson = { ...plan, clock: { start: startsAt, end: endsAt }, teacherIds, status: 'planned' };
    }
    if (lesson === null) continue;
    if (event.type === 'LessonMoved') {
      const { date, number, startsAt, endsAt, room } = event.data;
      const wasOver = event.metadata.recordedAt > lesson.clock.end;
      const clock: LessonFacts['clock'] = wasOver ? lesson.clock : { start: startsAt, end: endsAt };
      lesson = { ...lesson, date, number, startsAt, endsAt, room, clock };
    } else if (event.type === 'LessonSubstituted') lesson = { ...lesson, teacherIds: event.data.teacherIds };
    else if (event.type === 'SubstitutionWithdrawn') lesson = { ...lesson, teacherIds: planned };
    else if (event.type === 'LessonUnplanned') lesson = { ...lesson, status: 'unplanned' };
    else if (event.type === 'LessonCancelled') lesson = { ...lesson, status: 'cancelled' };
    else if (event.type === 'LessonReplaced') lesson = { ...lesson, status: 'replaced' };
    else if (event.type === 'LessonRestored') lesson = { ...lesson, status: 'planned' };
  }
  return lesson;
}
