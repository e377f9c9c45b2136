import type { FactOf, Recorded } from '#kernel';
import { type Key, projection } from '#projecting';
import {
  type Corrected,
  DEFAULT_WORK,
  defaultWorkOf,
  type Imported,
  type LessonEvent,
} from '../lesson/lesson.events.ts';
import {
  apart,
  changed,
  correctionDaysOf,
  replaced,
  reviewed,
  reviewIn,
  set,
  traceOf,
  type Writable,
} from './entry-steps.ts';
import {
  type AttendanceDoc,
  type EntryDoc,
  type HomeworkDoc,
  type LessonDoc,
  type MarkDoc,
  marksThatCount,
  type PlaceDoc,
  type ReviewDoc,
  type Step,
  type WorkDoc,
} from './lesson-doc.ts';

/*
 * A million events are folded here in one rebuild. Documents are spelled out where they are made and taken apart
 * rarely: an object put together from several spreads of many fields is slow to copy ever after.
 */

/** An entry that stands as one for the whole lesson. Stated anew it is another, which remembers the one before. */
function stated(
  entry: EntryDoc<true> | null,
  event: Recorded<LessonEvent>,
  { entryId, imported }: { readonly entryId: string; readonly imported?: Imported },
): EntryDoc<true> {
  const next = { entryId } as Writable<EntryDoc<true>>;
  set(next, event, true);
  if (imported !== undefined) next.imported = imported.source;
  if (entry !== null) next.before = [...(entry.before ?? []), apart(entry).step as Step<true>];
  return next;
}

const placeOf = ({ date, number, startsAt, endsAt, room }: PlaceDoc): PlaceDoc => ({
  date,
  number,
  startsAt,
  endsAt,
  room,
});

/** The lesson at another place. The 24 hours start anew unless their lesson was already over. */
function placed(lesson: LessonDoc, event: Recorded<LessonEvent>, place: PlaceDoc): LessonDoc {
  const wasOver = event.metadata.recordedAt > lesson.clock.end;
  const { date, number, startsAt, endsAt, room } = place;
  const clock = wasOver ? lesson.clock : { start: startsAt, end: endsAt };
  return { ...lesson, date, number, startsAt, endsAt, room, clock };
}

const keysOf = (ids: readonly string[], lesson: LessonDoc): readonly Key[] =>
  [...new Set(ids)].map((id) => [id, lesson.date, lesson.startsAt]);

