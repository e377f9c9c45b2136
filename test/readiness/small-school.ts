import type { AccountEvent, AccountRole } from '#accounts/events';
import type { LessonEvent, LessonPlan } from '#journal/events';
import { defaultPolicy, type GroupKind, type SchoolPolicy, slotIdOf, type Slot } from '#school/events';
import { at, instantAt, type Said, SCHOOL, type SchoolFact } from './history.ts';

/**
 * The school that the hand-computed scenarios happen in. Moscow (UTC+3 all year) unless a scenario says
 * otherwise; the year runs from Tuesday 1 September 2026 to 31 May 2027. Weeks of the scenarios:
 *
 *   W37  Mon 7 Sep … Sun 13 Sep 2026      (the second week of the year: even)
 *   W38  Mon 14 Sep … Sun 20 Sep 2026     (the third: odd)
 */
export const yearId = 'year-2026';

export const schoolIn = (timeZone: string): Said[] =>
  at(
    '2026-08-20T10:00+03:00',
    [
      { type: 'SchoolSetUp', data: { schoolId: SCHOOL, name: 'School 1', shortName: 'S1', timeZone } },
      {
        type: 'AcademicYearOpened',
        data: { yearId, title: '2026/27', from: '2026-09-01', to: '2027-05-31' },
      },
      terms({ from: '2026-09-01', to: '2027-05-31' }),
    ],
    'administrator',
  );

export const terms = (...spans: readonly { from: string; to: string }[]): SchoolFact => ({
  type: 'TermsSet',
  data: {
    yearId,
    scheme: 'quarters',
    terms: spans.map((span, index) => ({ termId: `term-${index}`, title: `${index + 1}`, ...span })),
  },
});

export const calendar = (
  daysOff: Extract<SchoolFact, { type: 'CalendarSet' }>['data']['daysOff'],
  workingDays: Extract<SchoolFact, { type: 'CalendarSet' }>['data']['workingDays'] = [],
): SchoolFact => ({ type: 'CalendarSet', data: { yearId, daysOff, workingDays } });

export const sixDays = (...sixDayGrades: number[]): SchoolFact => ({
  type: 'SchoolWeekSet',
  data: { yearId, sixDayGrades },
});

/** A class of the whole year, with these pupils in it from 1 September. */
export const classFormed = (
  groupId: string,
  grade: number,
  pupilIds: readonly string[],
  span: { from: string; to: string } = { from: '2026-09-01', to: '2027-05-31' },
): SchoolFact[] => [
  {
    type: 'GroupFormed',
    data: { groupId, yearId, kind: 'class', title: groupId, grade, shift: 1, classIds: [groupId], ...span },
  },
  ...pupilIds.map((pupilId) => joined(groupId, pupilId, span.from)),
];

export const groupFormed = (
  groupId: string,
  kind: GroupKind,
  classIds: readonly string[],
  pupilIds: readonly string[],
): SchoolFact[] => [
  {
    type: 'GroupFormed',
    data: {
      groupId,
      yearId,
      kind,
      title: groupId,
      grade: null,
      shift: 1,
      classIds,
      from: '2026-09-01',
      to: '2027-05-31',
    },
  },
  ...pupilIds.map((pupilId) => joined(groupId, pupilId, '2026-09-01')),
];

export const joined = (groupId: string, pupilId: string, from: string): SchoolFact => ({
  type: 'MemberJoined',
  data: { groupId, pupilId, from, order: null },
});

export const left = (
  groupId: string,
  pupilId: string,
  to: string,
  movedTo: string | null = null,
): SchoolFact => ({
  type: 'MemberLeft',
  data: { groupId, pupilId, to, order: '12', movedTo },
});

/** Class 5a: anna and boris. */
export const class5a = (): Said[] =>
  at('2026-08-21T10:00+03:00', classFormed('5a', 5, ['anna', 'boris']), 'administrator');

/** The school of the lesson scenarios. */
export const moscowSchool = (): Said[] => [...schoolIn('Europe/Moscow'), ...class5a()];

const slot = (weekday: number, parity: Slot['parity'] = 'every'): Slot => ({
  slotId: slotIdOf(`register-${parity}`, weekday, 1),
  registerId: `register-${parity}`,
  weekday,
  number: 1,
  parity,
  room: null,
});

