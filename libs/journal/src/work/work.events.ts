import { type Fact, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { GroupKind } from '#school/events';
import type { Basis, Corrected, Mark, Why, WorkType } from '../lesson/lesson.events.ts';

/**
 * A work beyond one lesson: with only a date, or spanning several lessons of its register. Its marks are outside
 * criteria 3 and 6, which count the entries of lessons.
 */
export type DatedWorkEvent =
  /** Set, or said anew. */
  | Fact<
      'DatedWorkSet',
      {
        workId: string;
        registerId: string;
        subjectId: string;
        kind: GroupKind;
        groupIds: readonly string[];
        workType: WorkType;
        weight: number;
        title: string | null;
        date: LocalDate;
        /** The lessons that it spans; none where it has only its date. */
        lessonIds: readonly string[];
        basis: Basis;
      }
    >
  | Fact<'DatedWorkRemoved', { workId: string }>
  | Fact<
      'DatedWorkMarked',
      {
        workId: string;
        markId: string;
        pupilId: string;
        value: Mark;
        /** The day it was done, when later than the work's date. */
        doneOn?: LocalDate;
        /** The mark that this one retakes; both stay visible. */
        retakeOf?: string;
        basis: Basis;
      }
    >
  | Fact<'DatedWorkMarkCorrected', { workId: string; markId: string; pupilId: string; value: Mark } & Why>
  | Fact<'DatedWorkMarkRevoked', { workId: string; markId: string; pupilId: string } & Why>
  /** The deputy head agrees to a correction that was made after the term. `correctionId`: the correcting event. */
  | Fact<'DatedWorkCorrectionApproved', { workId: string; correctionId: string } & Corrected>
  /** The deputy head does not: the teacher is to put it right. The note is sealed under the work's own key. */
  | Fact<'DatedWorkCorrectionReturned', { workId: string; correctionId: string; note: string } & Corrected>;

export const datedWorkStream = (schoolId: string, workId: string): StreamName =>
  streamOf(schoolId, 'work', workId);