/** Every lesson with everything recorded in it: register page, timetable, diary. Holds sealed text as it came. */
export const lessons = projection<LessonDoc, LessonEvent>({
  name: 'lessons',
  version: 3,
  key: (event) => event.data.lessonId,
  evolve: {
    LessonScheduled: (_, { data }) => scheduled(data),
    LessonReplanned: (lesson, event) => {
      if (lesson === null) return null;
      const { registerId, subjectId, kind, groupIds, classIds, teacherIds } = event.data;
      return {
        ...placed(lesson, event, event.data),
        registerId,
        subjectId,
        kind,
        groupIds,
        classIds,
        teacherIds: lesson.substitution === null ? teacherIds : lesson.teacherIds,
        plannedTeacherIds: teacherIds,
      };
    },
    LessonUnplanned: () => null,
    LessonMoved: (lesson, event) => {
      if (lesson === null) return null;
      const { reason, afterEnd } = event.data;
      const moves = [...lesson.moves, { ...traceOf(event), from: placeOf(lesson), reason, afterEnd }];
      return { ...placed(lesson, event, event.data), moves };
    },
    LessonCancelled: (lesson, event) => {
      const { reason, document, afterEnd } = event.data;
      const stopped = { ...traceOf(event), reason, document, afterEnd, byLessonId: null };
      return lesson && { ...lesson, status: 'cancelled', stopped };
    },
    LessonReplaced: (lesson, event) => {
      const { reason, byLessonId, afterEnd } = event.data;
      const stopped = { ...traceOf(event), reason, document: null, afterEnd, byLessonId };
      return lesson && { ...lesson, status: 'replaced', stopped };
    },
    LessonRestored: (lesson) => lesson && { ...lesson, status: 'planned', stopped: null },
    LessonSubstituted: (lesson, event) => {
      const { teacherIds, reason } = event.data;
      return lesson && { ...lesson, teacherIds, substitution: { ...traceOf(event), reason } };
    },
    SubstitutionWithdrawn: (lesson) =>
      lesson && { ...lesson, teacherIds: lesson.plannedTeacherIds, substitution: null },
    TopicSet: (lesson, event) => {
      const { topic, planned } = event.data;
      return lesson && { ...lesson, topic: topic === '' ? null : { ...traceOf(event), topic, planned } };
    },
    HomeworkSet: (lesson, event) => {
      if (lesson === null) return null;
      const { text, dueDate } = event.data;
      if (text === '') return { ...lesson, homework: null };
      const homework: Writable<HomeworkDoc> = { ...traceOf(event), text, dueDate };
      const stood = lesson.homework;
      if (stood !== null) homework.before = { text: stood.text, dueDate: stood.dueDate };
      return { ...lesson, homework };
    },
    LessonCommented: (lesson, event) => {
      const { entryId, sealed, imported } = event.data;
      const source = imported === undefined ? {} : { imported: imported.source };
      const comment = sealed === '' ? null : { ...traceOf(event), entryId, sealed, ...source };
      return lesson && { ...lesson, comment };
    },
    LessonHeld: (lesson, event) => lesson && { ...lesson, held: stated(lesson.held, event, event.data) },
    HeldWithdrawn: (lesson, event) =>
      lesson && { ...lesson, held: lesson.held && changed(lesson.held, event, null, event.data) },
    RollCallTaken: (lesson, event) =>
      lesson && { ...lesson, rollCall: stated(lesson.rollCall, event, event.data) },
    RollCallWithdrawn: (lesson, event) =>
      lesson && { ...lesson, rollCall: lesson.rollCall && changed(lesson.rollCall, event, null, event.data) },
    AttendanceMarked: (lesson, event) => {
      if (lesson === null) return null;
      const { entryId, pupilId, value, code, imported } = event.data;
      const entry = { entryId, pupilId } as Writable<AttendanceDoc>;
      set(entry, event, value);
      if (code !== null) entry.code = code;
      if (imported !== undefined) entry.imported = imported.source;
      return { ...lesson, attendance: [...lesson.attendance, entry] };
    },
    AttendanceCorrected: (lesson, event) => lesson && withAttendance(lesson, event, event.data.value),
    AttendanceCleared: (lesson, event) => lesson && withAttendance(lesson, event, null),
    WorkSet: (lesson, event) => {
      if (lesson === null) return null;
      const { lessonId: _lessonId, ...said } = event.data;
      const work = { ...said, eventId: event.id };
      const isThis = ({ workId }: WorkDoc): boolean => workId === work.workId;
      const works = lesson.works.some(isThis)
        ? replaced(lesson.works, isThis, () => work)
        : [...lesson.works, work];
      return { ...lesson, works };
    },
    WorkRemoved: (lesson, event) =>
      lesson && {
        ...lesson,
        works: lesson.works.filter(({ workId }) => workId !== event.data.workId),
      },
    MarkGiven: (lesson, event) => {
      if (lesson === null) return null;
      const { markId, pupilId, workId, value, doneOn, retakeOf, imported } = event.data;
      const mark = { markId, pupilId, workId } as Writable<MarkDoc>;
      set(mark, event, value);
      if (doneOn !== undefined) mark.doneOn = doneOn;
      if (retakeOf !== undefined) mark.retakeOf = retakeOf;
      if (imported !== undefined) mark.imported = imported.source;
      return { ...lesson, marks: [...lesson.marks, mark] };
    },
    MarkCorrected: (lesson, event) => lesson && withMark(lesson, event, event.data.value),
    MarkRevoked: (lesson, event) => lesson && withMark(lesson, event, null),
    CorrectionApproved: (lesson, event) =>
      lesson && withReview(lesson, event.data, reviewIn(event, 'approved')),
    CorrectionReturned: (lesson, event) =>
      lesson && withReview(lesson, event.data, reviewIn(event, 'returned', event.data.note)),
  },
  indexes: {
    byRegister: (lesson) => keysOf([lesson.registerId], lesson),
    byGroup: (lesson) => keysOf(lesson.groupIds, lesson),
    byClass: (lesson) => keysOf(lesson.classIds, lesson),
    byTeacher: (lesson) => keysOf([...lesson.teacherIds, ...lesson.plannedTeacherIds], lesson),
    byDate: (lesson) => [[lesson.date, lesson.startsAt]],
    /** By the day (UTC) on which something was last recorded that diaries show as news. */
    byNews: (lesson) => {
      const day = dayOfNews(lesson);
      return day === null ? [] : [...new Set(lesson.groupIds)].map((groupId) => [groupId, day]);
    },
    /** By the days (UTC) on which something was corrected after the term. */
    byCorrection: ({ held, rollCall, attendance, marks }) => {
      const ofAll = [held, rollCall].filter((entry) => entry !== null);
      const days = [ofAll, attendance, marks].flatMap(correctionDaysOf);
      return [...new Set(days)].map((day) => [day]);
    },
    /** Those that others give than planned, that others are given instead of, and that are cancelled. */
    byArrangement: (lesson) =>
      lesson.substitution === null && lesson.stopped === null ? [] : [[lesson.date, lesson.startsAt]],
  },
  tallies: [
    {
      /** How many marks that count each pupil has: by register and day, the pupils' ids being the measures. */
      name: 'marks',
      keys: (lesson) => [[lesson.registerId, lesson.date]],
      measure: (lesson) => {
        const counts: Record<string, number> = {};
        for (const { pupilId } of marksThatCount(lesson)) counts[pupilId] = (counts[pupilId] ?? 0) + 1;
        return counts;
      },
    },
  ],
});

