import { type Fact, idFrom, type LocalDate, type LocalTime, type StreamName, streamOf } from '#kernel';

export const termSchemes = ['quarters', 'trimesters', 'half-years'] as const;
export type TermScheme = (typeof termSchemes)[number];

export interface Term {
  readonly termId: string;
  readonly title: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Dates without lessons (holidays, breaks), both included; for some grades only, or for all. */
export interface DaysOff {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly title: string;
  readonly grades?: readonly number[];
}

/** A day on which the timetable of another weekday is taught: a working Saturday instead of a moved Monday. */
export interface WorkingDay {
  readonly date: LocalDate;
  readonly likeWeekday: number;
}

export interface Bell {
  readonly number: number;
  readonly starts: LocalTime;
  readonly ends: LocalTime;
}

/** Bell times of some grades in one shift between two dates; the last one set that fits a date wins. */
export interface BellSchedule {
  readonly bellScheduleId: string;
  readonly title: string;
  readonly grades: readonly number[];
  readonly shift: 1 | 2;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Only on these weekdays (short days); every day when absent. */
  readonly weekdays?: readonly number[];
  readonly bells: readonly Bell[];
}

export type YearEvent =
  /** A second one corrects the first, as long as nothing else was said about the year. */
  | Fact<'AcademicYearOpened', { yearId: string; title: string; from: LocalDate; to: LocalDate }>
  | Fact<'TermsSet', { yearId: string; scheme: TermScheme; terms: readonly Term[] }>
  | Fact<'CalendarSet', { yearId: string; daysOff: readonly DaysOff[]; workingDays: readonly WorkingDay[] }>
  /** 5- or 6-day week by grade. Grades not named: 5. */
  | Fact<'SchoolWeekSet', { yearId: string; sixDayGrades: readonly number[] }>
  | Fact<'BellScheduleSet', { yearId: string } & BellSchedule>
  | Fact<'BellScheduleWithdrawn', { yearId: string; bellScheduleId: string }>;

export const yearStream = (schoolId: string, yearId: string): StreamName =>
  streamOf(schoolId, 'year', yearId);

/** A school has one academic year for each calendar year in which it begins. */
export const yearIdOf = (schoolId: string, from: LocalDate): string =>
  idFrom('year', schoolId, from.slice(0, 4));
