import type { LocalDate } from '#kernel';
import type { Fold } from '#event-store';
import type { BellSchedule, DaysOff, Term, WorkingDay, YearEvent } from '#school/events';

/** What says on which days and at which times a year's lessons are. */
export interface YearFacts {
  readonly yearId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly terms: readonly Term[];
  readonly daysOff: readonly DaysOff[];
  readonly workingDays: readonly WorkingDay[];
  /** Every working day that any version of the calendar ever had. */
  readonly everWorkingDays: readonly WorkingDay[];
  readonly sixDayGrades: readonly number[];
  /** In the order in which they were last set. */
  readonly bells: readonly BellSchedule[];
}

/** An academic year as the journal reads it from its stream; null before it was opened. */
export const yearFacts: Fold<YearFacts | null, YearEvent> = {
  name: 'journal-year',
  initial: null,
  evolve(year, event) {
    if (event.type === 'AcademicYearOpened') {
      const { yearId, from, to } = event.data;
      return {
        yearId,
        from,
        to,
        terms: [],
        daysOff: [],
        workingDays: [],
        everWorkingDays: [],
        sixDayGrades: [],
        bells: [],
      };
    }
    if (year === null) return null;
    switch (event.type) {
      case 'TermsSet':
        return { ...year, terms: event.data.terms };
      case 'CalendarSet': {
        const { daysOff, workingDays } = event.data;
        const everWorkingDays = [...year.everWorkingDays, ...workingDays];
        return { ...year, daysOff, workingDays, everWorkingDays };
      }
      case 'SchoolWeekSet':
        return { ...year, sixDayGrades: event.data.sixDayGrades };
      case 'BellScheduleSet': {
        const { yearId: _yearId, ...schedule } = event.data;
        return { ...year, bells: [...withoutBells(year, schedule.bellScheduleId), schedule] };
      }
      case 'BellScheduleWithdrawn':
        return { ...year, bells: withoutBells(year, event.data.bellScheduleId) };
    }
  },
};

const withoutBells = (year: YearFacts, bellScheduleId: string): readonly BellSchedule[] =>
  year.bells.filter((schedule) => schedule.bellScheduleId !== bellScheduleId);
