import { type Key, projection } from '#projecting';
import type { LessonEvent, LessonPlan } from '#journal/events';
import {
  isKept,
  isPlanned,
  type LedgerEntry,
  type LedgerLesson,
  onlineCounts,
  takesPlace,
} from './ledger-lesson.ts';

/** What the envelope of an event adds to an entry. */
interface Recording {
  readonly id: string;
  readonly metadata: { readonly recordedAt: string };
}

type EntryFact = Pick<LedgerEntry, 'entryId' | 'kind'> & Partial<Pick<LedgerEntry, 'imported' | 'later'>>;

/** Adds an entry unless the same one stands already: then this was a correction, and the first recording counts. */
function entered(lesson: LedgerLesson | null, event: Recording, entry: EntryFact): LedgerLesson | null {
  if (lesson === null) return null;
  const same = (other: LedgerEntry): boolean =>
    other.revokedBy === null &&
    (other.entryId === entry.entryId ||
      (other.kind === entry.kind &&
        (entry.kind === 'held' || entry.kind === 'comment' || entry.kind === 'roll-call')));
  if (lesson.entries.some(same)) return lesson;
  const added: LedgerEntry = {
    imported: false,
    later: null,
    ...entry,
    eventId: event.id,
    at: Date.parse(event.metadata.recordedAt),
    revokedBy: null,
  };
  return { ...lesson, entries: [...lesson.entries, added] };
}

/** Takes back the standing entry with this id. */
function revoked(lesson: LedgerLesson | null, event: Recording, entryId: string): LedgerLesson | null {
  if (lesson === null) return null;
  return {
    ...lesson,
    entries: lesson.entries.map((entry) =>
      entry.entryId === entryId && entry.revokedBy === null ? { ...entry, revokedBy: event.id } : entry,
    ),
  };
}

/** The lesson at another place. The 24 hours start anew only when this was recorded before they had begun. */
function placed(
  lesson: LedgerLesson,
  event: Recording,
  place: Pick<LessonPlan, 'date' | 'number' | 'startsAt' | 'endsAt'>,
): LedgerLesson {
  const startsAt = Date.parse(place.startsAt);
  const endsAt = Date.parse(place.endsAt);
  const restarts = Date.parse(event.metadata.recordedAt) <= lesson.clockEnd;
  return {
    ...lesson,
    date: place.date,
    number: place.number,
    startsAt,
    endsAt,
    clockStart: restarts ? startsAt : lesson.clockStart,
    clockEnd: restarts ? endsAt : lesson.clockEnd,
  };
}

/** The rows a lesson stands in: the school once, and each of its classes, teachers and its subject. */
function rowsOf(lesson: LedgerLesson): readonly Key[] {
  if (!takesPlace(lesson)) return [];
  const row = (dimension: string, id: string): Key => [dimension, lesson.kind, lesson.date, id];
  return [
    row('school', ''),
    row('subject', lesson.subjectId),
    ...[...new Set(lesson.classIds)].map((id) => row('class', id)),
    ...[...new Set(lesson.teacherIds)].map((id) => row('teacher', id)),
  ];
}

/**
 * Every lesson with its entries as criteria 2, 3 and 6 count them, and the sums by day. Neutral to policy: both
 * units and both starts of the 24 hours are summed, the policy chooses at query.
 */
