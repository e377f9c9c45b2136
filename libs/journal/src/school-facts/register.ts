import type { LocalDate } from '#kernel';
import type { Fold } from '#event-store';
import type { Grading, GroupKind, RegisterEvent } from '#school/events';
import { lastsOn, type Stay, withLastDay } from '#school/events';

/** What the journal needs to know of a register. */
export interface RegisterFacts {
  readonly registerId: string;
  readonly yearId: string;
  readonly subjectId: string;
  readonly kind: GroupKind;
  readonly groupIds: readonly string[];
  readonly classIds: readonly string[];
  readonly teachers: readonly (Stay & { readonly teacherId: string })[];
  /** In the order of their first days. */
  readonly gradings: readonly { readonly grading: Grading; readonly from: LocalDate }[];
  /** Its last day, once it was closed. */
  readonly closedTo: LocalDate | null;
}

/** A register as the journal reads it from its stream; null before it was opened. */
export const registerFacts: Fold<RegisterFacts | null, RegisterEvent> = {
  name: 'journal-register',
  initial: null,
  evolve(register, event) {
    if (event.type === 'RegisterOpened') {
      return { ...event.data, teachers: [], gradings: [], closedTo: null };
    }
    if (register === null) return null;
    switch (event.type) {
      case 'RegisterTeacherAssigned': {
        const { teacherId, from } = event.data;
        return { ...register, teachers: [...register.teachers, { teacherId, from, to: null }] };
      }
      case 'RegisterTeacherReleased': {
        const { teacherId, to } = event.data;
        return {
          ...register,
          teachers: withLastDay(register.teachers, to, (stay) => stay.teacherId === teacherId),
        };
      }
      case 'GradingSet': {
        const { grading, from } = event.data;
        const others = register.gradings.filter((other) => other.from !== from);
        const gradings = [...others, { grading, from }].sort((a, b) => (a.from < b.from ? -1 : 1));
        return { ...register, gradings };
      }
      case 'RegisterClosed':
        return { ...register, closedTo: event.data.to };
    }
  },
};

/** Who teaches the register on this day, in the order of being assigned. */
export const teachersOn = (register: RegisterFacts, day: LocalDate): readonly string[] => [
  ...new Set(register.teachers.filter((stay) => lastsOn(stay, day)).map((stay) => stay.teacherId)),
];

/** How the register grades on this day; before the first one set, as that one says; null when nobody has said. */
export const gradingOn = ({ gradings }: RegisterFacts, day: LocalDate): Grading | null =>
  (gradings.findLast((set) => set.from <= day) ?? gradings[0])?.grading ?? null;

/** The groups whose timetables may hold the register: its own, and the classes that their pupils come from. */
export const holdersOf = (register: RegisterFacts): readonly string[] => [
  ...new Set([...register.groupIds, ...register.classIds]),
];
