import { describe, expect, it } from '@jest/globals';
import { idFrom } from '#kernel';
import { given } from '#kernel/testing';
import { type BellSchedule, type YearEvent, yearIdOf } from './year.events.ts';
import { year } from './year.ts';

const yearId = yearIdOf('lyceum', '2026-09-01');
const opened: YearEvent = {
  type: 'AcademicYearOpened',
  data: { yearId, title: '2026/27', from: '2026-09-01', to: '2027-05-31' },
};
const opening = (wanted: object = {}) => ({
  kind: 'OpenYear' as const,
  yearId,
  title: '2026/27',
  from: '2026-09-01',
  to: '2027-05-31',
  neighbours: [],
  ...wanted,
});
const quarters = [
  { title: '1 четверть', from: '2026-09-01', to: '2026-10-25' },
  { title: '2 четверть', from: '2026-11-02', to: '2026-12-30' },
  { title: '3 четверть', from: '2027-01-11', to: '2027-03-20' },
  { title: '4 четверть', from: '2027-03-29', to: '2027-05-31' },
];
const settingTerms = (terms = quarters) => ({
  kind: 'SetTerms' as const,
  yearId,
  scheme: 'quarters' as const,
  terms,
});
const bells: BellSchedule = {
  bellScheduleId: 'bells-1',
  title: 'I смена',
  grades: [2, 3, 4],
  shift: 1,
  from: '2026-09-01',
  to: '2027-05-31',
  bells: [
    { number: 1, starts: '08:30', ends: '09:15' },
    { number: 2, starts: '09:25', ends: '10:10' },
  ],
};
const settingBells = (wanted: Partial<BellSchedule> = {}) => ({
  kind: 'SetBellSchedule' as const,
  yearId,
  schedule: { ...bells, ...wanted },
});
const bellsSet: YearEvent = { type: 'BellScheduleSet', data: { yearId, ...bells } };

describe('an academic year', () => {
  it('is opened', () => given(year)().when(opening()).then(opened));

  it('has one id for each calendar year in which a school begins it', () => {
    expect(yearIdOf('lyceum', '2026-08-25')).toBe(yearId);
    expect(yearIdOf('lyceum', '2027-09-01')).not.toBe(yearId);
    expect(yearIdOf('gymnasium', '2026-09-01')).not.toBe(yearId);
  });

  it('is corrected as long as nothing else was said about it', () => {
    given(year)(opened).when(opening()).thenNothing();
    given(year)(opened)
      .when(opening({ to: '2027-08-31' }))
      .then({
        type: 'AcademicYearOpened',
        data: { yearId, title: '2026/27', from: '2026-09-01', to: '2027-08-31' },
      });
    given(year)(opened, bellsSet)
      .when(opening({ to: '2027-08-31' }))
      .thenRefused('year-exists');
  });

  it('does not overlap its neighbours', () => {
    const { state: before } = given(year)({
      type: 'AcademicYearOpened',
      data: { yearId: 'before', title: '2025/26', from: '2025-09-01', to: '2026-08-31' },
    });
    given(year)()
      .when(opening({ neighbours: [before] }))
      .then(opened);
    given(year)()
      .when(opening({ from: '2026-08-31', neighbours: [before] }))
      .thenRefused('years-overlap');
  });

  it.each([
    ['that ends before it begins', { from: '2026-09-01', to: '2026-08-31' }],
    ['longer than a year', { from: '2026-09-01', to: '2027-09-02' }],
    ['on a day that no calendar has', { from: '2026-09-01', to: '2027-02-30' }],
    ['without a title', { title: '' }],
  ])('is not opened %s', (_, wanted) => {
    given(year)().when(opening(wanted)).thenRefused('invalid');
  });

  it('must be there before anything is said about it', () => {
    given(year)().when(settingTerms()).thenRefused('not-found');
  });
});

describe('terms', () => {
  it('are numbered by the year and its scheme, so that new dates make no new term', () => {
    const terms = quarters.map((term, index) => ({
      termId: idFrom('term', yearId, 'quarters', index + 1),
      ...term,
    }));
    const set: YearEvent = { type: 'TermsSet', data: { yearId, scheme: 'quarters', terms } };
    given(year)(opened).when(settingTerms()).then(set);
    given(year)(opened, set).when(settingTerms()).thenNothing();
    const [moved] = given(year)(opened, set)
      .when(settingTerms(quarters.with(0, { ...quarters[0]!, to: '2026-10-24' })))
      .facts();
    expect(moved).toMatchObject({
      data: { terms: [{ termId: terms[0]!.termId, to: '2026-10-24' }, {}, {}, {}] },
    });
  });

  it.each([
    ['fewer than the scheme has', quarters.slice(1)],
    ['overlapping', quarters.with(1, { ...quarters[1]!, from: '2026-10-25' })],
    ['out of order', [quarters[1]!, quarters[0]!, quarters[2]!, quarters[3]!]],
    ['outside the year', quarters.with(3, { ...quarters[3]!, to: '2027-06-01' })],
    ['turned round', quarters.with(0, { ...quarters[0]!, to: '2026-08-31' })],
  ])('are not set when they are %s', (_, terms) => {
    given(year)(opened).when(settingTerms(terms)).thenRefused('invalid');
  });
});

