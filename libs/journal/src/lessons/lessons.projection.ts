import type { Recorded } from '#kernel';
import { type Key, projection } from '#projecting';
import {
  type CorrectionReason,
  defaultWorkOf,
  type Imported,
  type LessonEvent,
  type LessonPlan,
} from '../lesson/lesson.events.ts';
import { DEFAULT_WORK } from '../lesson/works.ts';
import type { EntryDoc, LessonDoc, PlaceDoc, Step, Trace } from './lesson-doc.ts';

function traceOf({ id, metadata }: Recorded<LessonEvent>): Trace {
  const { actor, recordedAt, claimedAt } = metadata;
  const by = actor.personId ?? actor.accountId;
  return claimedAt === undefined
    ? { eventId: id, by, recordedAt }
    : { eventId: id, by, recordedAt, claimedAt };
}

/** A value with its trace, and with the reason when it takes the place of another. */
function stepOf<Value>(
  event: Recorded<LessonEvent>,
  value: Value | null,
  why?: { readonly reason: CorrectionReason; readonly note?: string },
): Step<Value> {
  const step = { ...traceOf(event), value };
  if (why === undefined) return step;
  return why.note === undefined
    ? { ...step, reason: why.reason }
    : { ...step, reason: why.reason, sealed: why.note };
}

const importedOf = ({ imported }: { readonly imported?: Imported }): { imported?: string } =>
  imported === undefined ? {} : { imported: imported.source };

/** An entry that stands as one for the whole lesson; stated anew, its history goes on. */
function stated(
  entry: EntryDoc<true> | null,
  event: Recorded<LessonEvent>,
  data: { readonly entryId: string; readonly imported?: Imported },
): EntryDoc<true> {
  const history = [...(entry?.history ?? []), stepOf<true>(event, true)];
  return { entryId: data.entryId, ...importedOf(data), history };
}

function withdrawn(
  entry: EntryDoc<true> | null,
  event: Recorded<LessonEvent>,
  why: { readonly reason: CorrectionReason; readonly note?: string },
): EntryDoc<true> | null {
  return entry && { ...entry, history: [...entry.history, stepOf<true>(event, null, why)] };
}

/** The items with one of them changed. */
function changed<Item>(
  items: readonly Item[],
  which: (item: Item) => boolean,
  change: (item: Item) => Item,
): readonly Item[] {
  const index = items.findLastIndex(which);
  return index < 0 ? items : items.with(index, change(items[index]!));
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
  const clock = wasOver ? lesson.clock : { start: place.startsAt, end: place.endsAt };
  return { ...lesson, ...placeOf(place), clock };
}

const keysOf = (ids: readonly string[], lesson: LessonDoc): readonly Key[] =>
  [...new Set(ids)].map((id) => [id, lesson.date, lesson.startsAt]);

