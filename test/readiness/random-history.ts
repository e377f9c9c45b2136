import type { AccountRole } from '#accounts/events';
import type { LessonPlan } from '#journal/events';
import { addDays, DAY_MS, instant, instantOf, localDateOf, type LocalDate } from '#kernel';
import { groupKinds, type GroupKind, type SchoolPolicy } from '#school/events';
import type { Question } from './hand-computed/scenario.ts';
import { logOf } from './history.ts';
import type { Log } from './naive/told.ts';
import { accountLife } from './random/account-life.ts';
import { Dice } from './random/dice.ts';
import { LessonLife, timesOf, type Trapped } from './random/lesson-life.ts';
import { classes, founded, type RandomClass } from './random/structure.ts';
import type { Trap } from './random/traps.ts';
import { policySet } from './small-school.ts';

/** Three weeks of a small school, told up to some instant, and what is asked about them then. */
export interface RandomHistory {
  readonly log: Log;
  readonly questions: readonly Question[];
  /** How often each trap came up in the log. */
  readonly traps: ReadonlyMap<Trap, number>;
}

/** How many of them a comparison takes: seeds 1 to this. */
export const HISTORIES = 200;

const HOUR = 3_600_000;

/** Mondays of the first week, by zone; the second or third weekend changes the clocks where there are such. */
const places = [
  { timeZone: 'Europe/Moscow', mondays: ['2026-09-07', '2026-11-30', '2027-02-01'] },
  { timeZone: 'Europe/Berlin', mondays: ['2026-10-19', '2026-10-12', '2027-03-22', '2027-03-15'] },
  { timeZone: 'America/New_York', mondays: ['2026-10-26', '2026-10-19', '2027-03-08', '2027-03-01'] },
  { timeZone: 'Asia/Yekaterinburg', mondays: ['2026-12-21', '2026-09-14'] },
] as const;

const teachers = ['teacher-0', 'teacher-1', 'teacher-2', 'teacher-3'];

/** The same history for the same seed. */
export function randomHistory(seed: number): RandomHistory {
  const dice = new Dice(seed);
  const { timeZone, mondays } = dice.pick(places);
  const from: LocalDate = dice.pick<LocalDate>(mondays);
  const span = { from, to: addDays(from, 20) };
  const midnight = (date: LocalDate): number => Date.parse(instantOf(date, '00:00', timeZone));
  const begin = midnight(span.from);

  const structure = classes(dice, span);
  const facts = [...founded(dice, timeZone, span), ...structure.facts];
  const before = begin - 30 * DAY_MS;
  const said: Trapped[] = facts.map(({ fact, on, traps }) => ({
    at: instant(on === null ? before : midnight(on) + 7 * HOUR),
    fact,
    metadata: {},
    traps,
  }));
  said.push(...policies(dice, begin));
  said.push(...lessons(dice, structure.list, span, timeZone, before + HOUR));
  said.push(...accounts(dice, structure.list, timeZone, { from: begin, to: begin + 25 * DAY_MS }));

  const now = instantOfQuestion(dice, said, begin);
  // What is recorded later has not happened yet.
  const happened = said.filter((one) => Date.parse(one.at) <= now);
  const traps = new Map<Trap, number>();
  for (const trap of happened.flatMap((one) => one.traps)) traps.set(trap, (traps.get(trap) ?? 0) + 1);
  return { log: logOf(happened), questions: questions(dice, span, instant(now)), traps };
}

/** In the last week, or about the last instant in time of one of its lessons, or long after all. */
function instantOfQuestion(dice: Dice, said: readonly Trapped[], begin: number): number {
  const lastWeek = begin + 13 * DAY_MS;
  if (dice.chance(0.3)) return begin + 40 * DAY_MS;
  const ends = said
    .flatMap(({ fact }) => (fact.type === 'LessonScheduled' ? [Date.parse(fact.data.endsAt)] : []))
    .filter((end) => end >= lastWeek);
  if (ends.length > 0 && dice.chance(0.4)) return dice.pick(ends) + DAY_MS + dice.pick([-1, 0, 1]);
  return lastWeek + dice.int(0, 8 * 24) * HOUR + dice.int(0, HOUR);
}

/** The whole span, a part of it, and one week. */
function questions(dice: Dice, span: { from: LocalDate; to: LocalDate }, at: string): Question[] {
  const first = dice.int(0, 16);
  const monday = dice.pick([0, 7, 14]);
  return [
    { ...span, at },
    { from: addDays(span.from, first), to: addDays(span.from, first + dice.int(0, 20 - first)), at },
    { from: addDays(span.from, monday), to: addDays(span.from, monday + 6), at },
  ];
}

function policies(dice: Dice, begin: number): Trapped[] {
  return Array.from({ length: dice.pick([0, 0, 1, 1, 2]) }, (_, index) => {
    const kinds = dice.some(groupKinds, 0.6);
    const change: Partial<SchoolPolicy> = {
      onlineFrom: dice.pick(['end', 'start']),
      onlineUnit: dice.pick(['entries', 'lessons']),
      ...(dice.chance(0.4) && kinds.length > 0 ? { lessonKinds: kinds } : {}),
      ...(dice.chance(0.4) ? { targets: [100, 40, 60, 50, 20, 50] as const } : {}),
    };
    return {
      at: instant(begin + (index * 8 + dice.int(0, 7)) * DAY_MS + dice.int(0, 23) * HOUR),
      fact: policySet(index + 1, change),
      metadata: {},
      traps: ['policy changed'] as const,
    };
  });
}

