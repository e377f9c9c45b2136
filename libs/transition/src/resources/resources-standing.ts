import type { LocalDate } from '#kernel';
import type { RegisterCard } from '#platform';
import type { TransitionPolicy } from '../policy/transition-policy.events.ts';
import { keepsJournal } from './resource-words.ts';
import { type Network, roomKey } from './resources.events.ts';
import type { Room, Workplace } from './resources.ts';
import { teachersOn } from './staff.ts';
import { roomsOn, type TimetableRooms } from './timetable-rooms.projection.ts';

/** A room that lessons are given in. */
export interface RoomStanding {
  /** As the list of resources calls it, else as the timetable does. */
  readonly room: string;
  /** null: nobody said anything of it. */
  readonly network: Network | null;
  readonly reached: boolean;
  /** Devices in order on which the journal can be kept. */
  readonly devicesWorking: number;
  /** The groups whose timetables name it. */
  readonly groupIds: readonly string[];
}

export interface PlaceStanding {
  readonly personId: string;
  readonly hasPlace: boolean;
  readonly room: string | null;
  /** Nobody said anything of it yet. */
  readonly unknown: boolean;
}

export interface ResourcesStanding {
  readonly rooms: readonly RoomStanding[];
  /** Slots of the timetables that name no room: what is said of rooms says nothing of them. */
  readonly slotsWithoutRoom: number;
  readonly teachers: readonly PlaceStanding[];
}

/** What condition 2 asks, each by itself. */
export const resourceQuestions = ['places', 'network', 'devices'] as const;
export type ResourceQuestion = (typeof resourceQuestions)[number];

export interface ResourceFigure {
  readonly question: ResourceQuestion;
  readonly numerator: number;
  readonly denominator: number;
  /** Whether the policy asks for it. */
  readonly asked: boolean;
  /** Everything that there is, and there is something. */
  readonly met: boolean;
}

/** The rooms of the timetables and the teachers of the registers, as they stand on a date. */
export function resourcesStanding(
  timetables: readonly TimetableRooms[],
  known: readonly Room[],
  places: readonly Workplace[],
  registers: readonly RegisterCard[],
  on: LocalDate,
): ResourcesStanding {
  const versions = timetables.flatMap((timetable) => {
    const version = roomsOn(timetable, on);
    return version === null ? [] : [{ ...version, groupId: timetable.groupId }];
  });
  const rooms = new Map<string, { readonly title: string; readonly groupIds: string[] }>();
  for (const { rooms: named, groupId } of versions) {
    for (const title of named) {
      const key = roomKey(title);
      const room = rooms.get(key) ?? { title, groupIds: [] };
      room.groupIds.push(groupId);
      rooms.set(key, room);
    }
  }
  const byKey = new Map(known.map((room) => [roomKey(room.room), room]));
  const byPerson = new Map(places.map((place) => [place.personId, place]));
  return {
    rooms: [...rooms].map(([key, { title, groupIds }]) => roomStanding(byKey.get(key), title, groupIds)),
    slotsWithoutRoom: versions.reduce((sum, { bare }) => sum + bare, 0),
    teachers: teachersOn(registers, on).map((personId) => {
      const place = byPerson.get(personId);
      return {
        personId,
        hasPlace: place?.hasPlace ?? false,
        room: place?.room ?? null,
        unknown: place === undefined,
      };
    }),
  };
}

const roomStanding = (known: Room | undefined, title: string, groupIds: readonly string[]): RoomStanding => ({
  room: known?.room ?? title,
  network: known?.network ?? null,
  reached: known !== undefined && known.network !== 'none',
  devicesWorking: (known?.devices ?? [])
    .filter(({ kind }) => keepsJournal(kind))
    .reduce((sum, { working }) => sum + working, 0),
  groupIds: [...new Set(groupIds)],
});

/** The three figures of condition 2; the seed's ideal, a device in every room, is one that need not be asked. */
export function resourceFigures(
  { rooms, teachers }: ResourcesStanding,
  policy: TransitionPolicy,
): ResourceFigure[] {
  const figure = (question: ResourceQuestion, asked: boolean, have: readonly boolean[]): ResourceFigure => {
    const numerator = have.filter(Boolean).length;
    const denominator = have.length;
    return { question, numerator, denominator, asked, met: denominator > 0 && numerator === denominator };
  };
  return [
    figure(
      'places',
      policy.placeForEveryTeacher,
      teachers.map(({ hasPlace }) => hasPlace),
    ),
    figure(
      'network',
      policy.networkInEveryRoom,
      rooms.map(({ reached }) => reached),
    ),
    figure(
      'devices',
      policy.deviceInEveryRoom,
      rooms.map(({ devicesWorking }) => devicesWorking > 0),
    ),
  ];
}