export const ledger = projection<LedgerLesson, LessonEvent>({
  name: 'ledger',
  version: 1,
  key: (event) => event.data.lessonId,
  evolve: {
    LessonScheduled: (_, event) => {
      const plan = event.data;
      const startsAt = Date.parse(plan.startsAt);
      const endsAt = Date.parse(plan.endsAt);
      return {
        lessonId: plan.lessonId,
        registerId: plan.registerId,
        subjectId: plan.subjectId,
        kind: plan.kind,
        classIds: plan.classIds,
        teacherIds: plan.teacherIds,
        plannedTeacherIds: plan.teacherIds,
        date: plan.date,
        number: plan.number,
        startsAt,
        endsAt,
        clockStart: startsAt,
        clockEnd: endsAt,
        scheduledBy: event.id,
        stopped: null,
        topic: null,
        homework: null,
        entries: [],
      };
    },
    LessonReplanned: (lesson, event) => {
      if (lesson === null) return null;
      const { registerId, subjectId, kind, classIds, teacherIds } = event.data;
      const substituted =
        lesson.teacherIds !== lesson.plannedTeacherIds && !equal(lesson.teacherIds, lesson.plannedTeacherIds);
      return {
        ...placed(lesson, event, event.data),
        registerId,
        subjectId,
        kind,
        classIds,
        teacherIds: substituted ? lesson.teacherIds : teacherIds,
        plannedTeacherIds: teacherIds,
      };
    },
    LessonUnplanned: (lesson, event) =>
      lesson && {
        ...lesson,
        stopped: { how: 'unplanned', eventId: event.id, afterEnd: false, reason: null, document: null },
      },
    LessonMoved: (lesson, event) => lesson && placed(lesson, event, event.data),
    LessonCancelled: (lesson, event) =>
      lesson && {
        ...lesson,
        stopped: {
          how: 'cancelled',
          eventId: event.id,
          afterEnd: event.data.afterEnd,
          reason: event.data.reason,
          document: event.data.document,
        },
      },
    LessonReplaced: (lesson, event) =>
      lesson && {
        ...lesson,
        stopped: {
          how: 'replaced',
          eventId: event.id,
          afterEnd: event.data.afterEnd,
          reason: event.data.reason,
          document: null,
        },
      },
    LessonRestored: (lesson) => lesson && { ...lesson, stopped: null },
    LessonSubstituted: (lesson, event) => lesson && { ...lesson, teacherIds: event.data.teacherIds },
    SubstitutionWithdrawn: (lesson) => lesson && { ...lesson, teacherIds: lesson.plannedTeacherIds },
    TopicSet: (lesson, event) => lesson && { ...lesson, topic: event.data.topic === '' ? null : event.id },
    HomeworkSet: (lesson, event) =>
      lesson && { ...lesson, homework: event.data.text === '' ? null : event.id },
    LessonCommented: (lesson, event) => {
      const { entryId, sealed, imported } = event.data;
      if (sealed !== '')
        return entered(lesson, event, { entryId, kind: 'comment', imported: imported !== undefined });
      const standing = lesson?.entries.find((entry) => entry.kind === 'comment' && entry.revokedBy === null);
      return standing ? revoked(lesson, event, standing.entryId) : lesson;
    },
    LessonHeld: (lesson, event) =>
      entered(lesson, event, {
        entryId: event.data.entryId,
        kind: 'held',
        imported: event.data.imported !== undefined,
      }),
    HeldWithdrawn: (lesson, event) => revoked(lesson, event, event.data.entryId),
    RollCallTaken: (lesson, event) =>
      entered(lesson, event, {
        entryId: event.data.entryId,
        kind: 'roll-call',
        imported: event.data.imported !== undefined,
      }),
    RollCallWithdrawn: (lesson, event) => revoked(lesson, event, event.data.entryId),
    AttendanceMarked: (lesson, event) =>
      entered(lesson, event, {
        entryId: event.data.entryId,
        kind: 'attendance',
        imported: event.data.imported !== undefined,
      }),
    AttendanceCleared: (lesson, event) => revoked(lesson, event, event.data.entryId),
    MarkGiven: (lesson, event) => {
      const { markId, doneOn, retakeOf, imported } = event.data;
      return entered(lesson, event, {
        entryId: markId,
        kind: 'mark',
        imported: imported !== undefined,
        later: retakeOf !== undefined ? 'retake' : doneOn !== undefined ? 'done-on' : null,
      });
    },
    MarkRevoked: (lesson, event) => revoked(lesson, event, event.data.markId),
  },
  indexes: {
    byDate: (lesson) => [[lesson.date, lesson.startsAt]],
    byClass: (lesson) => [...new Set(lesson.classIds)].map((id) => [id, lesson.date, lesson.startsAt]),
    byTeacher: (lesson) => [...new Set(lesson.teacherIds)].map((id) => [id, lesson.date, lesson.startsAt]),
    bySubject: (lesson) => [[lesson.subjectId, lesson.date, lesson.startsAt]],
    /** Without an entry yet: by the planned end from which their 24 hours run. */
    unkept: (lesson) => (takesPlace(lesson) && !isKept(lesson) ? [[lesson.kind, lesson.clockEnd]] : []),
  },
  tallies: [
    {
      name: 'days',
      keys: rowsOf,
      measure: (lesson) => {
        const end = onlineCounts(lesson, 'end');
        const start = onlineCounts(lesson, 'start');
        return {
          lessons: 1,
          planned: isPlanned(lesson) ? 1 : 0,
          kept: isKept(lesson) ? 1 : 0,
          entries: end.entries,
          entriesOnTimeFromEnd: end.onTime,
          entriesOnTimeFromStart: start.onTime,
          entered: end.lessons,
          enteredOnTimeFromEnd: end.lessonsOnTime,
          enteredOnTimeFromStart: start.lessonsOnTime,
        };
      },
    },
  ],
});

const equal = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);
