import { describe, expect, it } from '@jest/globals';
import { idFrom } from '#kernel';
import type { BellSchedule, Parity, Slot } from '#school/events';
import { lessonIdOf } from '../lesson/lesson.events.ts';
import type { GroupFacts } from '../school-facts/group.ts';
import type { RegisterFacts } from '../school-facts/register.ts';
import type { TimetableVersion } from '../school-facts/timetable.ts';
import type { YearFacts } from '../school-facts/year.ts';
import { everPlanned, type PlanInputs, planLessons } from './plan-lessons.ts';

const ALL_GRADES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

const bells = (more: Partial<BellSchedule> = {}): BellSchedule => ({
  bellScheduleId: 'bells-1',
  title: 'First shift',
  grades: ALL_GRADES,
  shift: 1,
  from: '2026-09-01',
  to: '2027-05-31',
  bells: [
    { number: 1, starts: '08:30', ends: '09:10' },
    { number: 2, starts: '09:20', ends: '10:00' },
  ],
  ...more,
});

const year = (more: Partial<YearFacts> = {}): YearFacts => ({
  yearId: 'year-1',
  from: '2026-09-01',
  to: '2027-05-31',
  terms: [{ termId: 't1', title: '1', from: '2026-09-01', to: '2027-05-31' }],
  daysOff: [],
  workingDays: [],
  everWorkingDays: more.workingDays ?? [],
  sixDayGrades: [],
  bells: [bells()],
  ...more,
});

const group = (groupId: string, more: Partial<GroupFacts> = {}): GroupFacts => ({
  groupId,
  yearId: 'year-1',
  kind: 'class',
  grade: 5,
  shift: 1,
  classIds: [groupId],
  from: '2026-09-01',
  to: '2027-05-31',
  members: new Map(),
  classTeachers: [],
  ...more,
});

const register = (registerId: string, more: Partial<RegisterFacts> = {}): RegisterFacts => ({
  registerId,
  yearId: 'year-1',
  subjectId: 'algebra',
  kind: 'class',
  groupIds: ['5a'],
  classIds: ['5a'],
  teachers: [{ teacherId: 'teacher-1', from: '2026-09-01', to: null }],
  gradings: [],
  closedTo: null,
  ...more,
});

const slot = (registerId: string, weekday: number, number = 1, parity: Parity = 'every'): Slot => ({
  slotId: idFrom('slot', registerId, weekday, number),
  registerId,
  weekday,
  number,
  parity,
  room: '12',
});

const version = (slots: Slot[], more: Partial<TimetableVersion> = {}): TimetableVersion => ({
  timetableId: 'timetable-1',
  yearId: 'year-1',
  from: '2026-09-01',
  to: '2027-05-31',
  publishedTo: more.to ?? '2027-05-31',
  slots,
  ...more,
});

const inputs = (more: {
  timeZone?: string;
  year?: YearFacts;
  registers?: RegisterFacts[];
  groups?: GroupFacts[];
  timetables?: Record<string, TimetableVersion[]>;
  from?: string;
  to?: string;
}): PlanInputs => ({
  timeZone: more.timeZone ?? 'Europe/Moscow',
  year: more.year ?? year(),
  registers: new Map((more.registers ?? [register('r')]).map((one) => [one.registerId, one])),
  groups: new Map((more.groups ?? [group('5a')]).map((one) => [one.groupId, one])),
  timetables: new Map(Object.entries(more.timetables ?? {})),
  from: more.from ?? '2026-09-01',
  to: more.to ?? '2026-09-14',
});

const MONDAY = slot('r', 1);
const datesFor = (given: PlanInputs): string[] => planLessons(given).lessons.map(({ date }) => date);

