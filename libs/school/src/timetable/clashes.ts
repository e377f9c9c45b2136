import type { LocalDate } from '#kernel';
import type { Register } from '../register/register-state.ts';
import { cover, touches } from '../stays.ts';
import type { Parity, Slot } from '../words.ts';
import type { AcademicYear } from '../year/year.ts';
import { coincide } from './slots.ts';
import type { PublishedTimetable, PublishedVersion } from './timetable.projection.ts';

/** Something about a published slot that somebody should look at; none of it is forbidden. */
export interface Warning {
  /**
   * `teacher-clash`, `room-clash`: another register has the teacher or the room at that time. `no-bell`: no bell
   * schedule of the grade has that lesson number. `day-off`: the grade does not learn on that weekday.
   */
  readonly code: 'teacher-clash' | 'room-clash' | 'no-bell' | 'day-off';
  /** 1 Monday … 6 Saturday. */
  readonly weekday: number;
  readonly number: number;
  readonly parity: Parity;
  readonly registerId: string;
  /** The other register and the group whose timetable it stands in; null where there is none. */
  readonly otherRegisterId: string | null;
  readonly otherGroupId: string | null;
  readonly teacherId: string | null;
  readonly room: string | null;
}

interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * Teachers and rooms that a version needs twice at once: within itself and against the versions of other groups
 * that are in force on some of its days. A register that joins several classes does not clash with itself.
 */
export function clashesOf(
  groupId: string,
  version: PublishedVersion,
  timetables: readonly PublishedTimetable[],
  registers: ReadonlyMap<string, Register>,
): Warning[] {
  const warnings: Warning[] = [];
  const compare = (slot: Slot, other: Slot, otherGroupId: string, days: Days): void => {
    if (slot.registerId === other.registerId || !coincide(slot, other)) return;
    const { weekday, number, parity, registerId } = slot;
    const at = { weekday, number, parity, registerId, otherRegisterId: other.registerId, otherGroupId };
    const shared = teachersOf(registers.get(registerId), days).filter((teacherId) =>
      teachersOf(registers.get(other.registerId), days).includes(teacherId),
    );
    for (const teacherId of shared) warnings.push({ code: 'teacher-clash', ...at, teacherId, room: null });
    if (slot.room !== null && slot.room === other.room) {
      warnings.push({ code: 'room-clash', ...at, teacherId: null, room: slot.room });
    }
  };
  for (const [index, slot] of version.slots.entries()) {
    for (const other of version.slots.slice(0, index)) compare(slot, other, groupId, version);
    for (const timetable of timetables) {
      if (timetable.groupId === groupId) continue;
      for (const other of timetable.versions) {
        const days = shared(version, other);
        if (days === null || !inForceOnSome(days, other, timetable)) continue;
        for (const otherSlot of other.slots) compare(slot, otherSlot, timetable.groupId, days);
      }
    }
  }
  return warnings;
}

/** Slots on a weekday on which the grade does not learn, or with a number that no bell rings for. */
export function unplannableOf(
  { grade, shift }: { readonly grade: number | null; readonly shift: 1 | 2 },
  version: PublishedVersion,
  year: AcademicYear,
): Warning[] {
  if (grade === null) return [];
  const schedules = year.bellSchedules.filter(
    (schedule) =>
      schedule.grades.includes(grade) && schedule.shift === shift && shared(schedule, version) !== null,
  );
  return version.slots.flatMap(({ weekday, number, parity, registerId }): Warning[] => {
    const at = { weekday, number, parity, registerId };
    const none = { otherRegisterId: null, otherGroupId: null, teacherId: null, room: null };
    if (weekday === 6 && !year.sixDayGrades.includes(grade)) return [{ code: 'day-off', ...at, ...none }];
    const rings = schedules.some(
      (schedule) =>
        (schedule.weekdays === undefined || schedule.weekdays.includes(weekday)) &&
        schedule.bells.some((bell) => bell.number === number),
    );
    return rings ? [] : [{ code: 'no-bell', ...at, ...none }];
  });
}

/** The days that both have, or null. */
function shared(a: Days, b: Days): Days | null {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from <= to ? { from, to } : null;
}

/** Whether the version holds on one of the days: those published after it take its place. */
function inForceOnSome(days: Days, version: PublishedVersion, timetable: PublishedTimetable): boolean {
  const later = timetable.versions.slice(timetable.versions.indexOf(version) + 1);
  return !cover(later, days.from, days.to);
}

const teachersOf = (register: Register | undefined, { from, to }: Days): readonly string[] => [
  ...new Set(
    register?.teachers.filter((stay) => touches(stay, from, to)).map((stay) => stay.teacherId) ?? [],
  ),
];
