import type { SchoolEvent, YearEvent } from '#school/events';
import { addDays, type LocalDate } from '#kernel';
import { SCHOOL, type SchoolFact } from '../history.ts';
import { joined, left, timetable } from '../small-school.ts';
import type { Dice } from './dice.ts';
import type { Trap } from './traps.ts';

export const YEAR = 'year-random';
export const yearSpan = { from: '2026-09-01', to: '2027-05-31' };

/** A fact of the school's structure: on which day of the span it is recorded, null for before it. */
export interface Founded {
  readonly on: LocalDate | null;
  readonly fact: SchoolFact;
  readonly traps: readonly Trap[];
}

export interface RandomClass {
  readonly classId: string;
  readonly grade: number;
  readonly pupilIds: readonly string[];
}

/** The school, its year and its calendar around the weeks of the span. */
export function founded(dice: Dice, timeZone: string, span: { from: LocalDate; to: LocalDate }): Founded[] {
  const all: Founded[] = [];
  const say = (fact: SchoolEvent | YearEvent, ...traps: Trap[]) => all.push({ on: null, fact, traps });
  say({ type: 'SchoolSetUp', data: { schoolId: SCHOOL, name: 'School', shortName: 'S', timeZone } });
  say({ type: 'AcademicYearOpened', data: { yearId: YEAR, title: '2026/27', ...yearSpan } });
  const breakFrom = addDays(span.from, dice.int(0, 15));
  const breakDays = dice.pick([0, 0, 3, 5]);
  say(
    {
      type: 'TermsSet',
      data: {
        yearId: YEAR,
        scheme: 'half-years',
        terms: [
          { termId: 'term-1', title: '1', from: yearSpan.from, to: addDays(breakFrom, -1) },
          { termId: 'term-2', title: '2', from: addDays(breakFrom, breakDays), to: yearSpan.to },
        ],
      },
    },
    ...(breakDays > 0 ? (['break between terms'] as const) : []),
  );
  const sixDayGrades = dice.some([1, 5, 9, 11], 0.3);
  say(
    { type: 'SchoolWeekSet', data: { yearId: YEAR, sixDayGrades } },
    ...(sixDayGrades.length > 0 ? (['six-day week'] as const) : []),
  );
  const dayOff = addDays(span.from, dice.int(0, 15));
  const saturday = addDays(span.from, dice.pick([5, 12]));
  const hasDayOff = dice.chance(0.5);
  const hasSaturday = dice.chance(0.3) && saturday !== dayOff;
  say(
    {
      type: 'CalendarSet',
      data: {
        yearId: YEAR,
        daysOff: hasDayOff
          ? [
              dice.chance(0.4)
                ? { from: dayOff, to: dayOff, title: 'frost', grades: dice.some([1, 5, 9, 11], 0.5) }
                : { from: dayOff, to: dayOff, title: 'holiday' },
            ]
          : [],
        workingDays: hasSaturday ? [{ date: saturday, likeWeekday: dice.int(1, 5) }] : [],
      },
    },
    ...(hasDayOff ? (['day off'] as const) : []),
    ...(hasSaturday ? (['working Saturday'] as const) : []),
  );
  return all;
}

