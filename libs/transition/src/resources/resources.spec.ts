import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { type ResourcesEvent, roomKey } from './resources.events.ts';
import { isFormula, resources, type ResourcesCommand, type Room } from './resources.ts';

const room: Room = {
  room: 'Каб. 12',
  network: 'wired',
  devices: [{ kind: 'laptop', count: 2, working: 1 }],
};
const equipped: ResourcesEvent = { type: 'RoomEquipped', data: room };
const equip = (...rooms: Room[]): ResourcesCommand => ({ kind: 'EquipRooms', rooms });
const placed: ResourcesEvent = {
  type: 'WorkplaceSet',
  data: { personId: 'anna', hasPlace: true, room: 'Каб. 12' },
};
const place = (hasPlace: boolean, where: string | null): ResourcesCommand => ({
  kind: 'SetWorkplaces',
  places: [{ personId: 'anna', hasPlace, room: where }],
});

describe('a school’s rooms', () => {
  it('are told once; what is said again changes nothing', () => {
    given(resources)().when(equip(room)).then(equipped);
    given(resources)(equipped).when(equip(room)).thenNothing();
    given(resources)(equipped)
      .when(equip({ ...room, network: 'none' }))
      .then({ type: 'RoomEquipped', data: { ...room, network: 'none' } });
  });

  it('go by their titles, however they are spaced and written', () => {
    expect(roomKey(' каб.   12')).toBe(roomKey('Каб. 12'));
    given(resources)(equipped)
      .when(equip(room, { ...room, room: 'КАБ. 12' }))
      .thenRefused('invalid');
  });

  it('keep devices in one order, without those that are not there', () =>
    given(resources)()
      .when(
        equip({
          ...room,
          room: ' Каб.  12 ',
          devices: [
            { kind: 'projector', count: 0, working: 0 },
            { kind: 'laptop', count: 2, working: 1 },
          ],
        }),
      )
      .then(equipped));

  it('are withdrawn when they are there', () => {
    given(resources)(equipped)
      .when({ kind: 'WithdrawRoom', room: 'каб. 12' })
      .then({ type: 'RoomWithdrawn', data: { room: 'Каб. 12' } });
    given(resources)().when({ kind: 'WithdrawRoom', room: '12' }).thenRefused('not-found');
  });

  const broken: [string, Partial<Room>][] = [
    ['no title', { room: ' ' }],
    ['a formula for a title', { room: '=HYPERLINK("x")' }],
    ['hidden characters', { room: '1\u00002' }],
    ['an unknown network', { network: 'pigeon' as 'wired' }],
    ['more in order than there are', { devices: [{ kind: 'laptop', count: 1, working: 2 }] }],
    ['a kind twice', { devices: [1, 2].map((count) => ({ kind: 'laptop' as const, count, working: 0 })) }],
  ];
  it.each(broken)('are not told with %s', (_, more) => {
    given(resources)()
      .when(equip({ ...room, ...more }))
      .thenRefused('invalid');
  });

  it('know formulas from numbers', () => {
    expect(['=1+1', '@SUM(A1)', '+cmd', '-2+3'].map(isFormula)).toEqual([true, true, true, true]);
    expect(['12', '-1', '+', '-', 'а=б', '+3,5'].map(isFormula)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('places to work at', () => {
  it('are told for each person, with the room where there is one', () => {
    given(resources)().when(place(true, 'Каб. 12')).then(placed);
    given(resources)(placed).when(place(true, 'Каб. 12')).thenNothing();
    given(resources)(placed)
      .when(place(false, 'Каб. 12'))
      .then({ type: 'WorkplaceSet', data: { personId: 'anna', hasPlace: false, room: null } });
  });
});
