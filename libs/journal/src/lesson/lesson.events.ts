import { type Fact, idFrom, type Instant, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { AbsenceCode, GroupKind } from '#school/events';

/** What a pupil can get for a work. 1 only where the school's policy has it. */
export const marks = ['1', '2', '3', '4', '5', 'pass', 'fail'] as const;
export type Mark = (typeof marks)[number];

export type Attendance = 'absent' | 'late';

export const workTypes = [
  'classwork',
  'homework',
  'oral',
  'independent',
  'test',
  'control',
  'practical',
  'laboratory',
  'dictation',
  'essay',
  'project',
] as const;
export type WorkType = (typeof workTypes)[number];

/** Why something recorded was changed: опечатка, не тот ученик, ошибка в проверке, решение комиссии, другое. */
export const correctionReasons = ['typo', 'wrong-pupil', 'checking-error', 'commission', 'other'] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

/** On an entry that came from an import: counts in criterion 3, left out of 6. */
export interface Imported {
  /** Names the import: file or system, and its job. */
  readonly source: string;
}

/** Revisions of the streams that a decision was taken upon: group and register streams by their ids. */
export type Basis = Readonly<Record<string, number>>;

/** What a correction says of itself. */
export interface Why {
  readonly reason: CorrectionReason;
  /** Required with `other`. Sealed under the lesson's own key: it may speak of a person. */
  readonly note?: string;
  /** The term of what is corrected had ended: it counts at once, and waits for the deputy head's word. */
  readonly afterTerm?: true;
}

/** What a correction is about: the pupil's mark, the pupil's attendance, or an entry for the whole lesson. */
export type Corrected =
  | { readonly markId: string; readonly pupilId: string }
  | { readonly entryId: string; readonly pupilId: string }
  | { readonly entryId: string };

interface Entry {
  readonly lessonId: string;
  readonly imported?: Imported;
}

/** A lesson as it is planned: from the timetable, or set by hand. */
export interface LessonPlan {
  readonly registerId: string;
  readonly subjectId: string;
  readonly kind: GroupKind;
  readonly groupIds: readonly string[];
  readonly classIds: readonly string[];
  readonly teacherIds: readonly string[];
  readonly date: LocalDate;
  readonly number: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly room: string | null;
}

export type LessonEvent =
  | Fact<
      'LessonScheduled',
      { lessonId: string; slotId: string | null; originalDate: LocalDate; insteadOf?: string } & LessonPlan
    >
  /** The timetable, the bells or the register's teachers changed before anybody touched this lesson's plan. */
  | Fact<'LessonReplanned', { lessonId: string } & LessonPlan>
  /** The timetable no longer has it and nobody had written anything. It can be scheduled again. */
  | Fact<'LessonUnplanned', { lessonId: string }>
  | Fact<
      'LessonMoved',
      {
        lessonId: string;
        date: LocalDate;
        number: number;
        startsAt: Instant;
        endsAt: Instant;
        room: string | null;
        reason: string;
        /** Recorded after the planned end: does not restart the 24 hours. */
        afterEnd: boolean;
      }
    >
  | Fact<'LessonCancelled', { lessonId: string; reason: string; document: string | null; afterEnd: boolean }>
  | Fact<'LessonRestored', { lessonId: string; reason: string }>
  /** Somebody else gives the lesson of the same register. */
  | Fact<
      'LessonSubstituted',
      { lessonId: string; teacherIds: readonly string[]; replaced: readonly string[]; reason: string }
    >
  | Fact<'SubstitutionWithdrawn', { lessonId: string; reason: string }>
  /** Another lesson (another register) is given instead: this one counts as cancelled. */
  | Fact<'LessonReplaced', { lessonId: string; byLessonId: string; reason: string; afterEnd: boolean }>
  /** `planned`: from the curriculum plan, not yet recorded by the teacher. Empty text clears. */
  | Fact<'TopicSet', { lessonId: string; topic: string; planned: boolean }>
  | Fact<'HomeworkSet', { lessonId: string; text: string; dueDate: LocalDate | null }>
  /** The text is sealed under the lesson's own key: it may speak of a person. Empty: cleared. */
  | Fact<'LessonCommented', Entry & { entryId: string; sealed: string }>
  | Fact<'LessonHeld', Entry & { entryId: string }>
  | Fact<'HeldWithdrawn', { lessonId: string; entryId: string } & Why>
  /** One act: everyone not named otherwise was present. */
  | Fact<'RollCallTaken', Entry & { entryId: string; basis: Basis }>
  | Fact<'RollCallWithdrawn', { lessonId: string; entryId: string } & Why>
  | Fact<
      'AttendanceMarked',
      Entry & {
        entryId: string;
        pupilId: string;
        value: Attendance;
        code: AbsenceCode | null;
        basis: Basis;
      }
    >
  /** The same entry with another value or code. */
  | Fact<
      'AttendanceCorrected',
      {
        lessonId: string;
        entryId: string;
        pupilId: string;
        value: Attendance;
        code: AbsenceCode | null;
      } & Why
    >
  /** The pupil was present after all: the entry counts no more. */
  | Fact<'AttendanceCleared', { lessonId: string; entryId: string; pupilId: string } & Why>
  | Fact<
      'WorkSet',
      { lessonId: string; workId: string; workType: WorkType; weight: number; title: string | null }
    >
  | Fact<'WorkRemoved', { lessonId: string; workId: string }>
  | Fact<
      'MarkGiven',
      Entry & {
        markId: string;
        workId: string;
        pupilId: string;
        value: Mark;
        /** The day the work was done, when later than the lesson. */
        doneOn?: LocalDate;
        /** The mark that this one retakes; both stay visible. */
        retakeOf?: string;
        basis: Basis;
      }
    >
  | Fact<'MarkCorrected', { lessonId: string; markId: string; pupilId: string; value: Mark } & Why>
  | Fact<'MarkRevoked', { lessonId: string; markId: string; pupilId: string } & Why>
  /** The deputy head agrees to a correction that was made after the term. `correctionId`: the correcting event. */
  | Fact<'CorrectionApproved', { lessonId: string; correctionId: string } & Corrected>
  /** The deputy head does not: the teacher is to put it right. What was corrected stands until then. */
  | Fact<
      'CorrectionReturned',
      {
        lessonId: string;
        correctionId: string;
        /** Why, sealed under the lesson's own key. */
        note: string;
      } & Corrected
    >;

export const lessonStream = (schoolId: string, lessonId: string): StreamName =>
  streamOf(schoolId, 'lesson', lessonId);

/** The lesson that a slot gives on a date: the same for ever, however often a timetable is published. */
export const lessonIdOf = (slotId: string, originalDate: LocalDate): string =>
  idFrom('lesson', slotId, originalDate);

/** The work that every lesson has without anybody setting one. */
export const defaultWorkOf = (lessonId: string): string => idFrom('work', lessonId, 'default');

/** What the default work is until somebody says otherwise. */
export const DEFAULT_WORK = { workType: 'classwork', weight: 1, title: null } as const;

/**
 * Shapes that older logs hold, each with what it reads as now; given to the event store's `upcasting` where the
 * program is composed. The stored bytes and the chain over them stay as they were.
 */
export const journalUpcasts = [
  {
    /** Before homework had a due date of its own: `due` was empty when there was none. */
    type: 'HomeworkAssigned',
    upcast: (data: object): LessonEvent => {
      const { lessonId, text, due } = data as { lessonId: string; text: string; due: string };
      return { type: 'HomeworkSet', data: { lessonId, text, dueDate: due === '' ? null : due } };
    },
  },
] as const;
