import { idFrom } from '#kernel';

/** Who attends a lesson. The seed's order asks for all kinds of lessons and extracurricular work. */
export const groupKinds = ['class', 'subgroup', 'individual', 'elective', 'club', 'extended-day'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** How a register grades, from a date to a date. Grade 1 by default: none. */
export const gradings = ['marks', 'pass-fail', 'none'] as const;
export type Grading = (typeof gradings)[number];

/** In which weeks a slot stands. Odd and even count from the first week of the academic year, which is odd. */
export const parities = ['every', 'odd', 'even'] as const;
export type Parity = (typeof parities)[number];

/** Why a pupil was away: ill (Б), excused (УП), unexcused (НП). */
export const absenceCodes = ['ill', 'excused', 'unexcused'] as const;
export type AbsenceCode = (typeof absenceCodes)[number];

/** A weekly place in a timetable. The same register at the same weekday and number is the same slot for ever. */
export interface Slot {
  /** From register, weekday and number (`slotIdOf`). */
  readonly slotId: string;
  readonly registerId: string;
  /** 1 Monday … 6 Saturday. */
  readonly weekday: number;
  /** The lesson's number in the bell schedule, 0 … 12. */
  readonly number: number;
  readonly parity: Parity;
  readonly room: string | null;
}

/** The id of the slot of a register at a weekday and number. */
export const slotIdOf = (registerId: string, weekday: number, number: number): string =>
  idFrom('slot', registerId, weekday, number);