describe('the calendar', () => {
  const autumn = { from: '2026-10-26', to: '2026-11-01', title: 'Осенние каникулы' };
  const gradeOne = { from: '2027-02-15', to: '2027-02-21', title: 'Дополнительные каникулы', grades: [1] };
  const setting = (wanted: object) => ({
    kind: 'SetCalendar' as const,
    yearId,
    daysOff: [],
    workingDays: [],
    ...wanted,
  });

  it('holds days off, for all or for some grades, and moved working days, in order', () =>
    given(year)(opened)
      .when(setting({ daysOff: [gradeOne, autumn], workingDays: [{ date: '2027-02-20', likeWeekday: 1 }] }))
      .then({
        type: 'CalendarSet',
        data: {
          yearId,
          daysOff: [autumn, gradeOne],
          workingDays: [{ date: '2027-02-20', likeWeekday: 1 }],
        },
      }));

  it('stays when it is set as it is', () => given(year)(opened).when(setting({})).thenNothing());

  it.each([
    ['a day off outside the year', { daysOff: [{ ...autumn, to: '2027-06-01' }] }],
    ['a day off for a grade twelve', { daysOff: [{ ...autumn, grades: [12] }] }],
    ['a day off for nobody', { daysOff: [{ ...autumn, grades: [] }] }],
    ['a working Sunday timetable', { workingDays: [{ date: '2026-12-26', likeWeekday: 7 }] }],
    [
      'a working day twice',
      {
        workingDays: [
          { date: '2026-12-26', likeWeekday: 1 },
          { date: '2026-12-26', likeWeekday: 2 },
        ],
      },
    ],
    [
      'a working day in a break',
      { daysOff: [autumn], workingDays: [{ date: '2026-10-31', likeWeekday: 1 }] },
    ],
  ])('does not take %s', (_, wanted) => {
    given(year)(opened).when(setting(wanted)).thenRefused('invalid');
  });

  it('knows who learns on Saturdays', () => {
    given(year)(opened)
      .when({ kind: 'SetSchoolWeek', yearId, sixDayGrades: [11, 10] })
      .then({ type: 'SchoolWeekSet', data: { yearId, sixDayGrades: [10, 11] } });
    given(year)(opened).when({ kind: 'SetSchoolWeek', yearId, sixDayGrades: [] }).thenNothing();
    given(year)(opened)
      .when({ kind: 'SetSchoolWeek', yearId, sixDayGrades: [0] })
      .thenRefused('invalid');
  });
});

describe('a bell schedule', () => {
  it('is set', () => given(year)(opened).when(settingBells()).then(bellsSet));

  it('may let one lesson follow another at once', () => {
    const double = [bells.bells[0]!, { number: 2, starts: '09:15', ends: '10:00' }];
    expect(
      given(year)(opened)
        .when(settingBells({ bells: double }))
        .facts(),
    ).toHaveLength(1);
  });

  it('is set again when a later one had come to win over it', () => {
    const winter: YearEvent = {
      type: 'BellScheduleSet',
      data: { yearId, ...bells, bellScheduleId: 'bells-2' },
    };
    given(year)(opened, bellsSet).when(settingBells()).thenNothing();
    given(year)(opened, bellsSet, winter).when(settingBells()).then(bellsSet);
  });

  it('lets a lesson of grade 1 last 40 minutes and no more', () => {
    const lasting = (ends: string, grades: number[]) =>
      settingBells({ grades, bells: [{ number: 1, starts: '08:30', ends }] });
    given(year)(opened)
      .when(lasting('09:11', [1, 2]))
      .thenRefused('invalid');
    given(year)(opened)
      .when(lasting('09:16', [2]))
      .thenRefused('invalid');
    expect(
      given(year)(opened)
        .when(lasting('09:10', [1]))
        .facts(),
    ).toHaveLength(1);
    expect(
      given(year)(opened)
        .when(lasting('09:15', [2]))
        .facts(),
    ).toHaveLength(1);
  });

  const bell = bells.bells[0]!;
  it.each<[string, Partial<BellSchedule>]>([
    ['no bells', { bells: [] }],
    ['a lesson that ends as it starts', { bells: [{ ...bell, ends: '08:30' }] }],
    ['lessons that overlap', { bells: [bell, { number: 2, starts: '09:14', ends: '09:50' }] }],
    ['lessons out of order', { bells: [bell, { number: 1, starts: '09:25', ends: '10:00' }] }],
    ['a thirteenth lesson', { bells: [{ ...bell, number: 13 }] }],
    ['no grade', { grades: [] }],
    ['a grade twice', { grades: [5, 5] }],
    ['a third shift', { shift: 3 as 2 }],
    ['a Sunday', { weekdays: [7] }],
    ['days outside the year', { from: '2026-08-31' }],
  ])('does not take %s', (_, wanted) => {
    given(year)(opened).when(settingBells(wanted)).thenRefused('invalid');
  });

  it('is withdrawn', () => {
    given(year)(opened, bellsSet)
      .when({ kind: 'WithdrawBellSchedule', yearId, bellScheduleId: 'bells-1' })
      .then({ type: 'BellScheduleWithdrawn', data: { yearId, bellScheduleId: 'bells-1' } });
    given(year)(opened)
      .when({ kind: 'WithdrawBellSchedule', yearId, bellScheduleId: 'bells-1' })
      .thenRefused('not-found');
  });
});
