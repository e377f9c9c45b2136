import type { LessonView, Wish } from './act.ts';

/** The event that stands in the place of a wish, as a lesson shows it; null when there is nothing. */
export function standingEvent(lesson: LessonView, wish: Wish): string | null {
  switch (wish.kind) {
    case 'topic':
      return lesson.topic?.eventId ?? null;
    case 'homework':
      return lesson.homework?.eventId ?? null;
    case 'comment':
      return lesson.comment?.eventId ?? null;
    case 'held':
      return lesson.held?.eventId ?? null;
    case 'roll-call':
      return lesson.rollCall?.eventId ?? null;
    case 'attendance':
      return lesson.attendance.findLast(({ pupilId }) => pupilId === wish.pupilId)?.eventId ?? null;
    case 'work':
      return lesson.works.find(({ workId }) => workId === wish.workId)?.eventId ?? null;
    case 'mark':
      return wish.markId === null
        ? cellEvent(lesson, wish.workId, wish.pupilId)
        : (lesson.marks.find(({ markId }) => markId === wish.markId)?.eventId ?? null);
  }
}

/** The latest event of the marks that stand in a pupil's cell of a work. */
function cellEvent(lesson: LessonView, workId: string, pupilId: string): string | null {
  const standing = lesson.marks.filter(
    (mark) => mark.workId === workId && mark.pupilId === pupilId && mark.value !== null,
  );
  return (
    standing.reduce<LessonView['marks'][number] | null>(
      (last, mark) => (last === null || mark.recordedAt >= last.recordedAt ? mark : last),
      null,
    )?.eventId ?? null
  );
}
