import { type LocalDate } from '#kernel';
import { projection } from '#projecting';
import type { TimetableEvent } from './timetable.events.ts';
import type { TimetableVersion } from './timetable.ts';

/** A version as it is shown: with its year and when it was published. */
export interface PublishedVersion extends TimetableVersion {
  readonly yearId: string;
  /** The last day that it was published for. */
  readonly publishedTo: LocalDate;
  readonly eventId: string;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
}

/** Every version of a group's timetable, in the order of publication. */
export interface PublishedTimetable {
  readonly groupId: string;
  readonly versions: readonly PublishedVersion[];
}

export const timetables = projection<PublishedTimetable, TimetableEvent>({
  name: 'timetables',
  version: 1,
  key: (event) => event.data.groupId,
  evolve: {
    TimetablePublished: (doc, { id, data, metadata }) => {
      const { timetableId, groupId, yearId, from, to, slots } = data;
      const version = {
        timetableId,
        yearId,
        from,
        to,
        publishedTo: to,
        slots,
        eventId: id,
        publishedAt: metadata.recordedAt,
      };
      return { groupId, versions: [...(doc?.versions ?? []), version] };
    },
    TimetableEnded: (doc, { data: { timetableId, to } }) =>
      doc && {
        ...doc,
        versions: doc.versions.map((version) =>
          version.timetableId === timetableId ? { ...version, to } : version,
        ),
      },
  },
  indexes: {
    byYear: (doc) => [...new Set(doc.versions.map((version) => version.yearId))].map((yearId) => [yearId]),
  },
});