/** A version with one slot on each of these weekdays; `[3, 'odd']` stands in odd weeks only. */
export const timetable = (
  timetableId: string,
  groupId: string,
  weekdays: readonly (number | readonly [weekday: number, parity: Slot['parity']])[],
  span: { from: string; to: string } = { from: '2026-09-01', to: '2027-05-31' },
): SchoolFact => ({
  type: 'TimetablePublished',
  data: {
    timetableId,
    groupId,
    yearId,
    ...span,
    slots: weekdays.map((day) => (typeof day === 'number' ? slot(day) : slot(day[0], day[1]))),
  },
});

export const policySet = (version: number, change: Partial<SchoolPolicy>): SchoolFact => ({
  type: 'PolicySet',
  data: { version, policy: { ...defaultPolicy, ...change }, reason: 'order 7' },
});

/** Where and when a lesson stands: `time('2026-09-07', '08:30', '09:15', '+03:00')`. */
export const time = (date: string, starts = '08:30', ends = '09:15', offset = '+03:00') => ({
  date,
  startsAt: instantAt(`${date}T${starts}${offset}`),
  endsAt: instantAt(`${date}T${ends}${offset}`),
});

/** Mathematics of 5a with Petrova on Monday 7 September, 08:30–09:15, but for what is said otherwise. */
export const plan = (change: Partial<LessonPlan> = {}): LessonPlan => ({
  registerId: '5a-maths',
  subjectId: 'maths',
  kind: 'class',
  groupIds: ['5a'],
  classIds: ['5a'],
  teacherIds: ['petrova'],
  number: 1,
  room: null,
  ...time('2026-09-07'),
  ...change,
});

export const scheduled = (lessonId: string, change: Partial<LessonPlan> = {}): LessonEvent => {
  const planned = plan(change);
  return {
    type: 'LessonScheduled',
    data: { lessonId, slotId: null, originalDate: planned.date, ...planned },
  };
};

/** Scheduled on 28 August, long before it happens. */
export const lesson = (lessonId: string, change: Partial<LessonPlan> = {}): Said[] =>
  at('2026-08-28T12:00+03:00', scheduled(lessonId, change), 'system');

export const moved = (lessonId: string, to: ReturnType<typeof time>, afterEnd = false): LessonEvent => ({
  type: 'LessonMoved',
  data: { lessonId, number: 1, room: null, reason: 'order', afterEnd, ...to },
});

export const cancelled = (lessonId: string, afterEnd = false): LessonEvent => ({
  type: 'LessonCancelled',
  data: { lessonId, reason: 'frost', document: afterEnd ? 'order 15' : null, afterEnd },
});

export const restored = (lessonId: string): LessonEvent => ({
  type: 'LessonRestored',
  data: { lessonId, reason: 'mistake' },
});

const why = { reason: 'checking-error' } as const;
const fromImport = { imported: { source: 'old-journal.xlsx' } } as const;
const origin = (imported: boolean): typeof fromImport | Record<never, never> => (imported ? fromImport : {});

export const held = (lessonId: string, entryId: string, imported = false): LessonEvent => ({
  type: 'LessonHeld',
  data: { lessonId, entryId, ...origin(imported) },
});

export const heldWithdrawn = (lessonId: string, entryId: string): LessonEvent => ({
  type: 'HeldWithdrawn',
  data: { lessonId, entryId, ...why },
});

/** An empty text clears the comment. */
export const commented = (
  lessonId: string,
  entryId: string,
  sealed = 'sealed text',
  imported = false,
): LessonEvent => ({ type: 'LessonCommented', data: { lessonId, entryId, sealed, ...origin(imported) } });

export const rollCall = (lessonId: string, entryId: string, imported = false): LessonEvent => ({
  type: 'RollCallTaken',
  data: { lessonId, entryId, basis: {}, ...origin(imported) },
});

export const rollCallWithdrawn = (lessonId: string, entryId: string): LessonEvent => ({
  type: 'RollCallWithdrawn',
  data: { lessonId, entryId, ...why },
});