interface Course {
  readonly registerId: string;
  readonly subjectId: string;
  readonly kind: GroupKind;
  readonly groupIds: readonly string[];
  readonly classes: readonly RandomClass[];
  readonly teacherIds: readonly string[];
}

/** What is taught: each class on its own, two classes together, subgroups, alone, after school. */
function courses(dice: Dice, list: readonly RandomClass[]): Course[] {
  const [first, second] = list as [RandomClass, RandomClass];
  const own = list.flatMap((one) =>
    ['maths', 'russian'].map((subjectId): Course => ({
      registerId: `${one.classId}-${subjectId}`,
      subjectId,
      kind: 'class',
      groupIds: [one.classId],
      classes: [one],
      teacherIds: [dice.pick(teachers)],
    })),
  );
  const other = (
    kind: GroupKind,
    subjectId: string,
    of: readonly RandomClass[],
    teacherIds: string[],
  ): Course => ({
    registerId: `${kind}-${subjectId}`,
    subjectId,
    kind,
    groupIds: [`${kind}-group`],
    classes: of,
    teacherIds,
  });
  return [
    ...own,
    {
      ...other('class', 'pe', [first, second], ['teacher-0', 'teacher-2']),
      groupIds: [first.classId, second.classId],
    },
    other('subgroup', 'english', [first], [dice.pick(teachers)]),
    other('individual', 'maths', [first], ['teacher-3']),
    other('elective', 'olympiad', [first, second], [dice.pick(teachers)]),
    other('club', 'chess', [second], ['teacher-1', 'teacher-3']),
    other('extended-day', 'extended-day', [first], ['teacher-1']),
  ];
}

function lessons(
  dice: Dice,
  list: readonly RandomClass[],
  span: { from: LocalDate; to: LocalDate },
  timeZone: string,
  plannedAt: number,
): Trapped[] {
  return courses(dice, list).flatMap((course) =>
    [0, 1, 2].flatMap((week) =>
      dice.some([1, 2, 3, 4, 5, 6], 0.35).flatMap((weekday) => {
        const date = addDays(span.from, week * 7 + weekday - 1);
        const plan: LessonPlan = {
          registerId: course.registerId,
          subjectId: course.subjectId,
          kind: course.kind,
          groupIds: course.groupIds,
          classIds: course.classes.map((one) => one.classId),
          teacherIds: course.teacherIds,
          room: null,
          ...timesOf(date, dice.int(1, 6), timeZone),
        };
        const pupilIds = course.classes.flatMap((one) => one.pupilIds);
        const life = new LessonLife(
          dice,
          `${course.registerId}-${date}`,
          plan,
          pupilIds,
          teachers,
          timeZone,
          plannedAt,
        ).live();
        return everythingOf(
          life,
          course.classes.some((one) => one.grade === 1),
        );
      }),
    ),
  );
}

/** A lesson's story with those of the lessons given instead of it. */
function everythingOf(life: LessonLife, gradeOne: boolean): Trapped[] {
  const [planned, ...rest] = life.said;
  return [
    gradeOne ? { ...planned!, traps: [...planned!.traps, 'grade 1' as const] } : planned!,
    ...rest,
    ...life.instead.flatMap((other) => everythingOf(other, gradeOne)),
  ];
}

/** Accounts of everybody, parents of the pupils included. */
function accounts(
  dice: Dice,
  list: readonly RandomClass[],
  timeZone: string,
  span: { from: number; to: number },
): Trapped[] {
  const all: Trapped[] = [];
  const live = (personId: string, ...roles: AccountRole[]) =>
    all.push(...accountLife(dice, personId, roles, timeZone, span));
  live('head', 'head');
  teachers.forEach((personId, index) =>
    live(personId, 'teacher', ...(index === 0 ? (['parent'] as const) : [])),
  );
  for (const { pupilIds } of list) {
    for (const pupilId of pupilIds) {
      if (dice.chance(0.9)) live(pupilId, 'pupil');
      if (dice.chance(0.5)) {
        const parentId = `parent-of-${pupilId}`;
        const link = (fact: Trapped['fact'], ms: number) =>
          all.push({ at: instant(ms), fact, metadata: {}, traps: [] });
        live(parentId, 'parent');
        const linkedAt = span.from - DAY_MS * 20;
        link(
          {
            type: 'ParentLinked',
            data: { personId: parentId, childId: pupilId, from: localDateOf(linkedAt, timeZone) },
          },
          linkedAt,
        );
        // A second child, in whatever class.
        const sibling = dice.pick(list.flatMap((one) => one.pupilIds));
        if (sibling !== pupilId && dice.chance(0.4)) {
          link(
            {
              type: 'ParentLinked',
              data: { personId: parentId, childId: sibling, from: localDateOf(linkedAt, timeZone) },
            },
            linkedAt,
          );
        }
        if (dice.chance(0.15)) {
          const endedAt = span.from + dice.int(0, 20) * DAY_MS + 9 * HOUR;
          link(
            {
              type: 'ParentUnlinked',
              data: { personId: parentId, childId: pupilId, to: localDateOf(endedAt, timeZone) },
            },
            endedAt,
          );
        }
      }
    }
  }
  return all;
}
