import { addDays, type LocalDate, within } from '#kernel';
import type { Snapshot } from '#projecting';
import type { AbsenceCode } from '#school/events';
import { findAll } from '../find-all.ts';
import { LONGEST_REASON_DAYS } from './absence.ts';
import { type AbsenceDoc, absenceReasons } from './absences.projection.ts';

/** Every absence reason of the school that touches the period. */
export async function reasonsDuring(
  snapshot: Snapshot,
  schoolId: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<readonly AbsenceDoc[]> {
  const found = await findAll<AbsenceDoc>(snapshot, absenceReasons.name, schoolId, {
    index: 'byLastDay',
    prefix: [],
    from,
    // None that began by then ends later.
    to: addDays(to, LONGEST_REASON_DAYS),
  });
  return found.filter((reason) => reason.from <= to);
}

/** A pupil's absence reasons that touch the period, in the order of time. */
export async function reasonsOfPupil(
  snapshot: Snapshot,
  schoolId: string,
  pupilId: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<readonly AbsenceDoc[]> {
  const options = { index: 'byPupil', prefix: [pupilId], from };
  const found = await findAll<AbsenceDoc>(snapshot, absenceReasons.name, schoolId, options);
  return found.filter((reason) => reason.from <= to);
}

/** What the class teacher says of a day, or null. Of a pupil's reasons one stands on every day. */
export const reasonOn = (reasons: readonly AbsenceDoc[], day: LocalDate): AbsenceCode | null =>
  reasons.find((reason) => within(day, reason))?.code ?? null;