describe('planning lessons from a timetable', () => {
  it('gives every date its lesson, with an id that slot and date make for ever', () => {
    const { lessons, withoutBell } = planLessons(inputs({ timetables: { '5a': [version([MONDAY])] } }));
    expect(withoutBell).toEqual([]);
    expect(lessons.map(({ date }) => date)).toEqual(['2026-09-07', '2026-09-14']);
    expect(lessons[0]).toEqual({
      lessonId: lessonIdOf(MONDAY.slotId, '2026-09-07'),
      slotId: MONDAY.slotId,
      date: '2026-09-07',
      plan: {
        registerId: 'r',
        subjectId: 'algebra',
        kind: 'class',
        groupIds: ['5a'],
        classIds: ['5a'],
        teacherIds: ['teacher-1'],
        date: '2026-09-07',
        number: 1,
        startsAt: '2026-09-07T05:30:00.000Z',
        endsAt: '2026-09-07T06:10:00.000Z',
        room: '12',
      },
    });
  });

  it('keeps the local hour over both changes of the clock', () => {
    const daily = [1, 2, 3, 4, 5].map((weekday) => slot('r', weekday));
    const at = (from: string, to: string): string[] =>
      planLessons(
        inputs({ timeZone: 'Europe/Berlin', timetables: { '5a': [version(daily)] }, from, to }),
      ).lessons.map(({ plan }) => plan.startsAt);
    expect(at('2026-10-23', '2026-10-26')).toEqual(['2026-10-23T06:30:00.000Z', '2026-10-26T07:30:00.000Z']);
    expect(at('2027-03-26', '2027-03-29')).toEqual(['2027-03-26T07:30:00.000Z', '2027-03-29T06:30:00.000Z']);
  });

  it('counts odd and even weeks from the week of the year’s first day, through New Year', () => {
    const odd = inputs({ timetables: { '5a': [version([slot('r', 1, 1, 'odd')])] }, to: '2027-01-31' });
    const even = inputs({ timetables: { '5a': [version([slot('r', 1, 1, 'even')])] }, to: '2027-01-31' });
    expect(datesFor(odd).slice(0, 3)).toEqual(['2026-09-14', '2026-09-28', '2026-10-12']);
    expect(datesFor(even).slice(0, 3)).toEqual(['2026-09-07', '2026-09-21', '2026-10-05']);
    const both = [...datesFor(odd), ...datesFor(even)].sort();
    expect(both).toEqual(datesFor(inputs({ timetables: { '5a': [version([MONDAY])] }, to: '2027-01-31' })));
  });

  it('teaches another weekday’s timetable on a day that is worked for it', () => {
    const saturday = { date: '2026-09-12', likeWeekday: 1 };
    const given = inputs({
      year: year({
        workingDays: [saturday],
        daysOff: [{ from: '2026-09-14', to: '2026-09-14', title: 'Moved' }],
      }),
      timetables: { '5a': [version([MONDAY])] },
    });
    expect(datesFor(given)).toEqual(['2026-09-07', '2026-09-12']);
    expect(planLessons(given).lessons[1]).toMatchObject({
      lessonId: lessonIdOf(MONDAY.slotId, '2026-09-12'),
      plan: { startsAt: '2026-09-12T05:30:00.000Z' },
    });
  });

  it('leaves out days off, for all or for a grade, and what lies between the terms', () => {
    const timetables = { '5a': [version([MONDAY])] };
    const off = (grades?: number[]) =>
      year({
        daysOff: [{ from: '2026-09-05', to: '2026-09-08', title: 'Frost', ...(grades ? { grades } : {}) }],
      });
    expect(datesFor(inputs({ timetables, year: off() }))).toEqual(['2026-09-14']);
    expect(datesFor(inputs({ timetables, year: off([5]) }))).toEqual(['2026-09-14']);
    expect(datesFor(inputs({ timetables, year: off([1]) }))).toEqual(['2026-09-07', '2026-09-14']);
    const terms = [{ termId: 't', title: '1', from: '2026-09-10', to: '2026-10-25' }];
    expect(datesFor(inputs({ timetables, year: year({ terms }) }))).toEqual(['2026-09-14']);
    expect(datesFor(inputs({ timetables, year: year({ terms: [] }) }))).toEqual([]);
  });

  it('teaches on Saturdays only the grades of a six-day week, and clubs of several grades', () => {
    const timetables = { '5a': [version([slot('r', 6)])] };
    expect(datesFor(inputs({ timetables }))).toEqual([]);
    expect(datesFor(inputs({ timetables, year: year({ sixDayGrades: [5] }) }))).toEqual([
      '2026-09-05',
      '2026-09-12',
    ]);
    const club = group('club', { kind: 'club', grade: null, classIds: [] });
    const ofClub = register('r', { kind: 'club', groupIds: ['club'], classIds: [] });
    const given = inputs({
      registers: [ofClub],
      groups: [club],
      timetables: { club: [version([slot('r', 6)])] },
    });
    expect(datesFor(given)).toHaveLength(2);
  });

  it('never teaches on a Sunday unless it is worked for another day', () => {
    const everyDay = [1, 2, 3, 4, 5, 6].map((weekday) => slot('r', weekday));
    const given = inputs({
      year: year({ sixDayGrades: [5] }),
      timetables: { '5a': [version(everyDay)] },
      to: '2027-05-31',
    });
    expect(datesFor(given).filter((date) => new Date(date).getUTCDay() === 0)).toEqual([]);
  });

  it('gives teachers as they teach the register on the date', () => {
    const changed = register('r', {
      teachers: [
        { teacherId: 'old', from: '2026-09-01', to: '2026-09-10' },
        { teacherId: 'new', from: '2026-09-11', to: null },
        { teacherId: 'second', from: '2026-09-11', to: null },
      ],
    });
    const { lessons } = planLessons(
      inputs({ registers: [changed], timetables: { '5a': [version([MONDAY])] } }),
    );
    expect(lessons.map(({ plan }) => plan.teacherIds)).toEqual([['old'], ['new', 'second']]);
  });

  it('ends with the register and with the group', () => {
    const timetables = { '5a': [version([MONDAY])] };
    expect(datesFor(inputs({ timetables, registers: [register('r', { closedTo: '2026-09-07' })] }))).toEqual([
      '2026-09-07',
    ]);
    expect(datesFor(inputs({ timetables, groups: [group('5a', { to: '2026-09-13' })] }))).toEqual([
      '2026-09-07',
    ]);
  });
});

