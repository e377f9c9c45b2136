import { datesOf, type Instant, instantOf, type LocalDate, type LocalTime, weekdayOf, within } from '#kernel';
import type { Slot } from '#school/events';
import { lessonIdOf, type LessonPlan } from '../lesson/lesson.events.ts';
import { existsOn, type GroupFacts } from '../school-facts/group.ts';
import { holdersOf, type RegisterFacts, teachersOn } from '../school-facts/register.ts';
import { inForceOn, type TimetableVersion } from '../school-facts/timetable.ts';
import type { YearFacts } from '../school-facts/year.ts';
import { bellOf, standsInWeek, taughtWeekday } from './school-day.ts';

/** All that the dated lessons of some registers follow from. */
export interface PlanInputs {
  readonly timeZone: string;
  readonly year: YearFacts;
  /** The registers to plan. */
  readonly registers: ReadonlyMap<string, RegisterFacts>;
  /** Their groups, and the classes of those. */
  readonly groups: ReadonlyMap<string, GroupFacts>;
  /** The timetables of every group that may hold one of the registers, with their history. */
  readonly timetables: ReadonlyMap<string, readonly TimetableVersion[]>;
  /** First and last date, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A lesson that the timetable gives. */
export interface PlannedLesson {
  readonly lessonId: string;
  readonly slotId: string;
  readonly date: LocalDate;
  readonly plan: LessonPlan;
}

/** A slot that gives no lesson on a date because no bell schedule has its number. */
export interface SlotWithoutBell {
  readonly slotId: string;
  readonly registerId: string;
  readonly date: LocalDate;
  readonly number: number;
}

/**
 * The dated lessons that timetables, calendar, bells and registers give between two dates. A register taught to
 * several groups gives one lesson, if the timetable of any of them has it; it is for those of its groups that have
 * school that day.
 */
export function planLessons(inputs: PlanInputs): {
  readonly lessons: readonly PlannedLesson[];
  readonly withoutBell: readonly SlotWithoutBell[];
} {
  const lessons: PlannedLesson[] = [];
  const withoutBell: SlotWithoutBell[] = [];
  const instants = instantsOf(inputs.timeZone);
  const slots = slotsByRegister(inputs);
  for (const date of schoolDatesOf(inputs)) {
    const weekdays = new Map<number | null, number | null>();
    const weekdayFor = (grade: number | null): number | null => {
      const known = weekdays.get(grade);
      if (known !== undefined) return known;
      const weekday = taughtWeekday(date, grade, inputs.year);
      weekdays.set(grade, weekday);
      return weekday;
    };
    for (const register of inputs.registers.values()) {
      if (register.closedTo !== null && register.closedTo < date) continue;
      const attending = register.groupIds.flatMap((id) => {
        const group = inputs.groups.get(id);
        return group !== undefined && existsOn(group, date) && weekdayFor(group.grade) !== null
          ? [group]
          : [];
      });
      const [first] = attending;
      if (first === undefined) continue;
      const weekday = weekdayFor(first.grade)!;
      const seen = new Set<string>();
      for (const slot of slots(register, date, weekday)) {
        if (seen.has(slot.slotId) || !standsInWeek(slot.parity, date, inputs.year)) continue;
        seen.add(slot.slotId);
        const bell = bellOf(slot.number, { date, weekday }, first, inputs.groups, inputs.year);
        if (bell === null) {
          const { slotId, registerId, number } = slot;
          withoutBell.push({ slotId, registerId, date, number });
          continue;
        }
        lessons.push({
          lessonId: lessonIdOf(slot.slotId, date),
          slotId: slot.slotId,
          date,
          plan: {
            registerId: register.registerId,
            subjectId: register.subjectId,
            kind: register.kind,
            groupIds: attending.map((group) => group.groupId),
            classIds: classesOf(register, attending),
            teacherIds: teachersOn(register, date),
            date,
            number: slot.number,
            startsAt: instants(date, bell.starts),
            endsAt: instants(date, bell.ends),
            room: slot.room,
          },
        });
      }
    }
  }
  return { lessons, withoutBell };
}

/**
 * Every lesson that any version of the timetables could ever have given between the two dates, under any calendar
 * that the year ever had: more than were, never fewer. What is not among the planned ones any more may have to go.
 */
export function everPlanned(
  inputs: PlanInputs,
): readonly Pick<PlannedLesson, 'lessonId' | 'slotId' | 'date'>[] {
  const found = new Map<string, Pick<PlannedLesson, 'lessonId' | 'slotId' | 'date'>>();
  const weekdaysOf = new Map<LocalDate, Set<number>>(
    datesOf(inputs.from, inputs.to).map((date) => [date, new Set([weekdayOf(date)])]),
  );
  for (const { date, likeWeekday } of inputs.year.everWorkingDays) weekdaysOf.get(date)?.add(likeWeekday);
  for (const register of inputs.registers.values()) {
    for (const holder of holdersOf(register)) {
      for (const version of inputs.timetables.get(holder) ?? []) {
        if (version.yearId !== inputs.year.yearId) continue;
        const slots = version.slots.filter((slot) => slot.registerId === register.registerId);
        if (slots.length === 0) continue;
        for (const [date, weekdays] of weekdaysOf) {
          if (!within(date, { from: version.from, to: version.publishedTo })) continue;
          for (const { slotId, weekday } of slots) {
            if (!weekdays.has(weekday)) continue;
            const lessonId = lessonIdOf(slotId, date);
            found.set(lessonId, { lessonId, slotId, date });
          }
        }
      }
    }
  }
  return [...found.values()];
}

/** The dates of the period that lie in the year. */
function schoolDatesOf({ from, to, year }: PlanInputs): readonly LocalDate[] {
  return datesOf(from > year.from ? from : year.from, to < year.to ? to : year.to);
}

/** The classes that the attending groups' pupils come from, in the register's order. */
function classesOf(register: RegisterFacts, attending: readonly GroupFacts[]): readonly string[] {
  if (attending.length === register.groupIds.length) return register.classIds;
  return register.classIds.filter((id) => attending.some((group) => group.classIds.includes(id)));
}

/** The slots of a register that stand in any of its holders' timetables in force on a date, at a weekday. */
function slotsByRegister({
  timetables,
  year,
}: PlanInputs): (register: RegisterFacts, date: LocalDate, weekday: number) => readonly Slot[] {
  const byVersion = new Map<TimetableVersion, Map<string, Slot[]>>();
  const slotsOf = (version: TimetableVersion, registerId: string): readonly Slot[] => {
    let byRegister = byVersion.get(version);
    if (byRegister === undefined) {
      byRegister = new Map();
      for (const slot of version.slots) {
        byRegister.set(slot.registerId, [...(byRegister.get(slot.registerId) ?? []), slot]);
      }
      byVersion.set(version, byRegister);
    }
    return byRegister.get(registerId) ?? [];
  };
  return (register, date, weekday) =>
    holdersOf(register).flatMap((holder) => {
      const version = inForceOn(timetables.get(holder) ?? [], date);
      if (version === null || version.yearId !== year.yearId) return [];
      return slotsOf(version, register.registerId).filter((slot) => slot.weekday === weekday);
    });
}

/** Local times as instants, each looked up once: a school year has few different ones. */
function instantsOf(timeZone: string): (date: LocalDate, time: LocalTime) => Instant {
  const known = new Map<string, Instant>();
  return (date, time) => {
    const key = `${date}T${time}`;
    let found = known.get(key);
    if (found === undefined) {
      found = instantOf(date, time, timeZone);
      known.set(key, found);
    }
    return found;
  };
}
