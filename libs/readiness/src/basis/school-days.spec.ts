import { describe, expect, it } from '@jest/globals';
import type { TimetableVersions, YearCalendar } from './basis.projection.ts';
import { inForce, isSchoolDay, schoolDaysOf } from './school-days.ts';

/** Two terms with a break of a week from Mon 26 October. */
const year: YearCalendar = {
  of: 'year',
  yearId: 'y1',
  from: '2026-09-01',
  to: '2027-05-31',
  terms: [
    { termId: '1', title: '1', from: '2026-09-01', to: '2026-10-25' },
    { termId: '2', title: '2', from: '2026-11-02', to: '2027-05-31' },
  ],
  daysOff: [
    { from: '2026-11-04', to: '2026-11-04', title: 'holiday' },
    { from: '2026-11-10', to: '2026-11-11', title: 'frost', grades: [1, 2] },
  ],
  workingDays: [
    { date: '2026-11-14', likeWeekday: 3 },
    { date: '2026-10-28', likeWeekday: 3 },
  ],
  sixDayGrades: [9],
};

describe('a school day', () => {
  it.each([
    ['a weekday of a term', '2026-09-07', 5, true],
    ['a Saturday of a five-day week', '2026-09-12', 5, false],
    ['a Saturday of a six-day week', '2026-09-12', 9, true],
    ['a Saturday of a class without a grade', '2026-09-12', null, false],
    ['a Sunday', '2026-09-13', 9, false],
    ['the last day of a term, a Sunday', '2026-10-25', 9, false],
    ['a weekday between terms', '2026-10-27', 5, false],
    ['a working day between terms', '2026-10-28', 5, false],
    ['a holiday', '2026-11-04', 5, false],
    ['a day off of other grades', '2026-11-10', 5, true],
    ['a day off of this grade', '2026-11-10', 2, false],
    ['a working Saturday', '2026-11-14', 5, true],
    ['the day before the year', '2026-08-31', 5, false],
    ['a weekday of July', '2027-07-01', 5, false],
  ] as const)('%s', (_, date, grade, expected) => {
    expect(isSchoolDay(date, grade, year)).toBe(expected);
  });

  it('is one of a class in the year that it belongs to, and in no other', () => {
    const days = ['2026-09-01', '2026-09-02'];
    const before = { ...year, yearId: 'y0', from: '2025-09-01', to: '2026-05-31' };
    expect(schoolDaysOf({ grade: 5, yearId: 'y1' }, '2026-08-31', '2026-09-02', [before, year])).toEqual(
      days,
    );
    expect(schoolDaysOf({ grade: 5, yearId: 'y0' }, '2026-08-31', '2026-09-02', [before, year])).toEqual([]);
    expect(schoolDaysOf({ grade: 5, yearId: 'y1' }, '2026-08-31', '2026-09-02', [])).toEqual([]);
  });
});

describe('the timetable in force', () => {
  const version = (timetableId: string, from: string, to: string, slots = 30) => ({
    timetableId,
    from,
    to,
    slots,
    eventId: `event-${timetableId}`,
  });
  const timetable: TimetableVersions = {
    of: 'timetable',
    groupId: '5a',
    versions: [
      version('t1', '2026-09-01', '2026-12-31'),
      version('t2', '2026-10-01', '2026-10-31'),
      version('t3', '2026-11-01', '2026-11-30', 0),
    ],
  };

  it('is the one published last among those that reach to the date', () => {
    expect(inForce('2026-09-30', timetable)?.timetableId).toBe('t1');
    expect(inForce('2026-10-01', timetable)?.timetableId).toBe('t2');
    expect(inForce('2026-10-31', timetable)?.timetableId).toBe('t2');
    expect(inForce('2026-12-31', timetable)?.timetableId).toBe('t1');
  });

  it('is none on a date that no version reaches to, or that an empty one has taken over', () => {
    expect(inForce('2027-01-01', timetable)).toBeNull();
    expect(inForce('2026-11-15', timetable)).toBeNull();
    expect(inForce('2026-09-30', undefined)).toBeNull();
  });
});
