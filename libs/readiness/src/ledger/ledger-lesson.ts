import { DAY_MS, type LocalDate } from '#kernel';
import type { GroupKind } from '#school/events';

/** What criteria 3 and 6 count: a mark, an absence or lateness, a roll call, a held mark, a lesson comment. */
export type EntryKind = 'mark' | 'attendance' | 'roll-call' | 'held' | 'comment';

/** One entry as the criteria see it: the first recording counts, whatever was corrected since. */
export interface LedgerEntry {
  readonly entryId: string;
  readonly kind: EntryKind;
  /** The event that first recorded it. */
  readonly eventId: string;
  /** When the server first recorded it, ms since the epoch. */
  readonly at: number;
  /** Came from an import: counts in 3, left out of 6. */
  readonly imported: boolean;
  /** A mark done on a later day, or a retake: counts in 3, left out of 6. */
  readonly later: 'done-on' | 'retake' | null;
  /** The event that took it back, or null while it stands. */
  readonly revokedBy: string | null;
}

/** Why a lesson does not count, with the event that made it so. */
export interface Stopped {
  readonly how: 'cancelled' | 'replaced' | 'unplanned';
  readonly eventId: string;
  /** Recorded after the planned end: «отменён задним числом». */
  readonly afterEnd: boolean;
  readonly reason: string | null;
  readonly document: string | null;
}

/** A lesson as the criteria see it. */
export interface LedgerLesson {
  readonly lessonId: string;
  readonly registerId: string;
  readonly subjectId: string;
  readonly kind: GroupKind;
  readonly classIds: readonly string[];
  /** Those who give it: the substitutes while there are any. */
  readonly teacherIds: readonly string[];
  readonly plannedTeacherIds: readonly string[];
  /** Where its last move put it. Instants in ms since the epoch. */
  readonly date: LocalDate;
  readonly number: number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** From where the 24 hours run: a move recorded after the planned end does not restart them. */
  readonly clockStart: number;
  readonly clockEnd: number;
  readonly scheduledBy: string;
  readonly stopped: Stopped | null;
  /** The events whose topic and homework stand; null when there is none. */
  readonly topic: string | null;
  readonly homework: string | null;
  readonly entries: readonly LedgerEntry[];
}

export type OnlineFrom = 'end' | 'start';

/** The 24 hours of criterion 6. Exactly this long after is still on time. */
export const ONLINE_WINDOW_MS = DAY_MS;

/** The last instant (ms) at which an entry of this lesson is on time. */
export const onlineUntil = (lesson: LedgerLesson, from: OnlineFrom): number =>
  (from === 'end' ? lesson.clockEnd : lesson.clockStart) + ONLINE_WINDOW_MS;

/** Whether the entry stands: it was not taken back. Criterion 3 counts it. */
export const stands = (entry: LedgerEntry): boolean => entry.revokedBy === null;

/** Whether criterion 6 counts the entry. */
export const countsOnline = (entry: LedgerEntry): boolean =>
  stands(entry) && !entry.imported && entry.later === null;

/** Whether the lesson takes part at all: it was not cancelled, replaced or unplanned. */
export const takesPlace = (lesson: LedgerLesson): boolean => lesson.stopped === null;

/** Criterion 2: a topic, planned or recorded, or homework. */
export const isPlanned = (lesson: LedgerLesson): boolean => lesson.topic !== null || lesson.homework !== null;

/** Criterion 3: at least one entry. */
export const isKept = (lesson: LedgerLesson): boolean => lesson.entries.some(stands);

/** Criterion 3's denominator: the planned end has passed, or there is an entry. `at` in ms. */
export const isDue = (lesson: LedgerLesson, at: number): boolean => lesson.endsAt <= at || isKept(lesson);

/** «ещё в сроке»: over, without an entry, and still inside its 24 hours. */
export const isStillInTime = (lesson: LedgerLesson, at: number, from: OnlineFrom): boolean =>
  lesson.endsAt <= at && !isKept(lesson) && at <= onlineUntil(lesson, from);

/** Criterion 6 in both units for one lesson. */
export function onlineCounts(
  lesson: LedgerLesson,
  from: OnlineFrom,
): { entries: number; onTime: number; lessons: number; lessonsOnTime: number } {
  const until = onlineUntil(lesson, from);
  let entries = 0;
  let onTime = 0;
  let first = Number.POSITIVE_INFINITY;
  for (const entry of lesson.entries) {
    if (!countsOnline(entry)) continue;
    entries += 1;
    if (entry.at <= until) onTime += 1;
    if (entry.at < first) first = entry.at;
  }
  return {
    entries,
    onTime,
    lessons: entries > 0 ? 1 : 0,
    lessonsOnTime: entries > 0 && first <= until ? 1 : 0,
  };
}
