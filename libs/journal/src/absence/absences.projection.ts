import type { Instant, LocalDate, Recorded } from '#kernel';
import { projection } from '#projecting';
import type { AbsenceCode } from '#school/events';
import type { AbsenceEvent } from './absence.events.ts';

/** The reason of a pupil's absence on some days. */
export interface AbsenceDoc {
  readonly absenceId: string;
  readonly pupilId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly code: AbsenceCode;
  /** As it is sealed. */
  readonly document: string | null;
  readonly eventId: string;
  /** The person behind the account, or the account where there is none. */
  readonly by: string;
  readonly recordedAt: Instant;
}

function docOf({
  id,
  data,
  metadata,
}: Recorded<Extract<AbsenceEvent, { type: 'AbsenceReasonGiven' | 'AbsenceReasonChanged' }>>): AbsenceDoc {
  const { absenceId, pupilId, from, to, code, document } = data;
  const { actor, recordedAt } = metadata;
  const by = actor.personId ?? actor.accountId;
  return { absenceId, pupilId, from, to, code, document, eventId: id, by, recordedAt };
}

/** The absence reasons that stand. */
export const absenceReasons = projection<AbsenceDoc, AbsenceEvent>({
  name: 'absences',
  version: 2,
  key: (event) => event.data.absenceId,
  evolve: {
    AbsenceReasonGiven: (_, event) => docOf(event),
    AbsenceReasonChanged: (_, event) => docOf(event),
    AbsenceReasonWithdrawn: () => null,
  },
  indexes: {
    /** By the last day, so that what touches a period is found from the period's first day on. */
    byPupil: (absence) => [[absence.pupilId, absence.to]],
    byLastDay: (absence) => [[absence.to]],
  },
});