export const attendance = (
  lessonId: string,
  entryId: string,
  pupilId: string,
  value: 'absent' | 'late',
  imported = false,
): LessonEvent => ({
  type: 'AttendanceMarked',
  data: { lessonId, entryId, pupilId, value, code: null, basis: {}, ...origin(imported) },
});

export const attendanceCorrected = (
  lessonId: string,
  entryId: string,
  pupilId: string,
  value: 'absent' | 'late',
): LessonEvent => ({
  type: 'AttendanceCorrected',
  data: { lessonId, entryId, pupilId, value, code: null, ...why },
});

export const attendanceCleared = (lessonId: string, entryId: string, pupilId: string): LessonEvent => ({
  type: 'AttendanceCleared',
  data: { lessonId, entryId, pupilId, ...why },
});

export const mark = (
  lessonId: string,
  markId: string,
  pupilId: string,
  more: { doneOn?: string; retakeOf?: string; imported?: boolean } = {},
): LessonEvent => {
  const { imported = false, ...later } = more;
  return {
    type: 'MarkGiven',
    data: {
      lessonId,
      markId,
      workId: `${lessonId}-work`,
      pupilId,
      value: '4',
      basis: {},
      ...later,
      ...origin(imported),
    },
  };
};

export const markCorrected = (lessonId: string, markId: string, pupilId: string): LessonEvent => ({
  type: 'MarkCorrected',
  data: { lessonId, markId, pupilId, value: '5', ...why },
});

export const markRevoked = (lessonId: string, markId: string, pupilId: string): LessonEvent => ({
  type: 'MarkRevoked',
  data: { lessonId, markId, pupilId, ...why },
});

export const topic = (lessonId: string, text = 'Fractions', planned = false): LessonEvent => ({
  type: 'TopicSet',
  data: { lessonId, topic: text, planned },
});

export const homework = (lessonId: string, text = 'No. 12'): LessonEvent => ({
  type: 'HomeworkSet',
  data: { lessonId, text, dueDate: null },
});

/** The account of a person; who creates it is said with `at`. */
export const created = (personId: string, ...roles: AccountRole[]): AccountEvent => ({
  type: 'AccountCreated',
  data: { accountId: `account-${personId}`, personId, roles },
});

export const activated = (personId: string): AccountEvent => ({
  type: 'AccountActivated',
  data: { accountId: `account-${personId}` },
});

export const loggedIn = (personId: string, date: string): AccountEvent => ({
  type: 'LoggedIn',
  data: { accountId: `account-${personId}`, sessionId: `session-${personId}`, date },
});

export const resumed = (personId: string, date: string): AccountEvent => ({
  type: 'SessionResumed',
  data: { accountId: `account-${personId}`, sessionId: `session-${personId}`, date },
});

export const blocked = (personId: string): AccountEvent => ({
  type: 'AccountBlocked',
  data: { accountId: `account-${personId}`, reason: 'left-school' },
});

export const unblocked = (personId: string): AccountEvent => ({
  type: 'AccountUnblocked',
  data: { accountId: `account-${personId}`, reason: 'mistake' },
});

/** A work beyond one lesson: with only its date, or spanning lessons. */
export const datedWork = (workId: string, date: string, ...lessonIds: string[]): SchoolFact => ({
  type: 'DatedWorkSet',
  data: {
    workId,
    registerId: '5a-algebra',
    subjectId: 'algebra',
    kind: 'class',
    groupIds: ['5a'],
    workType: 'control',
    weight: 1,
    title: null,
    date,
    lessonIds,
    basis: {},
  },
});

export const datedWorkMarked = (
  workId: string,
  markId: string,
  pupilId: string,
  later: { doneOn?: string; retakeOf?: string } = {},
): SchoolFact => ({
  type: 'DatedWorkMarked',
  data: { workId, markId, pupilId, value: '4', basis: {}, ...later },
});

export const datedWorkMarkCorrected = (workId: string, markId: string, pupilId: string): SchoolFact => ({
  type: 'DatedWorkMarkCorrected',
  data: { workId, markId, pupilId, value: '5', ...why },
});

export const datedWorkMarkRevoked = (workId: string, markId: string, pupilId: string): SchoolFact => ({
  type: 'DatedWorkMarkRevoked',
  data: { workId, markId, pupilId, ...why },
});
