import {
  daysBetween,
  type Decider,
  invalidField,
  isLocalDate,
  type LocalDate,
  notFound,
  Refused,
} from '#kernel';
import type { AbsenceCode } from '#school/events';
import type { AbsenceEvent } from './absence.events.ts';

/** Why a pupil is away on some days. */
export interface AbsenceReason {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly code: AbsenceCode;
  /** Sealed. */
  readonly document: string | null;
}

/** A pupil's absence reasons that stand, by id. */
export type Absences = ReadonlyMap<string, AbsenceReason>;

export type AbsenceCommand =
  | ({ readonly kind: 'GiveReason'; readonly absenceId: string; readonly pupilId: string } & AbsenceReason)
  | ({
      readonly kind: 'ChangeReason';
      readonly absenceId: string;
      readonly pupilId: string;
    } & Partial<AbsenceReason>)
  | {
      readonly kind: 'WithdrawReason';
      readonly absenceId: string;
      readonly pupilId: string;
      /** Sealed. */
      readonly reason: string;
    };

/** The longest absence that one reason covers, in days: longer ones are home schooling. */
export const LONGEST_REASON_DAYS = 120;

/** The absence reasons of one pupil: no day has two. */
export const absences: Decider<Absences, AbsenceCommand, AbsenceEvent> = {
  name: 'absences',
  initial: new Map(),
  decide(command, absences) {
    const { absenceId, pupilId } = command;
    const stands = absences.get(absenceId);
    switch (command.kind) {
      case 'GiveReason': {
        const { from, to, code, document } = command;
        const given = { from, to, code, document };
        if (stands !== undefined && same(stands, given)) return [];
        requireDays(given);
        requireFree(given, absenceId, absences);
        return [{ type: 'AbsenceReasonGiven', data: { absenceId, pupilId, ...given } }];
      }
      case 'ChangeReason': {
        if (stands === undefined) throw notFound('absence reason', absenceId);
        const { from, to, code, document } = command;
        const next: AbsenceReason = {
          from: from ?? stands.from,
          to: to ?? stands.to,
          code: code ?? stands.code,
          document: document === undefined ? stands.document : document,
        };
        if (same(stands, next)) return [];
        requireDays(next);
        requireFree(next, absenceId, absences);
        return [{ type: 'AbsenceReasonChanged', data: { absenceId, pupilId, ...next } }];
      }
      case 'WithdrawReason': {
        if (stands === undefined) throw notFound('absence reason', absenceId);
        const { reason } = command;
        return [{ type: 'AbsenceReasonWithdrawn', data: { absenceId, pupilId, reason } }];
      }
    }
  },
  evolve(absences, event) {
    switch (event.type) {
      case 'AbsenceReasonGiven':
      case 'AbsenceReasonChanged': {
        const { absenceId, from, to, code, document } = event.data;
        return new Map(absences).set(absenceId, { from, to, code, document });
      }
      case 'AbsenceReasonWithdrawn': {
        const rest = new Map(absences);
        rest.delete(event.data.absenceId);
        return rest;
      }
    }
  },
};

const same = (a: AbsenceReason, b: AbsenceReason): boolean =>
  a.from === b.from && a.to === b.to && a.code === b.code && a.document === b.document;

function requireDays({ from, to }: AbsenceReason): void {
  if (!isLocalDate(from)) throw invalidField('from', 'date', 'The first day is not a date.');
  if (!isLocalDate(to)) throw invalidField('to', 'date', 'The last day is not a date.');
  if (to < from) throw invalidField('to', 'order', `The last day ${to} lies before the first ${from}.`);
  if (daysBetween(from, to) >= LONGEST_REASON_DAYS) {
    throw invalidField('to', 'length', `One reason covers at most ${LONGEST_REASON_DAYS} days.`);
  }
}

function requireFree(given: AbsenceReason, absenceId: string, absences: Absences): void {
  for (const [otherId, other] of absences) {
    if (otherId === absenceId || other.to < given.from || given.to < other.from) continue;
    const detail = `From ${other.from} to ${other.to} another reason stands.`;
    throw new Refused('days-taken', detail, {
      absenceId: otherId,
      errors: [{ field: 'from', rule: 'days-taken', detail }],
    });
  }
}
