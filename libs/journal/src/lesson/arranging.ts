import { Refused } from '#kernel';
import type { LessonEvent, LessonPlan } from './lesson.events.ts';
import type { Lesson } from './lesson-state.ts';
import { MAX_DOCUMENT, MAX_REASON } from './limits.ts';
import { limited, refusedField } from './refusals.ts';

/** Where and when a lesson is. */
export type Place = Pick<LessonPlan, 'date' | 'number' | 'startsAt' | 'endsAt' | 'room'>;

/** What the school does with a lesson as a meeting. `now`: the server's clock, ms since the epoch. */
export type ArrangeLesson =
  | {
      readonly kind: 'MoveLesson';
      readonly to: Place;
      readonly reason: string;
      readonly now: number;
    }
  | {
      readonly kind: 'CancelLesson';
      readonly reason: string;
      /** The order's number; needed once the planned end has passed. */
      readonly document: string | null;
      readonly now: number;
    }
  | { readonly kind: 'RestoreLesson'; readonly reason: string }
  | {
      readonly kind: 'SubstituteTeachers';
      readonly teacherIds: readonly string[];
      readonly reason: string;
    }
  | { readonly kind: 'WithdrawSubstitution'; readonly reason: string }
  | {
      readonly kind: 'ReplaceLesson';
      readonly byLessonId: string;
      readonly reason: string;
      readonly now: number;
    }
  /** The lesson given instead is not needed: it goes as if it had never been, unless somebody wrote in it. */
  | { readonly kind: 'WithdrawReplacement' };

/** Moves, cancels, substitutes, replaces a lesson that is planned. */
export function arrange(command: ArrangeLesson, lesson: Lesson): readonly LessonEvent[] {
  switch (command.kind) {
    case 'MoveLesson':
      return move(command, lesson);
    case 'CancelLesson':
      return cancel(command, lesson);
    case 'RestoreLesson':
      return restore(command, lesson);
    case 'SubstituteTeachers':
      return substitute(command, lesson);
    case 'WithdrawSubstitution':
      if (lesson.substitutes === null) return [];
      return [
        {
          type: 'SubstitutionWithdrawn',
          data: { lessonId: lesson.lessonId, reason: reasonOf(command.reason) },
        },
      ];
    case 'ReplaceLesson':
      return replace(command, lesson);
    case 'WithdrawReplacement':
      return withdrawReplacement(lesson);
  }
}

type CommandOf<Kind extends ArrangeLesson['kind']> = Extract<ArrangeLesson, { kind: Kind }>;

function move({ to, reason, now }: CommandOf<'MoveLesson'>, lesson: Lesson): readonly LessonEvent[] {
  requirePlanned(lesson);
  if (to.endsAt <= to.startsAt) {
    throw refusedField('invalid', 'ends', 'A lesson ends after it starts.', { status: 422 });
  }
  const { date, number, startsAt, endsAt, room } = lesson.plan;
  if (
    to.date === date &&
    to.number === number &&
    to.startsAt === startsAt &&
    to.endsAt === endsAt &&
    to.room === room
  ) {
    return [];
  }
  return [
    {
      type: 'LessonMoved',
      data: {
        lessonId: lesson.lessonId,
        ...to,
        reason: reasonOf(reason),
        afterEnd: isOver(lesson, now),
      },
    },
  ];
}

function cancel(
  { reason, document, now }: CommandOf<'CancelLesson'>,
  lesson: Lesson,
): readonly LessonEvent[] {
  const said = reasonOf(reason);
  const number = limited(document ?? '', MAX_DOCUMENT, 'document') || null;
  const { cancelled } = lesson;
  if (cancelled !== null && cancelled.reason === said && cancelled.document === number) return [];
  requirePlanned(lesson);
  const afterEnd = isOver(lesson, now);
  if (afterEnd && number === null) {
    throw refusedField('document-needed', 'document', 'A lesson that is over is cancelled by a document.', {
      status: 422,
    });
  }
  const { lessonId } = lesson;
  return [{ type: 'LessonCancelled', data: { lessonId, reason: said, document: number, afterEnd } }];
}

function restore({ reason }: CommandOf<'RestoreLesson'>, lesson: Lesson): readonly LessonEvent[] {
  if (lesson.status === 'planned') return [];
  if (lesson.status === 'unplanned') throw unplanned();
  return [{ type: 'LessonRestored', data: { lessonId: lesson.lessonId, reason: reasonOf(reason) } }];
}

function substitute(
  { teacherIds, reason }: CommandOf<'SubstituteTeachers'>,
  lesson: Lesson,
): readonly LessonEvent[] {
  requirePlanned(lesson);
  if (teacherIds.length === 0 || new Set(teacherIds).size !== teacherIds.length) {
    throw refusedField('invalid', 'teacherIds', 'Substitutes are named, each once.', { status: 422 });
  }
  if (sameTeachers(teacherIds, lesson.substitutes ?? [])) return [];
  const replaced = lesson.plan.teacherIds;
  if (sameTeachers(teacherIds, replaced)) {
    throw refusedField(
      'not-a-substitution',
      'teacherIds',
      'These are the teachers of the lesson themselves.',
    );
  }
  const { lessonId } = lesson;
  return [{ type: 'LessonSubstituted', data: { lessonId, teacherIds, replaced, reason: reasonOf(reason) } }];
}

function replace(
  { byLessonId, reason, now }: CommandOf<'ReplaceLesson'>,
  lesson: Lesson,
): readonly LessonEvent[] {
  if (lesson.status === 'replaced' && lesson.replacedBy === byLessonId) return [];
  requirePlanned(lesson);
  const { lessonId } = lesson;
  const afterEnd = isOver(lesson, now);
  return [{ type: 'LessonReplaced', data: { lessonId, byLessonId, reason: reasonOf(reason), afterEnd } }];
}

function withdrawReplacement(lesson: Lesson): readonly LessonEvent[] {
  if (lesson.status !== 'planned') return [];
  if (lesson.touched) {
    throw new Refused(
      'replacement-in-use',
      'The lesson given instead has been written in: cancel it first.',
      {
        lessonId: lesson.lessonId,
      },
    );
  }
  return [{ type: 'LessonUnplanned', data: { lessonId: lesson.lessonId } }];
}

/** Whether the planned end has passed: exactly at the end it has not. */
const isOver = (lesson: Lesson, now: number): boolean => now > Date.parse(lesson.countedEnd);

function requirePlanned(lesson: Lesson): void {
  switch (lesson.status) {
    case 'planned':
      return;
    case 'unplanned':
      throw unplanned();
    case 'cancelled':
    case 'replaced':
      throw new Refused('lesson-cancelled', 'The lesson does not take place: restore it first.', {
        lessonStatus: lesson.status,
      });
  }
}

/** The lesson was taken out of the timetable. */
export const unplanned = (): Refused =>
  new Refused('lesson-unplanned', 'The timetable no longer has this lesson.');

function reasonOf(reason: string): string {
  const said = limited(reason, MAX_REASON, 'reason');
  if (said === '') throw refusedField('reason-needed', 'reason', 'Say why.', { status: 422 });
  return said;
}

const sameTeachers = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));