describe('bells', () => {
  const startOf = (given: PlanInputs): string | undefined => planLessons(given).lessons[0]?.plan.startsAt;
  const timetables = { '5a': [version([MONDAY])] };
  const early = [{ number: 1, starts: '07:00', ends: '07:30' }];

  it('differ by shift', () => {
    const shifts = year({
      bells: [
        bells(),
        bells({ bellScheduleId: 'b2', shift: 2, bells: [{ number: 1, starts: '14:00', ends: '14:40' }] }),
      ],
    });
    expect(startOf(inputs({ year: shifts, timetables }))).toBe('2026-09-07T05:30:00.000Z');
    expect(startOf(inputs({ year: shifts, timetables, groups: [group('5a', { shift: 2 })] }))).toBe(
      '2026-09-07T11:00:00.000Z',
    );
  });

  it('the last schedule set that fits grade, date and weekday wins', () => {
    const cases: [Partial<BellSchedule>, boolean][] = [
      [{}, true],
      [{ grades: [1] }, false],
      [{ from: '2026-09-08' }, false],
      [{ to: '2026-09-06' }, false],
      [{ weekdays: [1] }, true],
      [{ weekdays: [5] }, false],
    ];
    for (const [more, wins] of cases) {
      const set = year({ bells: [bells(), bells({ bellScheduleId: 'b2', bells: early, ...more })] });
      expect(startOf(inputs({ year: set, timetables }))).toBe(
        wins ? '2026-09-07T04:00:00.000Z' : '2026-09-07T05:30:00.000Z',
      );
    }
  });

  it('a club of several grades goes by the highest grade of its classes', () => {
    const club = group('club', { kind: 'club', grade: null, classIds: ['1a', '5a'] });
    const given = inputs({
      year: year({
        bells: [bells({ grades: [5] }), bells({ bellScheduleId: 'b1', grades: [1], bells: early })],
      }),
      registers: [register('r', { kind: 'club', groupIds: ['club'], classIds: ['1a', '5a'] })],
      groups: [club, group('1a', { grade: 1 }), group('5a')],
      timetables: { club: [version([MONDAY])] },
    });
    expect(startOf(given)).toBe('2026-09-07T05:30:00.000Z');
  });

  it('that are missing are reported, and give no lesson', () => {
    const { lessons, withoutBell } = planLessons(
      inputs({ timetables: { '5a': [version([slot('r', 1, 9)])] }, to: '2026-09-07' }),
    );
    expect(lessons).toEqual([]);
    expect(withoutBell).toEqual([
      { slotId: slot('r', 1, 9).slotId, registerId: 'r', date: '2026-09-07', number: 9 },
    ]);
  });
});

