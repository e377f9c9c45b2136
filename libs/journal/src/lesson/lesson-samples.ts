import { instantOf, localDateOf, type Metadata, type Recorded } from '#kernel';
import { recorded } from '#kernel/testing';
import { defaultPolicy, type Grading, type SchoolPolicy } from '#school/events';
import type { GroupFacts } from '../school-facts/group.ts';
import type { RegisterFacts } from '../school-facts/register.ts';
import type { LessonEvent, LessonPlan } from './lesson.events.ts';
import type { Setting } from './setting.ts';

export const ZONE = 'Europe/Moscow';
export const DATE = '2026-10-06';
export const LESSON = '00000000-0000-4000-8000-0000000000a1';
/** Members of class 5А on the lesson's date; `left` was one until the day before. */
export const ANNA = 'anna';
export const BORIS = 'boris';
export const LEFT = 'left';
export const STRANGER = 'stranger';

/** The instant, ms since the epoch, when the school's clocks show this. */
export const at = (time: string, date = DATE): number => Date.parse(instantOf(date, time, ZONE));

export const samplePlan: LessonPlan = {
  registerId: 'register-1',
  subjectId: 'algebra',
  kind: 'class',
  groupIds: ['5a'],
  classIds: ['5a'],
  teacherIds: ['teacher-1'],
  date: DATE,
  number: 2,
  startsAt: instantOf(DATE, '09:00', ZONE),
  endsAt: instantOf(DATE, '09:40', ZONE),
  room: '12',
};

/** The lesson as the timetable planned it: 6 October 2026, 9:00 to 9:40 in Moscow. */
export const scheduled = (plan: Partial<LessonPlan> = {}): LessonEvent => ({
  type: 'LessonScheduled',
  data: { lessonId: LESSON, slotId: 'slot-1', originalDate: DATE, ...samplePlan, ...plan },
});

const group: GroupFacts = {
  groupId: '5a',
  yearId: 'year-1',
  kind: 'class',
  grade: 5,
  shift: 1,
  classIds: ['5a'],
  from: '2026-09-01',
  to: '2027-05-31',
  members: new Map([
    [ANNA, [{ from: '2026-09-01', to: null }]],
    [BORIS, [{ from: '2026-09-01', to: null }]],
    [LEFT, [{ from: '2026-09-01', to: '2026-10-05' }]],
  ]),
  classTeachers: [],
};

const register: RegisterFacts = {
  registerId: 'register-1',
  yearId: 'year-1',
  subjectId: 'algebra',
  kind: 'class',
  groupIds: ['5a'],
  classIds: ['5a'],
  teachers: [{ teacherId: 'teacher-1', from: '2026-09-01', to: null }],
  gradings: [{ grading: 'marks', from: '2026-09-01' }],
  closedTo: null,
};

export const basis = { '5a': 7, 'register-1': 3 };

/** What a teacher acts in, by default at 9:10 on the day of the lesson. */
export function setting(
  more: Partial<Omit<Setting, 'policy' | 'register'>> & {
    policy?: Partial<SchoolPolicy>;
    grading?: Grading | null;
    grade?: number;
  } = {},
): Setting {
  const { policy, grading, grade = 5, ...rest } = more;
  const now = rest.now ?? at('09:10');
  return {
    now,
    today: localDateOf(now, ZONE),
    actor: { accountId: 'account-1', personId: 'teacher-1', role: 'teacher', sessionId: 'session-1' },
    commandId: '00000000-0000-4000-8000-00000000c0de',
    terms: [],
    groups: new Map([['5a', { ...group, grade }]]),
    basis,
    imported: null,
    ...rest,
    policy: { ...defaultPolicy, ...policy },
    register: {
      ...register,
      gradings:
        grading === undefined ? register.gradings : grading === null ? [] : [{ grading, from: '2026-09-01' }],
    },
  };
}

/** The fact as it was recorded by `account-1` when the school's clocks showed 9:10, or by whom and when it says. */
export const done = (
  fact: LessonEvent,
  revision: number,
  when: { time?: string; date?: string; accountId?: string } = {},
): Recorded<LessonEvent> => {
  const { time = '09:10', date = DATE, accountId = 'account-1' } = when;
  const metadata: Partial<Metadata> = {
    recordedAt: instantOf(date, time, ZONE),
    actor: { accountId, personId: `person-of-${accountId}`, role: 'teacher', sessionId: 'session-1' },
  };
  return recorded(fact, revision, metadata);
};

export const markGiven = (
  markId: string,
  pupilId: string,
  value: '1' | '2' | '3' | '4' | '5' | 'pass' | 'fail',
  more: { workId?: string; doneOn?: string; retakeOf?: string } = {},
): LessonEvent => {
  const { workId = 'work-1', ...rest } = more;
  return { type: 'MarkGiven', data: { lessonId: LESSON, markId, workId, pupilId, value, ...rest, basis } };
};

export const marked = (
  pupilId: string,
  value: 'absent' | 'late',
  code: 'ill' | 'excused' | 'unexcused' | null = null,
): LessonEvent => ({
  type: 'AttendanceMarked',
  data: { lessonId: LESSON, entryId: `entry-${pupilId}`, pupilId, value, code, basis },
});

export const workSet = (workId = 'work-1'): LessonEvent => ({
  type: 'WorkSet',
  data: { lessonId: LESSON, workId, workType: 'test', weight: 2, title: null },
});
