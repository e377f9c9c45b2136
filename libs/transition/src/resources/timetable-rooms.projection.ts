import { type LocalDate, within } from '#kernel';
import { projection } from '#projecting';
import { type TimetableEvent } from '#school/events';

/** One version of a group's timetable, as far as it names rooms. */
interface RoomsVersion {
  readonly timetableId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Each once, in the order of the slots. */
  readonly rooms: readonly string[];
  /** Slots that name no room. */
  readonly bare: number;
}

/** The rooms of a group's timetable, by version, in the order of publication. */
export interface TimetableRooms {
  readonly groupId: string;
  readonly versions: readonly RoomsVersion[];
}

/** Which rooms lessons are given in: the timetable names them, nobody else has to. */
export const timetableRooms = projection<TimetableRooms, TimetableEvent>({
  name: 'timetable-rooms',
  version: 1,
  key: (event) => event.data.groupId,
  evolve: {
    TimetablePublished: (doc, { data: { timetableId, groupId, from, to, slots } }) => {
      const named = slots.flatMap(({ room }) => (room === null || room.trim() === '' ? [] : [room.trim()]));
      const version = {
        timetableId,
        from,
        to,
        rooms: [...new Set(named)],
        bare: slots.length - named.length,
      };
      return { groupId, versions: [...(doc?.versions ?? []), version] };
    },
    TimetableEnded: (doc, { data: { timetableId, to } }) =>
      doc && {
        ...doc,
        versions: doc.versions.map((version) =>
          version.timetableId === timetableId && to < version.to ? { ...version, to } : version,
        ),
      },
  },
  indexes: { all: (doc) => [[doc.groupId]] },
});

/** The version in force on a date, else the next one to come; of several the one published last. */
export function roomsOn({ versions }: TimetableRooms, on: LocalDate): RoomsVersion | null {
  const now = versions.findLast((version) => within(on, version));
  if (now !== undefined) return now;
  const next = versions.filter(({ from, to }) => on < from && from <= to);
  const first = next.reduce((least, { from }) => (least === '' || from < least ? from : least), '');
  return next.findLast(({ from }) => from === first) ?? null;
}