/** Every lesson with everything recorded in it: register page, timetable, diary. Holds sealed text as it came. */
export const lessons = projection<LessonDoc, LessonEvent>({
  name: 'lessons',
  version: 1,
  key: (event) => event.data.lessonId,
  evolve: {
    LessonScheduled: (_, { data }) => {
      const { lessonId, slotId, originalDate, insteadOf = null, ...plan } = data;
      return scheduled(plan, { lessonId, slotId, originalDate, insteadOf });
    },
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
      const { text, dueDate } = event.data;
      return lesson && { ...lesson, homework: text === '' ? null : { ...traceOf(event), text, dueDate } };
    },
    LessonCommented: (lesson, event) => {
      const { entryId, sealed } = event.data;
      const comment =
        sealed === '' ? null : { ...traceOf(event), entryId, sealed, ...importedOf(event.data) };
      return lesson && { ...lesson, comment };
    },
    LessonHeld: (lesson, event) => lesson && { ...lesson, held: stated(lesson.held, event, event.data) },
    HeldWithdrawn: (lesson, event) =>
      lesson && { ...lesson, held: withdrawn(lesson.held, event, event.data) },
    RollCallTaken: (lesson, event) =>
      lesson && { ...lesson, rollCall: stated(lesson.rollCall, event, event.data) },
    RollCallWithdrawn: (lesson, event) =>
      lesson && { ...lesson, rollCall: withdrawn(lesson.rollCall, event, event.data) },
    AttendanceMarked: (lesson, event) => {
      if (lesson === null) return null;
      const { entryId, pupilId, value, code } = event.data;
      const step = { ...stepOf(event, value), ...(code === null ? {} : { code }) };
      const entry = { entryId, pupilId, ...importedOf(event.data), history: [step] };
      return { ...lesson, attendance: [...lesson.attendance, entry] };
    },
    AttendanceCorrected: (lesson, event) => {
      if (lesson === null) return null;
      const { entryId, value, code } = event.data;
      const step = { ...stepOf(event, value, event.data), ...(code === null ? {} : { code }) };
      return { ...lesson, attendance: withStep(lesson.attendance, entryId, step) };
    },
    AttendanceCleared: (lesson, event) => {
      const { data } = event;
      return (
        lesson && {
          ...lesson,
          attendance: withStep(lesson.attendance, data.entryId, stepOf(event, null, data)),
        }
      );
    },
    WorkSet: (lesson, event) => {
      if (lesson === null) return null;
      const { lessonId: _lessonId, ...said } = event.data;
      const work = { ...said, eventId: event.id };
      const isKnown = lesson.works.some(({ workId }) => workId === work.workId);
      const works = isKnown
        ? changed(
            lesson.works,
            ({ workId }) => workId === work.workId,
            () => work,
          )
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
      const { markId, pupilId, workId, value, doneOn, retakeOf } = event.data;
      const mark = {
        markId,
        pupilId,
        workId,
        ...(doneOn === undefined ? {} : { doneOn }),
        ...(retakeOf === undefined ? {} : { retakeOf }),
        ...importedOf(event.data),
        history: [stepOf(event, value)],
      };
      return { ...lesson, marks: [...lesson.marks, mark] };
    },
    MarkCorrected: (lesson, event) => lesson && withMarkStep(lesson, event, event.data.value),
    MarkRevoked: (lesson, event) => lesson && withMarkStep(lesson, event, null),
  },
  indexes: {
    byRegister: (lesson) => keysOf([lesson.registerId], lesson),
    byGroup: (lesson) => keysOf(lesson.groupIds, lesson),
    byClass: (lesson) => keysOf(lesson.classIds, lesson),
    byTeacher: (lesson) => keysOf([...lesson.teacherIds, ...lesson.plannedTeacherIds], lesson),
    byDate: (lesson) => [[lesson.date, lesson.startsAt]],
  },
});

function scheduled(
  plan: LessonPlan,
  which: Pick<LessonDoc, 'lessonId' | 'slotId' | 'originalDate' | 'insteadOf'>,
): LessonDoc {
  return {
    ...which,
    ...plan,
    plannedTeacherIds: plan.teacherIds,
    status: 'planned',
    stopped: null,
    moves: [],
    substitution: null,
    clock: { start: plan.startsAt, end: plan.endsAt },
    topic: null,
    homework: null,
    comment: null,
    held: null,
    rollCall: null,
    attendance: [],
    works: [{ workId: defaultWorkOf(which.lessonId), ...DEFAULT_WORK, eventId: null }],
    marks: [],
  };
}

const withStep = (
  attendance: LessonDoc['attendance'],
  entryId: string,
  step: LessonDoc['attendance'][number]['history'][number],
): LessonDoc['attendance'] =>
  changed(
    attendance,
    (entry) => entry.entryId === entryId,
    (entry) => ({ ...entry, history: [...entry.history, step] }),
  );

function withMarkStep(
  lesson: LessonDoc,
  event: Recorded<Extract<LessonEvent, { type: 'MarkCorrected' | 'MarkRevoked' }>>,
  value: LessonDoc['marks'][number]['history'][number]['value'],
): LessonDoc {
  const marks = changed(
    lesson.marks,
    (mark) => mark.markId === event.data.markId,
    (mark) => ({ ...mark, history: [...mark.history, stepOf(event, value, event.data)] }),
  );
  return { ...lesson, marks };
}