/** Of marks and attendance the last recording; of homework that which stands. */
function dayOfNews({ marks, attendance, homework }: LessonDoc): string | null {
  let last = homework?.recordedAt ?? '';
  for (const { recordedAt } of marks) if (recordedAt > last) last = recordedAt;
  for (const { recordedAt } of attendance) if (recordedAt > last) last = recordedAt;
  return last === '' ? null : last.slice(0, 10);
}

function scheduled(data: FactOf<LessonEvent, 'LessonScheduled'>['data']): LessonDoc {
  const { lessonId, teacherIds, startsAt, endsAt } = data;
  return {
    lessonId,
    registerId: data.registerId,
    subjectId: data.subjectId,
    kind: data.kind,
    groupIds: data.groupIds,
    classIds: data.classIds,
    teacherIds,
    plannedTeacherIds: teacherIds,
    date: data.date,
    number: data.number,
    startsAt,
    endsAt,
    room: data.room,
    slotId: data.slotId,
    originalDate: data.originalDate,
    insteadOf: data.insteadOf ?? null,
    status: 'planned',
    stopped: null,
    moves: [],
    substitution: null,
    clock: { start: startsAt, end: endsAt },
    topic: null,
    homework: null,
    comment: null,
    held: null,
    rollCall: null,
    attendance: [],
    works: [{ workId: defaultWorkOf(lessonId), ...DEFAULT_WORK, eventId: null }],
    marks: [],
  };
}

function withAttendance(
  lesson: LessonDoc,
  event: Recorded<FactOf<LessonEvent, 'AttendanceCorrected' | 'AttendanceCleared'>>,
  value: AttendanceDoc['value'],
): LessonDoc {
  const attendance = replaced(
    lesson.attendance,
    (entry) => entry.entryId === event.data.entryId,
    (entry) => changed(entry, event, value, event.data),
  );
  return { ...lesson, attendance };
}

function withMark(
  lesson: LessonDoc,
  event: Recorded<FactOf<LessonEvent, 'MarkCorrected' | 'MarkRevoked'>>,
  value: MarkDoc['value'],
): LessonDoc {
  const marks = replaced(
    lesson.marks,
    (mark) => mark.markId === event.data.markId,
    (mark) => changed(mark, event, value, event.data),
  );
  return { ...lesson, marks };
}

function withReview(
  lesson: LessonDoc,
  { correctionId, ...about }: { readonly correctionId: string } & Corrected,
  review: ReviewDoc,
): LessonDoc {
  if ('markId' in about) {
    const isOf = ({ markId }: MarkDoc): boolean => markId === about.markId;
    const marks = replaced(lesson.marks, isOf, (mark) => reviewed(mark, correctionId, review));
    return { ...lesson, marks };
  }
  if ('pupilId' in about) {
    const isOf = ({ entryId }: AttendanceDoc): boolean => entryId === about.entryId;
    const attendance = replaced(lesson.attendance, isOf, (entry) => reviewed(entry, correctionId, review));
    return { ...lesson, attendance };
  }
  const of = (entry: EntryDoc<true> | null): EntryDoc<true> | null =>
    entry && reviewed(entry, correctionId, review);
  return { ...lesson, held: of(lesson.held), rollCall: of(lesson.rollCall) };
}
