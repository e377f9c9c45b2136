import { type Fact, type StreamName, streamOf } from '#kernel';

/** How a room is reached by the school's network. */
export const networks = ['none', 'wired', 'wireless', 'both'] as const;
export type Network = (typeof networks)[number];

export const deviceKinds = ['desktop', 'laptop', 'tablet', 'board', 'projector', 'printer'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** Devices of one kind in a room. */
export interface Devices {
  readonly kind: DeviceKind;
  readonly count: number;
  /** How many of them are in order. */
  readonly working: number;
}

/** A school's rooms and places to work at: one stream for all of them, since a list of them is entered at once. */
export type ResourcesEvent =
  /** What a room has from now on, all of it. Rooms go by their titles, as the timetable names them. */
  | Fact<'RoomEquipped', { room: string; network: Network; devices: readonly Devices[] }>
  | Fact<'RoomWithdrawn', { room: string }>
  /** Whether somebody of the staff has a place to work at with the journal, and in which room. */
  | Fact<'WorkplaceSet', { personId: string; hasPlace: boolean; room: string | null }>;

export const resourcesStream = (schoolId: string): StreamName => streamOf(schoolId, 'resources', 'school');

/** By what the same room is known: «Каб. 12» and « каб.  12 » are one. */
export const roomKey = (room: string): string => room.trim().replaceAll(/\s+/g, ' ').toLowerCase();
