import type { LocalDate, LocalTime } from '#kernel';

/** What an import wants the school to have, whatever format it came in. Keys are the file's own names. */
export interface Roster {
  /** Present when the file says when the year begins and ends. */
  readonly year: { readonly title: string; readonly from: LocalDate; readonly to: LocalDate } | null;
  readonly people: readonly RosterPerson[];
  readonly subjects: readonly { readonly key: string; readonly title: string }[];
  readonly groups: readonly RosterGroup[];
  readonly registers: readonly RosterRegister[];
  readonly bells: readonly {
    readonly number: number;
    readonly starts: LocalTime;
    readonly ends: LocalTime;
  }[];
  readonly slots: readonly RosterSlot[];
}

export interface RosterPerson {
  readonly key: string;
  readonly kind: 'staff' | 'pupil';
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic?: string;
}

export interface RosterGroup {
  readonly key: string;
  readonly kind: 'class' | 'subgroup';
  readonly title: string;
  readonly grade: number;
  readonly classKeys: readonly string[];
  readonly memberKeys: readonly string[];
}

export interface RosterRegister {
  readonly key: string;
  readonly subjectKey: string;
  readonly groupKeys: readonly string[];
  readonly teacherKeys: readonly string[];
}

export interface RosterSlot {
  readonly registerKey: string;
  /** The classes in whose timetables it stands. */
  readonly classKeys: readonly string[];
  readonly weekday: number;
  readonly number: number;
  readonly room: string | null;
}

/** The grade 1–11 that a class title begins with, or null. */
export function gradeOf(title: string): number | null {
  const match = /^\s*(\d{1,2})(?!\d)/.exec(title);
  const grade = match ? Number(match[1]) : 0;
  return grade >= 1 && grade <= 11 ? grade : null;
}
