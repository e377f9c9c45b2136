import { type LocalDate, within } from '#kernel';
import type { Fold } from '#event-store';
import type { Slot, TimetableEvent } from '#school/events';

/** One version of a group's weekly timetable. */
export interface TimetableVersion {
  readonly timetableId: string;
  readonly yearId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The last day that it was published for, before it was ended early. */
  readonly publishedTo: LocalDate;
  readonly slots: readonly Slot[];
}

/** Every version of one group's timetable, in the order of publication: also those no longer in force. */
export const timetableVersions: Fold<readonly TimetableVersion[], TimetableEvent> = {
  name: 'journal-timetable',
  initial: [],
  evolve(versions, event) {
    switch (event.type) {
      case 'TimetablePublished': {
        const { timetableId, yearId, from, to, slots } = event.data;
        return [...versions, { timetableId, yearId, from, to, publishedTo: to, slots }];
      }
      case 'TimetableEnded': {
        const { timetableId, to } = event.data;
        return versions.map((version) =>
          version.timetableId === timetableId && to < version.to ? { ...version, to } : version,
        );
      }
    }
  },
};

/** The version in force on a day: the one published last among those that cover it. */
export const inForceOn = (versions: readonly TimetableVersion[], day: LocalDate): TimetableVersion | null =>
  versions.findLast((version) => within(day, version)) ?? null;
