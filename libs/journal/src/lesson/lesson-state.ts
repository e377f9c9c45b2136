import type { AnyFact, Instant, LocalDate, Recorded } from '#kernel';
import type { AbsenceCode } from '#school/events';
import type { Attendance, Corrected, LessonEvent, LessonPlan, Mark, WorkType } from './lesson.events.ts';

/** Which event made something stand as it does, by whom and when. */
export interface Recording {
  readonly eventId: string;
  readonly accountId: string;
  /** The person behind the account, or the account where there is none. */
  readonly by: string;
  /** When the server recorded it, ms since the epoch. */
  readonly at: number;
  /** Orders the recordings of one stream. */
  readonly order: number;
}

/** A value with the event that made it stand. */
export interface Standing<Value> {
  readonly value: Value;
  readonly recording: Recording;
}

export interface AttendanceEntry extends Standing<{ value: Attendance; code: AbsenceCode | null } | null> {
  readonly entryId: string;
}

export interface Work {
  readonly workType: WorkType;
  readonly weight: number;
  readonly title: string | null;
}

/** A pupil's mark for a work. `value` null: taken back. */
export interface MarkEntry extends Standing<Mark | null> {
  readonly markId: string;
  readonly workId: string;
  readonly pupilId: string;
  readonly doneOn: LocalDate | null;
  readonly retakeOf: string | null;
}

/** A correction that was made after the term. */
export interface TermCorrection {
  readonly about: Corrected;
  /** What the deputy head said of it last; null: it waits. */
  readonly word: Standing<'approved' | 'returned'> | null;
}

/** By the id of the correcting event. */
export type TermCorrections = ReadonlyMap<string, TermCorrection>;

/** A lesson as its own stream tells it. */
export interface Lesson {
  readonly lessonId: string;
  /** null for lessons outside the timetable. */
  readonly slotId: string | null;
  /** The lesson that this one is given instead of. */
  readonly insteadOf: string | null;
  readonly status: 'planned' | 'unplanned' | 'cancelled' | 'replaced';
  /** Where its last move put it, with the teachers that it was planned with. */
  readonly plan: LessonPlan;
  readonly moved: boolean;
  /**
   * The planned end that counts as over once it has passed (UTC instant): a move that was recorded later does
   * not take it back.
   */
  readonly countedEnd: Instant;
  readonly cancelled: { readonly reason: string; readonly document: string | null } | null;
  readonly replacedBy: string | null;
  /** Those who give it instead of the planned teachers; null when nobody does. */
  readonly substitutes: readonly string[] | null;
  /** Whether anybody wrote or changed anything: then the planner never takes it away. */
  readonly touched: boolean;
  readonly topic: Standing<{ topic: string; planned: boolean }> | null;
  readonly homework: Standing<{ text: string; dueDate: LocalDate | null }> | null;
  /** The sealed text; empty when it was cleared. */
  readonly comment: (Standing<string> & { readonly entryId: string }) | null;
  readonly held: (Standing<boolean> & { readonly entryId: string }) | null;
  readonly rollCall: (Standing<boolean> & { readonly entryId: string }) | null;
  /** By pupil. */
  readonly attendance: ReadonlyMap<string, AttendanceEntry>;
  /** By work id; a removed one has the value null. The default work stands here only once it was set. */
  readonly works: ReadonlyMap<string, Standing<Work | null>>;
  /** By mark id, in the order of being given. */
  readonly marks: ReadonlyMap<string, MarkEntry>;
  readonly termCorrections: TermCorrections;
}

/** Who gives the lesson: the substitutes while there are any. */
export const teachersOf = (lesson: Lesson): readonly string[] => lesson.substitutes ?? lesson.plan.teacherIds;

/** What an event's envelope says of the value that it set. */
export const recordingOf = (event: Recorded<AnyFact>): Recording => ({
  eventId: event.id,
  accountId: event.metadata.actor.accountId,
  by: event.metadata.actor.personId ?? event.metadata.actor.accountId,
  at: Date.parse(event.metadata.recordedAt),
  order: event.revision,
});

/** The lesson after one more fact. */
export function after(lesson: Lesson | null, fact: LessonEvent, recording: Recording): Lesson {
  if (fact.type === 'LessonScheduled') {
    const { lessonId, slotId, originalDate: _originalDate, insteadOf, ...plan } = fact.data;
    return scheduled(lessonId, slotId, insteadOf ?? null, plan);
  }
  if (lesson === null) throw new Error(`${fact.type} in a stream that does not begin with LessonScheduled`);
  if (fact.type === 'LessonReplanned') {
    const { lessonId: _lessonId, ...plan } = fact.data;
    return { ...lesson, plan, countedEnd: lesson.moved ? lesson.countedEnd : plan.endsAt };
  }
  if (fact.type === 'LessonUnplanned') return { ...lesson, status: 'unplanned' };
  const next = { ...touched(lesson, fact, recording), touched: true };
  return 'afterTerm' in fact.data ? withTermCorrection(next, fact.data, recording) : next;
}

const withTermCorrection = (lesson: Lesson, about: Corrected, { eventId }: Recording): Lesson => ({
  ...lesson,
  termCorrections: new Map(lesson.termCorrections).set(eventId, { about: correctedIn(about), word: null }),
});

