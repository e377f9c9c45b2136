import { canonicalJson, type Decider, invalidField, notFound, type Recorded } from '#kernel';
import {
  deviceKinds,
  type Devices,
  type Network,
  networks,
  type ResourcesEvent,
  roomKey,
} from './resources.events.ts';

export interface Room {
  readonly room: string;
  readonly network: Network;
  /** One line for each kind, in the order of the words. */
  readonly devices: readonly Devices[];
}

export interface Workplace {
  readonly personId: string;
  readonly hasPlace: boolean;
  readonly room: string | null;
}

export interface Resources {
  /** By `roomKey`. */
  readonly rooms: ReadonlyMap<string, Room>;
  /** By person. */
  readonly places: ReadonlyMap<string, Workplace>;
}

export type ResourcesCommand =
  | { readonly kind: 'EquipRooms'; readonly rooms: readonly Room[] }
  | { readonly kind: 'WithdrawRoom'; readonly room: string }
  | { readonly kind: 'SetWorkplaces'; readonly places: readonly Workplace[] };

/** The longest title of a room, as in the timetable. */
export const MAX_ROOM = 40;
/** The most devices of one kind in a room. */
export const MOST_DEVICES = 200;

export const resources: Decider<Resources, ResourcesCommand, ResourcesEvent> = {
  name: 'transition/resources',
  initial: { rooms: new Map(), places: new Map() },

  decide(command, current) {
    switch (command.kind) {
      case 'EquipRooms': {
        const rooms = command.rooms.map((room, index) => checkedRoom(room, `rooms.${index}.`));
        requireOnce(
          rooms.map(({ room }) => roomKey(room)),
          'rooms',
        );
        return rooms
          .filter((room) => !sameRoom(room, current.rooms.get(roomKey(room.room))))
          .map((data) => ({ type: 'RoomEquipped', data }));
      }
      case 'WithdrawRoom': {
        const known = current.rooms.get(roomKey(command.room));
        if (known === undefined) throw notFound('room', command.room);
        return [{ type: 'RoomWithdrawn', data: { room: known.room } }];
      }
      case 'SetWorkplaces': {
        const places = command.places.map((place, index) => checkedPlace(place, `places.${index}.`));
        requireOnce(
          places.map(({ personId }) => personId),
          'places',
        );
        return places
          .filter((place) => !samePlace(place, current.places.get(place.personId)))
          .map((data) => ({ type: 'WorkplaceSet', data }));
      }
    }
  },

  evolve: resourcesAfter,
};

function resourcesAfter(current: Resources, event: Recorded<ResourcesEvent>): Resources {
  switch (event.type) {
    case 'RoomEquipped': {
      const { room, network, devices } = event.data;
      return { ...current, rooms: new Map(current.rooms).set(roomKey(room), { room, network, devices }) };
    }
    case 'RoomWithdrawn': {
      const rooms = new Map(current.rooms);
      rooms.delete(roomKey(event.data.room));
      return { ...current, rooms };
    }
    case 'WorkplaceSet': {
      const { personId, hasPlace, room } = event.data;
      return { ...current, places: new Map(current.places).set(personId, { personId, hasPlace, room }) };
    }
  }
}

/**
 * A room's title as it is kept. What a spreadsheet would take for a formula is none: «=1+1», «@SUM»; «-1» is a room
 * below the ground.
 * @throws Refused `invalid`
 */
export function roomTitle(field: string, title: string): string {
  const said = title.trim().replaceAll(/\s+/g, ' ');
  if (said === '') throw invalidField(field, 'empty', `${field} must say something.`);
  if (said.length > MAX_ROOM) {
    throw invalidField(field, 'length', `A room's title has ${MAX_ROOM} characters at most.`);
  }
  if (/\p{C}/u.test(said))
    throw invalidField(field, 'control-characters', 'The title holds hidden characters.');
  if (isFormula(said)) throw invalidField(field, 'formula', 'A title must not look like a formula.');
  return said;
}

/** Whether a spreadsheet would take this text for a formula. A number with its sign is none. */
export function isFormula(text: string): boolean {
  const said = text.trim();
  return /^[=@]/.test(said) || (/^[+-]./.test(said) && !/^[+-]\d+([.,]\d+)?$/.test(said));
}

function checkedRoom({ room, network, devices }: Room, at: string): Room {
  const title = roomTitle(`${at}room`, room);
  if (!networks.includes(network)) {
    throw invalidField(`${at}network`, 'word', `The network is one of ${networks.join(', ')}.`);
  }
  for (const [index, { kind, count, working }] of devices.entries()) {
    const field = `${at}devices.${index}.`;
    if (!deviceKinds.includes(kind)) {
      throw invalidField(`${field}kind`, 'word', `The kind is one of ${deviceKinds.join(', ')}.`);
    }
    if (!Number.isInteger(count) || count < 0 || count > MOST_DEVICES) {
      throw invalidField(`${field}count`, 'range', `${count} is not a number from 0 to ${MOST_DEVICES}.`);
    }
    if (!Number.isInteger(working) || working < 0 || working > count) {
      throw invalidField(`${field}working`, 'range', `${working} of ${count} cannot be in order.`);
    }
  }
  requireOnce(
    devices.map(({ kind }) => kind),
    `${at}devices`,
  );
  return {
    room: title,
    network,
    devices: deviceKinds.flatMap((kind) => {
      const found = devices.find((one) => one.kind === kind);
      return found === undefined || found.count === 0
        ? []
        : [{ kind, count: found.count, working: found.working }];
    }),
  };
}

const checkedPlace = ({ personId, hasPlace, room }: Workplace, at: string): Workplace => ({
  personId,
  hasPlace,
  room: room === null || !hasPlace ? null : roomTitle(`${at}room`, room),
});

function requireOnce(keys: readonly string[], field: string): void {
  if (new Set(keys).size !== keys.length) throw invalidField(field, 'unique', `${field} names one twice.`);
}

const sameRoom = (room: Room, standing: Room | undefined): boolean =>
  standing !== undefined &&
  room.room === standing.room &&
  room.network === standing.network &&
  canonicalJson(room.devices) === canonicalJson(standing.devices);

const samePlace = (place: Workplace, standing: Workplace | undefined): boolean =>
  standing !== undefined && place.hasPlace === standing.hasPlace && place.room === standing.room;
