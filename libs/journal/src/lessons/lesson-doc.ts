import type { Instant, LocalDate } from '#kernel';
import type { AbsenceCode, GroupKind } from '#school/events';
import {
  type Attendance,
  type CorrectionReason,
  DEFAULT_WORK,
  type Mark,
  type WorkType,
} from '../lesson/lesson.events.ts';
import type { Verdict } from '../lesson/reviewing.ts';

/** Which event, by whom and when. */
export interface Trace {
  readonly eventId: string;
  /** The person behind the account, or the account where there is none. */
  readonly by: string;
  /** The server's clock. */
  readonly recordedAt: Instant;
  /** The device's own time, when it was offline. */
  readonly claimedAt?: Instant;
}

/** What the deputy head said of a correction that was made after the term. */
export interface ReviewDoc extends Trace {
  readonly verdict: Verdict;
  /** Why it was returned, as it is sealed; readers get `text` instead. */
  readonly sealed?: string;
}

/** A value with the event that set it. */
export interface Step<Value> extends Trace {
  /** null: taken back. */
  readonly value: Value | null;
  /** Why it took the place of the one before. */
  readonly reason?: CorrectionReason;
  /** The reason in words, as it is sealed; readers get `text` instead. */
  readonly sealed?: string;
  /** It took that place after the term. */
  readonly afterTerm?: true;
  /** The last word on it; left out while it waits, and where it needs none. */
  readonly review?: ReviewDoc;
}

/** An entry: the value that it has, and those it had before. */
export interface EntryDoc<Value> extends Step<Value> {
  readonly entryId: string;
  /** The import that it came from. */
  readonly imported?: string;
  /** Oldest first. Left out when this is the first value. */
  readonly before?: readonly Step<Value>[];
}

export interface AttendanceStep extends Step<Attendance> {
  readonly code?: AbsenceCode;
}

export interface AttendanceDoc extends AttendanceStep {
  readonly entryId: string;
  readonly pupilId: string;
  readonly imported?: string;
  readonly before?: readonly AttendanceStep[];
}

export interface MarkDoc extends Step<Mark> {
  readonly markId: string;
  readonly pupilId: string;
  readonly workId: string;
  readonly doneOn?: LocalDate;
  readonly retakeOf?: string;
  readonly imported?: string;
  readonly before?: readonly Step<Mark>[];
}

export interface WorkDoc {
  readonly workId: string;
  readonly workType: WorkType;
  readonly weight: number;
  readonly title: string | null;
  /** null for the default work as long as nobody has set it. */
  readonly eventId: string | null;
}

export interface HomeworkDoc extends Trace {
  readonly text: string;
  readonly dueDate: LocalDate | null;
  /** What it took the place of; left out when nothing stood before. */
  readonly before?: { readonly text: string; readonly dueDate: LocalDate | null };
}

export interface PlaceDoc {
  readonly date: LocalDate;
  readonly number: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly room: string | null;
}

/**
 * Everything of one lesson: a column of the register page, a cell of the timetable and of the diary. Its stored
 * JSON is joined into pages as it is.
 */
export interface LessonDoc extends PlaceDoc {
  readonly lessonId: string;
  readonly registerId: string;
  readonly subjectId: string;
  readonly kind: GroupKind;
  readonly groupIds: readonly string[];
  readonly classIds: readonly string[];
  /** Those who give it: the substitutes while there are any. */
  readonly teacherIds: readonly string[];
  readonly plannedTeacherIds: readonly string[];
  /** null outside the timetable. */
  readonly slotId: string | null;
  readonly originalDate: LocalDate;
  readonly insteadOf: string | null;
  readonly status: 'planned' | 'cancelled' | 'replaced';
  /** Why it does not take place. */
  readonly stopped:
    | (Trace & {
        readonly reason: string;
        readonly document: string | null;
        readonly afterEnd: boolean;
        readonly byLessonId: string | null;
      })
    | null;
  readonly moves: readonly (Trace & {
    readonly from: PlaceDoc;
    readonly reason: string;
    readonly afterEnd: boolean;
  })[];
  readonly substitution: (Trace & { readonly reason: string }) | null;
  /** From where the 24 hours run: a move recorded after the planned end does not restart them. */
  readonly clock: { readonly start: Instant; readonly end: Instant };
  readonly topic: (Trace & { readonly topic: string; readonly planned: boolean }) | null;
  readonly homework: HomeworkDoc | null;
  /** The comment as it is sealed; readers get `text` instead. */
  readonly comment:
    (Trace & { readonly entryId: string; readonly sealed: string; readonly imported?: string }) | null;
  readonly held: EntryDoc<true> | null;
  readonly rollCall: EntryDoc<true> | null;
  /** In the order of being recorded; of a pupil's entries the last one counts. */
  readonly attendance: readonly AttendanceDoc[];
  /** The default work first. */
  readonly works: readonly WorkDoc[];
  /** In the order of being given. */
  readonly marks: readonly MarkDoc[];
}

/** Whether an entry counts: it is there and was not taken back. */
export const stands = (entry: { readonly value: unknown } | null): boolean =>
  entry !== null && entry.value !== null;

/** Whether the roll was called or somebody's attendance said. */
export const isAttendanceTaken = ({ rollCall, attendance }: LessonDoc): boolean =>
  stands(rollCall) || attendance.some(stands);

/** A pupil's last entry in the attendance of a lesson: the one that counts, also when it was taken back. */
export const attendanceOf = (lesson: LessonDoc, pupilId: string): AttendanceDoc | null =>
  lesson.attendance.findLast((entry) => entry.pupilId === pupilId) ?? null;

/** What a mark was given for. */
export const workOf = (lesson: LessonDoc, { workId }: MarkDoc): Omit<WorkDoc, 'workId' | 'eventId'> =>
  lesson.works.find((work) => work.workId === workId) ?? DEFAULT_WORK;

/**
 * The marks of a lesson, or of a work beyond one, that count: those that stand and were not retaken. Of a retake and the mark that it
 * retakes the retake counts.
 */
export function marksThatCount({ marks }: Pick<LessonDoc, 'marks'>): readonly MarkDoc[] {
  const standing = marks.filter(stands);
  const retaken = new Set(standing.map(({ retakeOf }) => retakeOf));
  return standing.filter(({ markId }) => !retaken.has(markId));
}

/** How many entries stand: what criterion 3 asks for. */
export const entriesOf = (lesson: LessonDoc): number =>
  (lesson.comment === null ? 0 : 1) +
  (stands(lesson.held) ? 1 : 0) +
  (stands(lesson.rollCall) ? 1 : 0) +
  lesson.attendance.filter(stands).length +
  lesson.marks.filter(stands).length;
