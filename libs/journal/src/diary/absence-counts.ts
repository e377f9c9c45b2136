import type { AbsenceCode } from '#school/events';
import type { AbsenceDoc } from '../absence/absences.projection.ts';
import { reasonOn } from '../absence/reasons-in-force.ts';
import { attendanceOf, type LessonDoc } from '../lessons/lesson-doc.ts';

/** Lessons that the pupil was absent from, by why: what the class teacher says of the day, else the teacher. */
export class AbsenceCounts {
  total!: number;
  ill!: number;
  excused!: number;
  unexcused!: number;
  /** Nobody has said why. */
  unknown!: number;
}

/** @param takePlace lessons that are neither cancelled nor replaced @param reasons the pupil's */
export function absencesFrom(
  takePlace: readonly LessonDoc[],
  pupilId: string,
  reasons: readonly AbsenceDoc[],
): AbsenceCounts {
  const counts: AbsenceCounts = { total: 0, ill: 0, excused: 0, unexcused: 0, unknown: 0 };
  for (const lesson of takePlace) {
    const attendance = attendanceOf(lesson, pupilId);
    if (attendance?.value !== 'absent') continue;
    const code: AbsenceCode | null = reasonOn(reasons, lesson.date) ?? attendance.code ?? null;
    counts.total += 1;
    counts[code ?? 'unknown'] += 1;
  }
  return counts;
}
