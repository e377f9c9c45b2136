import { type Fact, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { AbsenceCode } from '#school/events';

/**
 * The class teacher's fact, per pupil from–to with its document; never an entry of a lesson. `document` (a medical
 * certificate, a parent's note) and the reason of a withdrawal are sealed under the pupil's own key.
 */
export type AbsenceEvent =
  | Fact<
      'AbsenceReasonGiven',
      {
        absenceId: string;
        pupilId: string;
        from: LocalDate;
        to: LocalDate;
        code: AbsenceCode;
        document: string | null;
      }
    >
  | Fact<
      'AbsenceReasonChanged',
      {
        absenceId: string;
        pupilId: string;
        from: LocalDate;
        to: LocalDate;
        code: AbsenceCode;
        document: string | null;
      }
    >
  | Fact<'AbsenceReasonWithdrawn', { absenceId: string; pupilId: string; reason: string }>;

export const absenceStream = (schoolId: string, pupilId: string): StreamName =>
  streamOf(schoolId, 'absences', pupilId);
