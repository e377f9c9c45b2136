import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import type { RegisterCard } from '#platform';
import type { TimetableEvent } from '#school/events';
import { defaultTransitionPolicy } from '../policy/transition-policy.events.ts';
import type { Room, Workplace } from './resources.ts';
import { resourceFigures, resourcesStanding } from './resources-standing.ts';
import { roomsOn, type TimetableRooms, timetableRooms } from './timetable-rooms.projection.ts';

const published = (
  timetableId: string,
  from: string,
  to: string,
  ...rooms: (string | null)[]
): TimetableEvent => ({
  type: 'TimetablePublished',
  data: {
    timetableId,
    groupId: '5a',
    yearId: 'y',
    from,
    to,
    slots: rooms.map((room, index) => ({
      slotId: `${index}`,
      registerId: 'r',
      weekday: 1,
      number: index,
      parity: 'every',
      room,
    })),
  },
});
const fold = (...events: TimetableEvent[]): TimetableRooms =>
  events.reduce<TimetableRooms | null>((doc, event, index) => {
    const change = timetableRooms.evolve[event.type] as (
      doc: TimetableRooms | null,
      event: unknown,
      key: string,
    ) => TimetableRooms | null;
    return change(doc, recorded(event, index), '5a');
  }, null)!;

describe('the rooms of a timetable', () => {
  const doc = fold(
    published('t1', '2026-09-01', '2026-12-31', '12', '14', null),
    published('t2', '2026-10-01', '2026-12-31', '12', ' 15 '),
    { type: 'TimetableEnded', data: { timetableId: 't2', groupId: '5a', to: '2026-10-31' } },
  );

  it('are those of the version in force, published last', () => {
    expect(roomsOn(doc, '2026-09-30')).toMatchObject({ rooms: ['12', '14'], bare: 1 });
    expect(roomsOn(doc, '2026-10-01')).toMatchObject({ rooms: ['12', '15'], bare: 0 });
    expect(roomsOn(doc, '2026-11-01')).toMatchObject({ timetableId: 't1' });
  });

  it('are in the summer those of the version to come, and afterwards none', () => {
    expect(roomsOn(doc, '2026-08-01')).toMatchObject({ timetableId: 't1' });
    expect(roomsOn(doc, '2027-01-01')).toBeNull();
  });
});

describe('condition 2', () => {
  const timetables = [fold(published('t1', '2026-09-01', '2026-12-31', '12', 'Каб. 14', null))];
  const registers = [
    { teachers: [{ teacherId: 'anna', from: '2026-09-01', to: null }] },
    {
      teachers: [
        { teacherId: 'anna', from: '2026-09-01', to: null },
        { teacherId: 'boris', from: '2026-09-01', to: '2026-09-30' },
        { teacherId: 'vera', from: '2026-10-01', to: null },
      ],
    },
  ] as unknown as RegisterCard[];
  const figures = (rooms: Room[], places: Workplace[], more = {}) => {
    const standing = resourcesStanding(timetables, rooms, places, registers, '2026-10-06');
    return resourceFigures(standing, { ...defaultTransitionPolicy, ...more }).map(
      ({ question, numerator, denominator, asked, met }) => [
        question,
        `${numerator}/${denominator}`,
        asked,
        met,
      ],
    );
  };
  const laptop = (working: number) => [{ kind: 'laptop' as const, count: 1, working }];

  it('counts teachers of the day and rooms of the timetable, and nothing that nobody told', () => {
    expect(figures([], [])).toEqual([
      ['places', '0/2', true, false],
      ['network', '0/2', true, false],
      ['devices', '0/2', false, false],
    ]);
  });

  it('takes rooms by their titles, leaves others out, and counts devices that can keep a journal', () => {
    const rooms: Room[] = [
      { room: '12', network: 'wired', devices: laptop(1) },
      { room: 'каб. 14', network: 'wireless', devices: laptop(0) },
      { room: 'Столовая', network: 'none', devices: [] },
    ];
    const places = [
      { personId: 'anna', hasPlace: true, room: '12' },
      { personId: 'vera', hasPlace: true, room: null },
      { personId: 'boris', hasPlace: false, room: null },
    ];
    expect(figures(rooms, places)).toEqual([
      ['places', '2/2', true, true],
      ['network', '2/2', true, true],
      ['devices', '1/2', false, false],
    ]);
    expect(figures(rooms, places, { deviceInEveryRoom: true })[2]).toEqual(['devices', '1/2', true, false]);
  });

  it('is not met by a school without a timetable', () => {
    const standing = resourcesStanding([], [], [], [], '2026-10-06');
    expect(resourceFigures(standing, defaultTransitionPolicy).map(({ met }) => met)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('tells of lessons without a room', () => {
    expect(resourcesStanding(timetables, [], [], [], '2026-10-06').slotsWithoutRoom).toBe(1);
  });
});