/** Two or three classes, their pupils (who may change class within the span) and timetables. */
export function classes(dice: Dice, span: { from: LocalDate; to: LocalDate }) {
  const facts: Founded[] = [];
  const say = (fact: SchoolFact, on: LocalDate | null = null, ...traps: Trap[]) =>
    facts.push({ on, fact, traps });
  const day = (): LocalDate => addDays(span.from, dice.int(0, 20));

  const list: RandomClass[] = Array.from({ length: dice.int(2, 3) }, (_, index) => {
    const grade = dice.pick([1, 5, 9, 11]);
    const classId = `class-${index}`;
    const size = index > 0 && dice.chance(0.15) ? 0 : dice.int(2, 4);
    return { classId, grade, pupilIds: Array.from({ length: size }, (_, n) => `pupil-${index}-${n}`) };
  });
  for (const { classId, grade, pupilIds } of list) {
    say(
      {
        type: 'GroupFormed',
        data: {
          groupId: classId,
          yearId: YEAR,
          kind: 'class',
          title: classId,
          grade,
          shift: 1,
          classIds: [classId],
          ...yearSpan,
        },
      },
      null,
      ...(pupilIds.length === 0 ? (['class without pupils'] as const) : []),
    );
    for (const pupilId of pupilIds) say(joined(classId, pupilId, yearSpan.from));
    timetables(dice, classId, span).forEach(({ fact, on, traps }) => say(fact, on, ...traps));
  }
  for (const { classId, pupilIds } of list) {
    for (const pupilId of pupilIds) {
      if (!dice.chance(0.08)) continue;
      const other = dice.pick(list.filter((one) => one.classId !== classId)).classId;
      const last = day();
      say(left(classId, pupilId, last, other), last, 'pupil changed class');
      say(joined(other, pupilId, addDays(last, 1)), last);
    }
  }
  if (dice.chance(0.3)) {
    const { classId, pupilIds } = list.at(-1)!;
    const moving = facts.some(
      ({ fact }) =>
        fact.type === 'MemberJoined' && fact.data.groupId === classId && fact.data.from !== yearSpan.from,
    );
    // Only a class whose pupils stay put: everybody leaves on its last day.
    if (!moving && !facts.some(({ fact }) => fact.type === 'MemberLeft' && fact.data.groupId === classId)) {
      const last = day();
      for (const pupilId of pupilIds) say(left(classId, pupilId, last), last);
      say({ type: 'GroupDissolved', data: { groupId: classId, to: last } }, last, 'class dissolved');
    }
  }
  return { facts, list };
}

/** The versions of one class's timetable: whole, with a gap, overlapping, ended, with bare days. */
function timetables(dice: Dice, classId: string, span: { from: LocalDate; to: LocalDate }): Founded[] {
  if (dice.chance(0.1)) return [];
  const all: Founded[] = [];
  const week = (): { days: (number | readonly [number, 'odd' | 'even'])[]; traps: Trap[] } => {
    const every = [1, 2, 3, 4, 5, 6];
    if (dice.chance(0.6)) return { days: every, traps: [] };
    if (dice.chance(0.2)) return { days: [], traps: ['empty timetable'] };
    const days = every.flatMap((weekday): (number | readonly [number, 'odd' | 'even'])[] =>
      dice.chance(0.12)
        ? dice.chance(0.5)
          ? []
          : [[weekday, dice.pick(['odd', 'even'] as const)] as const]
        : [weekday],
    );
    return { days, traps: days.length < 6 ? ['bare day'] : [] };
  };
  const version = (id: string, from: LocalDate, to: LocalDate, on: LocalDate | null, ...more: Trap[]) => {
    const { days, traps } = week();
    all.push({
      on,
      fact: timetable(`${classId}-${id}`, classId, days, { from, to }),
      traps: [...traps, ...more],
    });
  };
  const cut = addDays(span.from, dice.int(2, 18));
  switch (dice.int(0, 4)) {
    case 0:
    case 1:
      version('t1', yearSpan.from, yearSpan.to, null);
      break;
    case 2: {
      const gap = dice.int(1, 3);
      version('t1', yearSpan.from, cut, null);
      version(
        't2',
        addDays(cut, gap),
        yearSpan.to,
        null,
        ...(gap > 1 ? (['gap between timetables'] as const) : []),
      );
      break;
    }
    case 3:
      version('t1', yearSpan.from, yearSpan.to, null);
      version('t2', cut, addDays(cut, dice.int(0, 20)), addDays(span.from, 1), 'timetables overlap');
      break;
    default:
      version('t1', yearSpan.from, yearSpan.to, null);
      all.push({
        on: addDays(span.from, 1),
        fact: { type: 'TimetableEnded', data: { timetableId: `${classId}-t1`, groupId: classId, to: cut } },
        traps: ['timetable ended'],
      });
      if (dice.chance(0.5)) version('t2', addDays(cut, 1), yearSpan.to, addDays(span.from, 2));
  }
  return all;
}