/** What the data of an event says that a correction is about. */
export function correctedIn(data: Corrected): Corrected {
  if ('markId' in data) return { markId: data.markId, pupilId: data.pupilId };
  const { entryId } = data;
  return 'pupilId' in data ? { entryId, pupilId: data.pupilId } : { entryId };
}

/** The lesson as what is corrected in it sees it. */
export const correctedAt = ({ plan, termCorrections }: Lesson) => ({ date: plan.date, termCorrections });

/** The corrections after the deputy head's word on one of them. */
export const withWord = (
  corrections: TermCorrections,
  correctionId: string,
  word: TermCorrection['word'],
): TermCorrections => new Map(corrections).set(correctionId, { ...corrections.get(correctionId)!, word });

function scheduled(
  lessonId: string,
  slotId: string | null,
  insteadOf: string | null,
  plan: LessonPlan,
): Lesson {
  return {
    lessonId,
    slotId,
    insteadOf,
    status: 'planned',
    plan,
    moved: false,
    countedEnd: plan.endsAt,
    cancelled: null,
    replacedBy: null,
    substitutes: null,
    touched: false,
    topic: null,
    homework: null,
    comment: null,
    held: null,
    rollCall: null,
    attendance: new Map(),
    works: new Map(),
    marks: new Map(),
    termCorrections: new Map(),
  };
}

/** What a person did to it. */
function touched(
  lesson: Lesson,
  fact: Exclude<LessonEvent, { type: 'LessonScheduled' | 'LessonReplanned' | 'LessonUnplanned' }>,
  recording: Recording,
): Lesson {
  switch (fact.type) {
    case 'LessonMoved': {
      const { date, number, startsAt, endsAt, room, afterEnd } = fact.data;
      const plan = { ...lesson.plan, date, number, startsAt, endsAt, room };
      return { ...lesson, plan, moved: true, countedEnd: afterEnd ? lesson.countedEnd : endsAt };
    }
    case 'LessonCancelled': {
      const { reason, document } = fact.data;
      return { ...lesson, status: 'cancelled', cancelled: { reason, document } };
    }
    case 'LessonReplaced':
      return { ...lesson, status: 'replaced', replacedBy: fact.data.byLessonId };
    case 'LessonRestored':
      return { ...lesson, status: 'planned', cancelled: null, replacedBy: null };
    case 'LessonSubstituted':
      return { ...lesson, substitutes: fact.data.teacherIds };
    case 'SubstitutionWithdrawn':
      return { ...lesson, substitutes: null };
    case 'TopicSet': {
      const { topic, planned } = fact.data;
      return { ...lesson, topic: { value: { topic, planned }, recording } };
    }
    case 'HomeworkSet': {
      const { text, dueDate } = fact.data;
      return { ...lesson, homework: { value: { text, dueDate }, recording } };
    }
    case 'LessonCommented':
      return { ...lesson, comment: { entryId: fact.data.entryId, value: fact.data.sealed, recording } };
    case 'LessonHeld':
      return { ...lesson, held: { entryId: fact.data.entryId, value: true, recording } };
    case 'HeldWithdrawn':
      return { ...lesson, held: { entryId: fact.data.entryId, value: false, recording } };
    case 'RollCallTaken':
      return { ...lesson, rollCall: { entryId: fact.data.entryId, value: true, recording } };
    case 'RollCallWithdrawn':
      return { ...lesson, rollCall: { entryId: fact.data.entryId, value: false, recording } };
    case 'AttendanceMarked':
    case 'AttendanceCorrected': {
      const { entryId, pupilId, value, code } = fact.data;
      return attended(lesson, pupilId, { entryId, value: { value, code }, recording });
    }
    case 'AttendanceCleared': {
      const { entryId, pupilId } = fact.data;
      return attended(lesson, pupilId, { entryId, value: null, recording });
    }
    case 'WorkSet': {
      const { lessonId: _lessonId, workId, ...value } = fact.data;
      return { ...lesson, works: new Map(lesson.works).set(workId, { value, recording }) };
    }
    case 'WorkRemoved':
      return { ...lesson, works: new Map(lesson.works).set(fact.data.workId, { value: null, recording }) };
    case 'MarkGiven': {
      const { markId, workId, pupilId, value, doneOn = null, retakeOf = null } = fact.data;
      return marked(lesson, { markId, workId, pupilId, doneOn, retakeOf, value, recording });
    }
    case 'MarkCorrected':
      return marked(lesson, { ...lesson.marks.get(fact.data.markId)!, value: fact.data.value, recording });
    case 'MarkRevoked':
      return marked(lesson, { ...lesson.marks.get(fact.data.markId)!, value: null, recording });
    case 'CorrectionApproved':
      return reviewed(lesson, fact.data.correctionId, { value: 'approved', recording });
    case 'CorrectionReturned':
      return reviewed(lesson, fact.data.correctionId, { value: 'returned', recording });
  }
}

const reviewed = (lesson: Lesson, correctionId: string, word: TermCorrection['word']): Lesson => ({
  ...lesson,
  termCorrections: withWord(lesson.termCorrections, correctionId, word),
});

const attended = (lesson: Lesson, pupilId: string, entry: AttendanceEntry): Lesson => ({
  ...lesson,
  attendance: new Map(lesson.attendance).set(pupilId, entry),
});

const marked = (lesson: Lesson, mark: MarkEntry): Lesson => ({
  ...lesson,
  marks: new Map(lesson.marks).set(mark.markId, mark),
});
