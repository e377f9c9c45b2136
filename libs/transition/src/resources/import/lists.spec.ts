import { describe, expect, it } from '@jest/globals';
import type { PersonName } from '#platform';
import { placesIn } from './places-list.ts';
import type { SheetRow } from './read-sheet.ts';
import { roomsIn } from './rooms-list.ts';

const rowsOf = (...lines: string[]): SheetRow[] =>
  lines.map((line, index) => ({
    line: index + 1,
    cells: line.split(';'),
    hasFormula: line.includes('='),
  }));

describe('a list of rooms', () => {
  it('brings rooms of one line or several, and tells of each line', () => {
    const { rooms, lines } = roomsIn(
      rowsOf(
        'Устройство;Кабинет;Сеть;Количество;Исправно',
        'ноутбук;12;проводная;3;2',
        'Проектор;12;;;',
        ';14;Wi-Fi;;',
        'ноутбук;12;;1;1',
        'телескоп;15;нет;1;1',
        ';16;голубь;;',
        ';;нет;;',
        'ноутбук;17;нет;два;1',
        'ноутбук;18;нет;1;2',
        '=1+1;19;нет;1;1',
        ';14;нет;;',
      ),
    );
    expect(rooms).toEqual([
      {
        room: '12',
        network: 'wired',
        devices: [
          { kind: 'laptop', count: 3, working: 2 },
          { kind: 'projector', count: 1, working: 1 },
        ],
      },
      { room: '14', network: 'wireless', devices: [] },
    ]);
    expect(lines.map(({ line, rule }) => [line, rule])).toEqual([
      [2, null],
      [3, null],
      [4, null],
      [5, 'twice'],
      [6, 'unknown-device'],
      [7, 'unknown-network'],
      [8, 'room'],
      [9, 'number'],
      [10, 'number'],
      [11, 'formula'],
      [12, 'another-network'],
    ]);
    expect(lines.find(({ rule }) => rule === 'formula')?.what).toBe('');
  });

  it('is refused without its columns', () =>
    expect(() => roomsIn(rowsOf('Комната;Сеть'))).toThrow('«кабинет»'));
});

describe('a list of places to work at', () => {
  const name = (personId: string, familyName: string, givenName: string): PersonName => ({
    personId,
    kind: 'staff',
    familyName,
    givenName,
    patronymic: 'Петровна',
    erased: false,
  });
  const staff = [name('1', 'Орлова', 'Анна'), name('2', 'Семёнова', 'Вера'), name('3', 'Семёнова', 'Ольга')];

  it('finds people by as much of their names as it takes', () => {
    const { places, lines } = placesIn(
      rowsOf(
        'Фамилия;Имя;Отчество;Рабочее место;Кабинет',
        'орлова;;;да;12',
        'Семенова;Вера;Петровна;нет;14',
        'Семёнова;;;да;',
        'Никитина;;;да;',
        'Орлова;Анна;;да;',
        'Семёнова;Ольга;;наверное;',
        ';;;да;',
      ),
      staff,
    );
    expect(places).toEqual([
      { personId: '1', hasPlace: true, room: '12' },
      { personId: '2', hasPlace: false, room: null },
    ]);
    expect(lines.map(({ rule }) => rule)).toEqual([
      null,
      null,
      'several',
      'nobody',
      'twice',
      'yes-or-no',
      'nobody',
    ]);
  });
});
