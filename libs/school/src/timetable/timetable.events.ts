import { type Fact, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { Slot } from '../words.ts';

export type TimetableEvent =
  /**
   * A version of the weekly timetable of a class (or of an elective, club, extended-day group). On dates where
   * versions overlap the one published last is in force. A register taught to several classes stands in the
   * timetable of each, in the same slot.
   */
  | Fact<
      'TimetablePublished',
      {
        timetableId: string;
        groupId: string;
        yearId: string;
        from: LocalDate;
        to: LocalDate;
        slots: readonly Slot[];
      }
    >
  /** `to` is the last day in force. */
  | Fact<'TimetableEnded', { timetableId: string; groupId: string; to: LocalDate }>;

export const timetableStream = (schoolId: string, groupId: string): StreamName =>
  streamOf(schoolId, 'timetable', groupId);
