import {
  canonicalJson,
  daysBetween,
  type Decider,
  invalidField,
  type LocalDate,
  notFound,
  Refused,
} from '#kernel';
import { gradesIn, requirePeriod, saying } from '../fields.ts';
import { bellScheduleIn } from './bells.ts';
import { type Calendar, calendarIn } from './calendar.ts';
import { type PlannedTerm, termsIn } from './terms.ts';
import type { BellSchedule, Term, TermScheme, YearEvent } from './year.events.ts';

export interface AcademicYear extends Calendar {
  readonly yearId: string;
  readonly title: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** null until terms are set. */
  readonly scheme: TermScheme | null;
  readonly terms: readonly Term[];
  readonly sixDayGrades: readonly number[];
  /** In the order in which they were set: the last one that fits a date wins. */
  readonly bellSchedules: readonly BellSchedule[];
}

export type YearCommand = { readonly yearId: string } & (
  | {
      readonly kind: 'OpenYear';
      readonly title: string;
      readonly from: LocalDate;
      readonly to: LocalDate;
      /** The years that begin in the calendar years before and after, where there are any. */
      readonly neighbours: readonly AcademicYear[];
    }
  | { readonly kind: 'SetTerms'; readonly scheme: TermScheme; readonly terms: readonly PlannedTerm[] }
  | ({ readonly kind: 'SetCalendar' } & Calendar)
  | { readonly kind: 'SetSchoolWeek'; readonly sixDayGrades: readonly number[] }
  | { readonly kind: 'SetBellSchedule'; readonly schedule: BellSchedule }
  | { readonly kind: 'WithdrawBellSchedule'; readonly bellScheduleId: string }
);

const LONGEST_YEAR_DAYS = 366;

export const year: Decider<AcademicYear | null, YearCommand, YearEvent> = {
  name: 'school/year',
  initial: null,

  decide(command, current) {
    if (command.kind === 'OpenYear') return opened(command, current);
    if (current === null) throw notFound('academic year', command.yearId);
    const { yearId } = current;
    switch (command.kind) {
      case 'SetTerms': {
        const terms = termsIn(current, command.scheme, command.terms);
        if (current.scheme === command.scheme && same(current.terms, terms)) return [];
        return [{ type: 'TermsSet', data: { yearId, scheme: command.scheme, terms } }];
      }
      case 'SetCalendar': {
        const { daysOff, workingDays } = calendarIn(current, command);
        if (same(current.daysOff, daysOff) && same(current.workingDays, workingDays)) return [];
        return [{ type: 'CalendarSet', data: { yearId, daysOff, workingDays } }];
      }
      case 'SetSchoolWeek': {
        const sixDayGrades =
          command.sixDayGrades.length === 0 ? [] : gradesIn('sixDayGrades', command.sixDayGrades);
        if (same(current.sixDayGrades, sixDayGrades)) return [];
        return [{ type: 'SchoolWeekSet', data: { yearId, sixDayGrades } }];
      }
      case 'SetBellSchedule': {
        const schedule = bellScheduleIn(current, command.schedule);
        // Setting it again as it is changes nothing only while no later one could win over it.
        if (same(current.bellSchedules.at(-1), schedule)) return [];
        return [{ type: 'BellScheduleSet', data: { yearId, ...schedule } }];
      }
      case 'WithdrawBellSchedule': {
        const { bellScheduleId } = command;
        if (!current.bellSchedules.some((schedule) => schedule.bellScheduleId === bellScheduleId)) {
          throw notFound('bell schedule', bellScheduleId);
        }
        return [{ type: 'BellScheduleWithdrawn', data: { yearId, bellScheduleId } }];
      }
    }
  },

  evolve(current, event) {
    switch (event.type) {
      case 'AcademicYearOpened': {
        const { yearId, title, from, to } = event.data;
        return {
          yearId,
          title,
          from,
          to,
          scheme: null,
          terms: [],
          daysOff: [],
          workingDays: [],
          sixDayGrades: [],
          bellSchedules: [],
        };
      }
      case 'TermsSet':
        return current && { ...current, scheme: event.data.scheme, terms: event.data.terms };
      case 'CalendarSet':
        return current && { ...current, daysOff: event.data.daysOff, workingDays: event.data.workingDays };
      case 'SchoolWeekSet':
        return current && { ...current, sixDayGrades: event.data.sixDayGrades };
      case 'BellScheduleSet': {
        const { yearId: _, ...schedule } = event.data;
        return (
          current && {
            ...current,
            bellSchedules: [...without(current.bellSchedules, schedule.bellScheduleId), schedule],
          }
        );
      }
      case 'BellScheduleWithdrawn':
        return (
          current && {
            ...current,
            bellSchedules: without(current.bellSchedules, event.data.bellScheduleId),
          }
        );
    }
  },
};

function opened(
  command: Extract<YearCommand, { kind: 'OpenYear' }>,
  current: AcademicYear | null,
): readonly YearEvent[] {
  const { yearId, from, to, neighbours } = command;
  const title = saying('title', command.title);
  requirePeriod('', command);
  if (daysBetween(from, to) >= LONGEST_YEAR_DAYS) {
    throw invalidField('to', 'length', `An academic year has at most ${LONGEST_YEAR_DAYS} days.`);
  }
  const overlapping = neighbours.find((other) => other.from <= to && from <= other.to);
  if (overlapping) {
    throw new Refused(
      'years-overlap',
      `${overlapping.title} lasts from ${overlapping.from} to ${overlapping.to}.`,
    );
  }
  if (current !== null) {
    if (current.title === title && current.from === from && current.to === to) return [];
    const begun =
      current.scheme !== null ||
      current.daysOff.length + current.workingDays.length + current.sixDayGrades.length > 0 ||
      current.bellSchedules.length > 0;
    if (begun) {
      throw new Refused(
        'year-exists',
        `${current.title} is set up already: its terms, days off or bells are.`,
      );
    }
  }
  return [{ type: 'AcademicYearOpened', data: { yearId, title, from, to } }];
}

const without = (schedules: readonly BellSchedule[], id: string): readonly BellSchedule[] =>
  schedules.filter((schedule) => schedule.bellScheduleId !== id);

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
