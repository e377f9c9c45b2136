import type { LocalDate } from '#kernel';
import { projection } from '#projecting';
import type {
  DaysOff,
  PolicyEvent,
  SchoolPolicy,
  Term,
  TimetableEvent,
  WorkingDay,
  YearEvent,
} from '#school/events';

/** Every version of the school's policy, oldest first. `at`: ms since the epoch. */
export interface PolicyHistory {
  readonly of: 'policy';
  readonly versions: readonly {
    readonly version: number;
    readonly policy: SchoolPolicy;
    readonly eventId: string;
    readonly at: number;
  }[];
}

/** What says which days of a year are school days. */
export interface YearCalendar {
  readonly of: 'year';
  readonly yearId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly terms: readonly Term[];
  readonly daysOff: readonly DaysOff[];
  readonly workingDays: readonly WorkingDay[];
  readonly sixDayGrades: readonly number[];
}

/** The versions of one group's timetable, in the order of publication. */
export interface TimetableVersions {
  readonly of: 'timetable';
  readonly groupId: string;
  readonly versions: readonly {
    readonly timetableId: string;
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly slots: number;
    readonly eventId: string;
  }[];
}

export type BasisDoc = PolicyHistory | YearCalendar | TimetableVersions;

type BasisEvent = PolicyEvent | YearEvent | TimetableEvent;

const year = (doc: BasisDoc | null): YearCalendar | null => (doc?.of === 'year' ? doc : null);

/** What criterion 1 and the choice of policy stand on: timetables, calendars, policy versions. */
export const basis = projection<BasisDoc, BasisEvent>({
  name: 'readiness-basis',
  version: 1,
  key: (event) => {
    if (event.type === 'PolicySet') return 'policy';
    return 'groupId' in event.data ? `timetable.${event.data.groupId}` : `year.${event.data.yearId}`;
  },
  evolve: {
    PolicySet: (doc, event) => ({
      of: 'policy',
      versions: [
        ...(doc?.of === 'policy' ? doc.versions : []),
        {
          version: event.data.version,
          policy: event.data.policy,
          eventId: event.id,
          at: Date.parse(event.metadata.recordedAt),
        },
      ],
    }),
    AcademicYearOpened: (_, event) => ({
      of: 'year',
      yearId: event.data.yearId,
      from: event.data.from,
      to: event.data.to,
      terms: [],
      daysOff: [],
      workingDays: [],
      sixDayGrades: [],
    }),
    TermsSet: (doc, event) => year(doc) && { ...year(doc)!, terms: event.data.terms },
    CalendarSet: (doc, event) =>
      year(doc) && { ...year(doc)!, daysOff: event.data.daysOff, workingDays: event.data.workingDays },
    SchoolWeekSet: (doc, event) => year(doc) && { ...year(doc)!, sixDayGrades: event.data.sixDayGrades },
    TimetablePublished: (doc, event) => ({
      of: 'timetable',
      groupId: event.data.groupId,
      versions: [
        ...(doc?.of === 'timetable' ? doc.versions : []),
        {
          timetableId: event.data.timetableId,
          from: event.data.from,
          to: event.data.to,
          slots: event.data.slots.length,
          eventId: event.id,
        },
      ],
    }),
    TimetableEnded: (doc, event) =>
      doc?.of === 'timetable'
        ? {
            ...doc,
            versions: doc.versions.map((version) =>
              version.timetableId === event.data.timetableId && event.data.to < version.to
                ? { ...version, to: event.data.to }
                : version,
            ),
          }
        : doc,
  },
  indexes: { byKind: (doc) => [[doc.of]] },
});
