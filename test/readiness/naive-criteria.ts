import type { SchoolPolicy } from '#school/events';
import type { By, Criterion, Fraction, Question, Status } from './hand-computed/scenario.ts';
import { accountsOf, type NaiveAccount } from './naive/accounts.ts';
import { days, inside, isoWeek } from './naive/dates.ts';
import { lessonsOf, type NaiveEntry, type NaiveLesson } from './naive/lessons.ts';
import { filledClasses } from './naive/timetables.ts';
import { distinct, type Log, told } from './naive/told.ts';

/**
 * The six criteria as the domain's page states them, computed from the raw log in the simplest way that we could
 * think of: no projection, no decider, no fold, nothing kept. It is slow and is the control of libs/readiness.
 */

const HOURS_24 = 24 * 60 * 60 * 1000;

/** What a school that has set no policy goes by. */
const defaults: SchoolPolicy = {
  lessonKinds: ['class', 'subgroup', 'individual'],
  onlineUnit: 'entries',
  onlineFrom: 'end',
  opensBeforeMinutes: 15,
  typoMinutes: 10,
  markOne: false,
  homeworkInGradeOne: true,
  targets: [100, 95, 90, 60, 25, 35],
};

export interface NaiveAnswer {
  readonly policyVersion: number;
  readonly criteria: readonly {
    readonly criterion: Criterion;
    readonly numerator: number;
    readonly denominator: number;
    readonly target: number;
    readonly status: Status;
  }[];
  readonly onlineUnit: 'entries' | 'lessons';
  /** Criterion 6 in the unit that the policy did not choose. */
  readonly otherUnit: Fraction;
  readonly stillInTime: number;
  readonly secondLine: Readonly<Record<2 | 3 | 6, Fraction>>;
}

export function naiveCriteria(log: Log, question: Question): NaiveAnswer {
  const { version, policy } = policyOf(log);
  const lessons = lessonsIn(log, question);
  const first = lessons.filter((lesson) => policy.lessonKinds.includes(lesson.kind));
  const second = lessons.filter((lesson) => !policy.lessonKinds.includes(lesson.kind));
  const accounts = accountsOf(log, question);
  const fractions: Record<Criterion, Fraction> = {
    1: criterion1([...filledClasses(log, question).values()]),
    ...ofLessons(first, policy, question),
    ...ofAccounts(accounts),
  };
  return {
    policyVersion: version,
    criteria: ([1, 2, 3, 4, 5, 6] as const).map((criterion) => {
      const [numerator, denominator] = fractions[criterion];
      const target = policy.targets[criterion - 1]!;
      const status =
        denominator === 0 ? 'no-data' : 100 * numerator >= target * denominator ? 'met' : 'not-met';
      return { criterion, numerator, denominator, target, status };
    }),
    onlineUnit: policy.onlineUnit,
    otherUnit: criterion6(first, policy, policy.onlineUnit === 'entries' ? 'lessons' : 'entries'),
    stillInTime: first.filter((lesson) => isStillInTime(lesson, policy, question)).length,
    secondLine: ofLessons(second, policy, question),
  };
}

/**
 * For the control of timeliness: lessons of whatever kind with late entries, and those without any entry although
 * they are over and their 24 hours have run out.
 */
export function lateLessons(log: Log, question: Question) {
  const { policy } = policyOf(log);
  return lessonsIn(log, question)
    .map((lesson) => {
      const counted = lesson.entries.filter((entry) => entry.leftOutOf6 === null);
      const late = counted.filter((entry) => entry.first > lastInstant(lesson, policy)).length;
      const timeIsOut = Date.parse(question.at) > lastInstant(lesson, policy);
      return {
        lessonId: lesson.lessonId,
        late,
        onTime: counted.length - late,
        missing: lesson.entries.length === 0 && isOver(lesson, question) && timeIsOut,
      };
    })
    .filter((lesson) => lesson.late > 0 || lesson.missing);
}

type Row = Partial<Record<Criterion, Fraction>>;

/**
 * The same figures by class, teacher, subject, role or week: 1 by class, week; 2, 3, 6 by class, teacher,
 * subject, week; 4, 5 by class, role, week. A lesson of two classes or two teachers stands in the row of each.
 */
export function naiveRows(log: Log, question: Question, by: By): Map<string, Row> {
  const { policy } = policyOf(log);
  const lessons = lessonsIn(log, question).filter((lesson) => policy.lessonKinds.includes(lesson.kind));
  const accounts = accountsOf(log, question);
  const lessonRows = (rowsOf: (lesson: NaiveLesson) => readonly string[]): [string, Row][] =>
    distinct(lessons.flatMap(rowsOf)).map((row) => [
      row,
      ofLessons(
        lessons.filter((lesson) => rowsOf(lesson).includes(row)),
        policy,
        question,
      ),
    ]);
  const accountRows = (rowsOf: (account: NaiveAccount) => readonly string[]): [string, Row][] =>
    distinct(accounts.flatMap(rowsOf)).map((row) => [
      row,
      ofAccounts(accounts.filter((account) => rowsOf(account).includes(row))),
    ]);
  switch (by) {
    case 'class':
      return merged(
        [...filledClasses(log, question)].map(([classId, filled]) => [classId, { 1: criterion1([filled]) }]),
        lessonRows((lesson) => lesson.classIds),
        accountRows((account) => account.classIds),
      );
    case 'teacher':
      return merged(lessonRows((lesson) => lesson.teacherIds));
    case 'subject':
      return merged(lessonRows((lesson) => [lesson.subjectId]));
    case 'role':
      return merged(accountRows((account) => account.roles));
    case 'week':
      return merged(
        lessonRows((lesson) => [isoWeek(lesson.date)]),
        weeksOf(question).flatMap(([week, part]): [string, Row][] => {
          const classes = [...filledClasses(log, { ...question, ...part }).values()];
          return classes.length === 0 ? [] : [[week, { 1: criterion1(classes) }]];
        }),
        // Accounts stand as at the end of each week, or of what the period takes of it.
        weeksOf(question).map(([week, part]) => [week, ofAccounts(accountsOf(log, part))]),
      );
  }
}

