import type { LocalDate, Recorded } from '#kernel';
import { type Stay, withLastDay } from '../stays.ts';
import type { Grading, GroupKind } from '../words.ts';
import type { RegisterEvent } from './register.events.ts';

export interface RegisterTeacher extends Stay {
  readonly teacherId: string;
}

/** In force from this date until the next. */
export interface GradingFrom {
  readonly grading: Grading;
  readonly from: LocalDate;
}

/** A page of the journal: group (or groups taught together) × subject × academic year. */
export interface Register {
  readonly registerId: string;
  readonly yearId: string;
  readonly subjectId: string;
  readonly kind: GroupKind;
  readonly groupIds: readonly string[];
  readonly classIds: readonly string[];
  readonly teachers: readonly RegisterTeacher[];
  /** By date; the first one holds for every earlier date too. */
  readonly grading: readonly GradingFrom[];
  /** The last day, or null while it is open. */
  readonly closedOn: LocalDate | null;
}

/** A register after one more event. No default branch: a new event does not compile until it is handled. */
export function registerAfter(current: Register | null, event: Recorded<RegisterEvent>): Register | null {
  if (event.type === 'RegisterOpened') return { ...event.data, teachers: [], grading: [], closedOn: null };
  if (current === null) return null;
  switch (event.type) {
    case 'RegisterTeacherAssigned': {
      const { teacherId, from } = event.data;
      return { ...current, teachers: [...current.teachers, { teacherId, from, to: null }] };
    }
    case 'RegisterTeacherReleased': {
      const { teacherId, to } = event.data;
      return {
        ...current,
        teachers: withLastDay(current.teachers, to, (stay) => stay.teacherId === teacherId),
      };
    }
    case 'GradingSet': {
      const { grading, from } = event.data;
      // A second one for the same day takes the first one's place.
      const others = current.grading.filter((other) => other.from !== from);
      return {
        ...current,
        grading: [...others, { grading, from }].sort((a, b) => (a.from < b.from ? -1 : 1)),
      };
    }
    case 'RegisterClosed':
      return { ...current, closedOn: event.data.to };
  }
}

/** How the register grades on a date; before the first one set, as that one says. */
export const gradingOn = (gradings: readonly GradingFrom[], date: LocalDate): Grading | undefined =>
  (gradings.findLast((grading) => grading.from <= date) ?? gradings[0])?.grading;
