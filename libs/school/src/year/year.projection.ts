import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import type { YearEvent } from './year.events.ts';
import { type AcademicYear, year } from './year.ts';

const told = (doc: AcademicYear | null, event: Recorded<YearEvent>): AcademicYear | null =>
  year.evolve(doc, event);

/** Every academic year, folded as the rules fold it: raise the version when its decider's state changes. */
export const years = projection<AcademicYear, YearEvent>({
  name: 'years',
  version: 1,
  key: (event) => event.data.yearId,
  evolve: {
    AcademicYearOpened: told,
    TermsSet: told,
    CalendarSet: told,
    SchoolWeekSet: told,
    BellScheduleSet: told,
    BellScheduleWithdrawn: told,
  },
  indexes: { byFirstDay: (doc) => [[doc.from]] },
});