function merged(...parts: readonly (readonly [string, Row])[][]): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const [row, figures] of parts.flat()) rows.set(row, { ...rows.get(row), ...figures });
  return rows;
}

function weeksOf({ from, to }: Question): [week: string, part: { from: string; to: string }][] {
  const dates = days(from, to);
  return distinct(dates.map(isoWeek)).map((week) => {
    const part = dates.filter((date) => isoWeek(date) === week);
    return [week, { from: part[0]!, to: part.at(-1)! }];
  });
}

/** The policy that was set last applies to the whole period. */
function policyOf(log: Log): { version: number; policy: SchoolPolicy } {
  return told(log, 'PolicySet').at(-1)?.data ?? { version: 0, policy: defaults };
}

/** Lessons whose date lies in the period. Cancelled lessons never count. */
const lessonsIn = (log: Log, question: Question): NaiveLesson[] =>
  lessonsOf(log).filter((lesson) => !lesson.cancelled && inside(lesson.date, question));

const criterion1 = (filled: readonly boolean[]): Fraction => [filled.filter(Boolean).length, filled.length];

const ofLessons = (lessons: readonly NaiveLesson[], policy: SchoolPolicy, question: Question) => ({
  2: criterion2(lessons),
  3: criterion3(lessons, question),
  6: criterion6(lessons, policy, policy.onlineUnit),
});

const ofAccounts = (accounts: readonly NaiveAccount[]) => ({
  4: criterion4(accounts),
  5: criterion5(accounts),
});

/** Lessons with a topic (planned or recorded) or homework ÷ lessons, future ones too. */
const criterion2 = (lessons: readonly NaiveLesson[]): Fraction => [
  lessons.filter((lesson) => lesson.planned).length,
  lessons.length,
];

const isOver = (lesson: NaiveLesson, question: Question): boolean => lesson.endsAt <= Date.parse(question.at);

/** Lessons with at least one entry ÷ lessons that are over or have an entry. */
function criterion3(lessons: readonly NaiveLesson[], question: Question): Fraction {
  const counted = lessons.filter((lesson) => isOver(lesson, question) || lesson.entries.length > 0);
  return [counted.filter((lesson) => lesson.entries.length > 0).length, counted.length];
}

/** Over, without an entry, still inside the 24 hours. */
const isStillInTime = (lesson: NaiveLesson, policy: SchoolPolicy, question: Question): boolean =>
  isOver(lesson, question) &&
  lesson.entries.length === 0 &&
  Date.parse(question.at) <= lastInstant(lesson, policy);

/** Exactly 24 h 00 min 00.000 s after the planned end (by policy: start) is still on time. */
const lastInstant = (lesson: NaiveLesson, policy: SchoolPolicy): number =>
  (policy.onlineFrom === 'end' ? lesson.clock.endsAt : lesson.clock.startsAt) + HOURS_24;

/** Accounts that an administrator made: activated ÷ all. */
function criterion4(accounts: readonly NaiveAccount[]): Fraction {
  const made = accounts.filter((account) => account.madeByAdministrator);
  return [made.filter((account) => account.activated).length, made.length];
}

/** Activated accounts: those that entered in the period ÷ all. */
function criterion5(accounts: readonly NaiveAccount[]): Fraction {
  const activated = accounts.filter((account) => account.activated);
  return [activated.filter((account) => account.entered).length, activated.length];
}

/**
 * Entries recorded no later than 24 hours after the lesson ÷ all entries, without those imported, done later or
 * retaken. In lessons: those whose first such entry is on time ÷ those that have one.
 */
function criterion6(
  lessons: readonly NaiveLesson[],
  policy: SchoolPolicy,
  unit: 'entries' | 'lessons',
): Fraction {
  const counts = (entry: NaiveEntry): boolean => entry.leftOutOf6 === null;
  const onTime = (lesson: NaiveLesson) => (entry: NaiveEntry) => entry.first <= lastInstant(lesson, policy);
  if (unit === 'entries') {
    const all = lessons.flatMap((lesson) => lesson.entries.filter(counts));
    const timely = lessons.flatMap((lesson) => lesson.entries.filter(counts).filter(onTime(lesson)));
    return [timely.length, all.length];
  }
  const withEntries = lessons.filter((lesson) => lesson.entries.some(counts));
  return [
    withEntries.filter((lesson) => lesson.entries.filter(counts).some(onTime(lesson))).length,
    withEntries.length,
  ];
}