describe('several timetables', () => {
  it('the version published last is in force where they overlap', () => {
    const autumn = version([MONDAY]);
    const short = version([slot('r', 2)], { timetableId: 't2', from: '2026-09-07', to: '2026-09-13' });
    expect(datesFor(inputs({ timetables: { '5a': [autumn, short] } }))).toEqual(['2026-09-08', '2026-09-14']);
  });

  it('a register of joined classes gives one lesson for all of them', () => {
    const joined = register('r', { groupIds: ['5a', '5b'], classIds: ['5a', '5b'] });
    const groups = [group('5a'), group('5b')];
    const both = { '5a': [version([MONDAY])], '5b': [version([MONDAY], { timetableId: 'tb' })] };
    for (const timetables of [both, { '5b': both['5b'] }]) {
      const { lessons } = planLessons(inputs({ registers: [joined], groups, timetables, to: '2026-09-07' }));
      expect(lessons).toHaveLength(1);
      expect(lessons[0]!.plan).toMatchObject({ groupIds: ['5a', '5b'], classIds: ['5a', '5b'] });
    }
  });

  it('joined classes of which one has a day off: the lesson is for the other', () => {
    const joined = register('r', { groupIds: ['5a', '9b'], classIds: ['5a', '9b'] });
    const given = inputs({
      year: year({ daysOff: [{ from: '2026-09-07', to: '2026-09-07', title: 'Exam', grades: [9] }] }),
      registers: [joined],
      groups: [group('5a'), group('9b', { grade: 9 })],
      timetables: { '5a': [version([MONDAY])], '9b': [version([MONDAY])] },
    });
    const { lessons } = planLessons(given);
    expect(lessons.map(({ plan }) => plan.classIds)).toEqual([['5a'], ['5a', '9b']]);
  });

  it('two subgroups at the same hour stand in their class’s timetable', () => {
    const english = (n: number) =>
      register(`english-${n}`, { kind: 'subgroup', groupIds: [`5a-${n}`], classIds: ['5a'] });
    const sub = (n: number) => group(`5a-${n}`, { kind: 'subgroup', classIds: ['5a'] });
    const given = inputs({
      registers: [english(1), english(2)],
      groups: [group('5a'), sub(1), sub(2)],
      timetables: { '5a': [version([slot('english-1', 1), slot('english-2', 1)])] },
      to: '2026-09-07',
    });
    expect(planLessons(given).lessons.map(({ plan }) => plan.groupIds)).toEqual([['5a-1'], ['5a-2']]);
  });
});

describe('what was ever planned', () => {
  it('holds every lesson of every version, ended early or not, and of every calendar', () => {
    const ended = version([slot('r', 2)], { timetableId: 't0', to: '2026-09-06', publishedTo: '2026-09-30' });
    const given = inputs({
      year: year({ everWorkingDays: [{ date: '2026-09-12', likeWeekday: 1 }] }),
      timetables: { '5a': [ended, version([MONDAY])] },
    });
    const dates = everPlanned(given).map(({ date }) => date);
    expect(dates.sort()).toEqual(['2026-09-01', '2026-09-07', '2026-09-08', '2026-09-12', '2026-09-14']);
  });

  it('holds every lesson that is planned', () => {
    const given = inputs({
      year: year({
        sixDayGrades: [5],
        workingDays: [{ date: '2026-09-13', likeWeekday: 3 }],
        daysOff: [{ from: '2026-09-03', to: '2026-09-03', title: 'Off' }],
      }),
      timetables: {
        '5a': [version([1, 2, 3, 4, 5, 6].map((weekday) => slot('r', weekday, 2, 'odd'))), version([MONDAY])],
      },
      to: '2027-05-31',
    });
    const ever = new Set(everPlanned(given).map(({ lessonId }) => lessonId));
    const { lessons } = planLessons(given);
    expect(lessons.length).toBeGreaterThan(30);
    expect(lessons.every(({ lessonId }) => ever.has(lessonId))).toBe(true);
  });
});
