import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import type { Group } from '../group/group-state.ts';
import type { Register } from '../register/register-state.ts';
import { type GroupKind, type Parity, slotIdOf } from '../words.ts';
import type { PlannedSlot } from './slots.ts';
import type { TimetableEvent } from './timetable.events.ts';
import { timetable } from './timetable.ts';

const owner = {
  groupId: '5a',
  yearId: 'year',
  kind: 'class',
  title: '5А',
  from: '2026-09-01',
  to: '2027-05-31',
} as Group;
const registerOf = (
  registerId: string,
  kind: GroupKind,
  groupIds: string[],
  more: Partial<Register> = {},
): Register => ({
  registerId,
  yearId: 'year',
  subjectId: 'subject',
  kind,
  groupIds,
  classIds: ['5a'],
  teachers: [],
  grading: [],
  closedOn: null,
  ...more,
});
const registers = new Map(
  [
    registerOf('alg', 'class', ['5a']),
    registerOf('rus', 'class', ['5a']),
    registerOf('eng-1', 'subgroup', ['eng-1']),
    registerOf('eng-2', 'subgroup', ['eng-2']),
    registerOf('ger-2', 'subgroup', ['eng-2']),
    registerOf('home', 'individual', ['home']),
    registerOf('chess', 'club', ['chess']),
    registerOf('6b', 'class', ['6b'], { classIds: ['6b'] }),
    registerOf('old', 'class', ['5a'], { yearId: 'last' }),
    registerOf('shut', 'class', ['5a'], { closedOn: '2026-08-31' }),
  ].map((register) => [register.registerId, register]),
);
const slot = (registerId: string, weekday = 1, number = 1, parity: Parity = 'every'): PlannedSlot => ({
  registerId,
  weekday,
  number,
  parity,
  room: null,
});
const publishing = (slots: PlannedSlot[], wanted: object = {}) => ({
  kind: 'PublishTimetable' as const,
  timetableId: 't1',
  owner,
  from: '2026-09-01',
  to: '2027-05-31',
  slots,
  registers,
  ...wanted,
});
const published = (slots: PlannedSlot[], timetableId = 't1'): TimetableEvent => ({
  type: 'TimetablePublished',
  data: {
    timetableId,
    groupId: '5a',
    yearId: 'year',
    from: '2026-09-01',
    to: '2027-05-31',
    slots: slots.map((planned) => ({
      slotId: slotIdOf(planned.registerId, planned.weekday, planned.number),
      ...planned,
    })),
  },
});
const accepted = (...slots: PlannedSlot[]) =>
  expect(given(timetable)().when(publishing(slots)).facts()).toHaveLength(1);
const refused = (code: string, ...slots: PlannedSlot[]) =>
  given(timetable)().when(publishing(slots)).thenRefused(code);

describe('publishing a timetable', () => {
  it('puts the slots in the order of the week and names them for ever', () => {
    given(timetable)()
      .when(publishing([slot('rus', 2), { ...slot('rus', 1, 2), room: ' 214 ' }, slot('alg')]))
      .then(published([slot('alg'), { ...slot('rus', 1, 2), room: '214' }, slot('rus', 2)]));
  });

  it('changes nothing when it says what was published last', () => {
    given(timetable)(published([slot('alg')]))
      .when(publishing([slot('alg')], { timetableId: 't2' }))
      .thenNothing();
    given(timetable)(published([slot('alg')]))
      .when(publishing([slot('rus')], { timetableId: 't2' }))
      .then(published([slot('rus')], 't2'));
  });

  it('lets subgroups, individual teaching and clubs meet at one time', () => {
    accepted(slot('eng-1'), slot('eng-2'));
    accepted(slot('alg'), slot('home'), slot('chess'));
    accepted(slot('eng-1'), slot('home'), slot('chess'));
  });

  it('lets lessons of odd and even weeks share a place', () => {
    accepted(slot('alg', 1, 1, 'odd'), slot('rus', 1, 1, 'even'));
    refused('class-clash', slot('alg', 1, 1, 'odd'), slot('rus', 1, 1, 'odd'));
    refused('class-clash', slot('alg', 1, 1, 'odd'), slot('rus', 1, 1, 'every'));
  });

  it('does not teach the same pupils twice at once', () => {
    refused('class-clash', slot('alg'), slot('rus'));
    refused('class-clash', slot('alg'), slot('eng-1'));
    refused('class-clash', slot('eng-2'), slot('ger-2'));
    accepted(slot('alg'), slot('rus', 1, 2), slot('eng-1', 2));
  });

  it('does not name a slot twice, be it for odd and even weeks', () => {
    refused('invalid', slot('alg', 1, 1, 'odd'), slot('alg', 1, 1, 'even'));
  });

  it('holds only open registers of the class and its parts, of its year', () => {
    refused('register-elsewhere', slot('6b'));
    refused('another-year', slot('old'));
    refused('register-closed', slot('shut'));
  });

  it.each<[string, PlannedSlot[], object]>([
    ['no lessons', [], {}],
    ['a Sunday', [slot('alg', 7)], {}],
    ['a thirteenth lesson', [slot('alg', 1, 13)], {}],
    ['days outside the time of the class', [slot('alg')], { to: '2027-06-01' }],
    ['days turned round', [slot('alg')], { to: '2026-08-31' }],
  ])('does not take %s', (_, slots, wanted) => {
    given(timetable)().when(publishing(slots, wanted)).thenRefused('invalid');
  });

  it('leaves the lessons of a subgroup to its classes', () => {
    given(timetable)()
      .when(publishing([slot('eng-1')], { owner: { ...owner, groupId: 'eng-1', kind: 'subgroup' } }))
      .thenRefused('in-class-timetable');
  });

  it('gives clubs a timetable of their own', () => {
    const chess = { ...owner, groupId: 'chess', kind: 'club' };
    const facts = given(timetable)()
      .when(publishing([slot('chess', 6, 0)], { owner: chess }))
      .facts();
    expect(facts).toMatchObject([{ data: { groupId: 'chess' } }]);
  });
});

describe('ending a version', () => {
  const ending = (to: string, timetableId = 't1') =>
    ({ kind: 'EndTimetable', timetableId, groupId: '5a', to }) as const;
  const ended: TimetableEvent = {
    type: 'TimetableEnded',
    data: { timetableId: 't1', groupId: '5a', to: '2026-12-31' },
  };

  it('brings its last day forward, or takes it back altogether', () => {
    given(timetable)(published([slot('alg')]))
      .when(ending('2026-12-31'))
      .then(ended);
    given(timetable)(published([slot('alg')]), ended)
      .when(ending('2026-12-31'))
      .thenNothing();
    given(timetable)(published([slot('alg')]), ended)
      .when(ending('2026-08-31'))
      .then({ type: 'TimetableEnded', data: { timetableId: 't1', groupId: '5a', to: '2026-08-31' } });
  });

  it('is of a version that there is, on a day of it', () => {
    given(timetable)(published([slot('alg')]))
      .when(ending('2026-12-31', 't2'))
      .thenRefused('not-found');
    given(timetable)(published([slot('alg')]))
      .when(ending('2027-06-01'))
      .thenRefused('invalid');
    given(timetable)(published([slot('alg')]))
      .when(ending('2026-08-30'))
      .thenRefused('invalid');
  });
});
