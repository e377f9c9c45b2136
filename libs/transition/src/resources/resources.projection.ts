import { projection } from '#projecting';
import { type ResourcesEvent, roomKey } from './resources.events.ts';
import type { Room, Workplace } from './resources.ts';

/** A room or a place to work at. */
export type ResourceDoc = ({ readonly of: 'room' } & Room) | ({ readonly of: 'place' } & Workplace);

/** What the school has of rooms, network, devices and places to work at. */
export const resourceDocs = projection<ResourceDoc, ResourcesEvent>({
  name: 'resources',
  version: 1,
  key: (event) =>
    'personId' in event.data ? `place.${event.data.personId}` : `room.${roomKey(event.data.room)}`,
  evolve: {
    RoomEquipped: (_, { data: { room, network, devices } }) => ({ of: 'room', room, network, devices }),
    RoomWithdrawn: () => null,
    WorkplaceSet: (_, { data: { personId, hasPlace, room } }) => ({ of: 'place', personId, hasPlace, room }),
  },
  indexes: { byKind: (doc) => [[doc.of]] },
});
