import { at } from '../history.ts';
import {
  calendar,
  class5a,
  classFormed,
  groupFormed,
  joined,
  left,
  moscowSchool,
  schoolIn,
  sixDays,
  timetable,
} from '../small-school.ts';
import { type Figures, later, type Scenario, w37, w38 } from './scenario.ts';

const fiveDays = [1, 2, 3, 4, 5];
const summer = '2026-08-25T10:00+03:00';

const one = (numerator: number, denominator: number): Figures => ({
  criteria: {
    1: [
      numerator,
      denominator,
      denominator === 0 ? 'no-data' : numerator === denominator ? 'met' : 'not-met',
    ],
  },
});

/**
 * Criterion 1. A timetable is in force on a school day when the class has lessons by it on that day: a version
 * that leaves the day bare fills nothing («наполненность»).
 */
export const timetables: readonly Scenario[] = [
  {
    rule: 'a class with a timetable on every school day is filled; a class without one is not',
    history: [
      ...moscowSchool(),
      ...at(summer, [...classFormed('5b', 5, ['clara']), timetable('t1', '5a', fiveDays)], 'administrator'),
    ],
    asks: [
      {
        ...w37,
        expect: { ...one(1, 2), rows: { class: { 1: { '5a': [1, 1], '5b': [0, 1] } } } },
      },
    ],
  },
  {
    rule: 'a class without pupils stands on neither side',
    history: [
      ...schoolIn('Europe/Moscow'),
      ...at(
        summer,
        [
          ...classFormed('5a', 5, ['anna']),
          ...classFormed('5b', 5, []),
          ...classFormed('5c', 5, ['clara']),
          left('5c', 'clara', '2026-09-04'),
          timetable('t1', '5a', fiveDays),
        ],
        'administrator',
      ),
    ],
    // 5b never had a pupil; 5c lost its only one on Fri 4 Sep.
    asks: [
      { ...w37, expect: { ...one(1, 1), rows: { class: { 1: { '5a': [1, 1] } } } } },
      { from: '2026-09-01', to: '2026-09-04', at: later, expect: one(1, 2) },
    ],
  },
  {
    rule: 'a class whose first pupil comes within the period is a class with pupils',
    history: [
      ...schoolIn('Europe/Moscow'),
      ...at(summer, [...classFormed('5a', 5, []), joined('5a', 'anna', '2026-09-10')], 'administrator'),
    ],
    asks: [
      { ...w37, expect: one(0, 1) },
      { from: '2026-09-07', to: '2026-09-09', at: later, expect: one(0, 0) },
    ],
  },
  {
    rule: 'one school day between two versions is a gap; a weekend is none',
    history: [
      ...moscowSchool(),
      ...at(
        summer,
        [
          timetable('t1', '5a', fiveDays, { from: '2026-09-01', to: '2026-09-11' }),
          timetable('t2', '5a', fiveDays, { from: '2026-09-14', to: '2026-09-15' }),
          timetable('t3', '5a', fiveDays, { from: '2026-09-17', to: '2027-05-31' }),
        ],
        'administrator',
      ),
    ],
    asks: [
      // Without Sat 12 and Sun 13 Sep, which are no school days.
      { ...w37, expect: one(1, 1) },
      // Wed 16 Sep has none.
      { ...w38, expect: one(0, 1) },
      { from: '2026-09-17', to: '2026-09-20', at: later, expect: one(1, 1) },
    ],
  },
  {
    rule: 'a bare school day is not filled',
    history: [...moscowSchool(), ...at(summer, timetable('t1', '5a', [1, 2, 4, 5]), 'administrator')],
    asks: [
      // Wed 9 Sep has no slot.
      { ...w37, expect: one(0, 1) },
      { from: '2026-09-10', to: '2026-09-15', at: later, expect: one(1, 1) },
    ],
  },
  {
    rule: 'a slot of odd weeks fills no even week',
    history: [
      ...moscowSchool(),
      ...at(summer, timetable('t1', '5a', [1, 2, [3, 'odd'], 4, 5]), 'administrator'),
    ],
    // The week of 1 September is the first, odd; W37 is even, W38 odd.
    asks: [
      { ...w37, expect: one(0, 1) },
      { ...w38, expect: one(1, 1) },
    ],
  },
  {
    rule: 'with a six-day week Saturday is a school day, for the grades that have it',
    history: [
      ...moscowSchool(),
      ...at(
        summer,
        [
          ...classFormed('9a', 9, ['zoya']),
          ...classFormed('9b', 9, ['yuri']),
          sixDays(9),
          timetable('t1', '5a', fiveDays),
          timetable('t2', '9a', fiveDays),
          timetable('t3', '9b', [...fiveDays, 6]),
        ],
        'administrator',
      ),
    ],
    asks: [
      {
        ...w37,
        expect: { ...one(2, 3), rows: { class: { 1: { '5a': [1, 1], '9a': [0, 1], '9b': [1, 1] } } } },
      },
      { from: '2026-09-07', to: '2026-09-11', at: later, expect: one(3, 3) },
    ],
  },
  {
    rule: 'days off are no school days, for the grades that have them off',
    history: [
      ...moscowSchool(),
      ...at(
        summer,
        [
          ...classFormed('1a', 1, ['dina']),
          calendar([
            { from: '2026-09-08', to: '2026-09-09', title: 'frost', grades: [1] },
            { from: '2026-09-16', to: '2026-09-17', title: 'quarantine' },
          ]),
          timetable('t1', '5a', [1, 2, 5]),
          timetable('t2', '1a', [1, 4, 5]),
        ],
        'administrator',
      ),
    ],
    asks: [
      // 5a: Wed and Thu are bare and are school days for grade 5: no. 1a: Tue, Wed are off, the rest has slots: yes.
      { ...w37, expect: { ...one(1, 2), rows: { class: { 1: { '5a': [0, 1], '1a': [1, 1] } } } } },
      // W38, Wed and Thu off for all. 5a: Mon, Tue, Fri: yes. 1a: Tue is bare: no.
      { ...w38, expect: { ...one(1, 2), rows: { class: { 1: { '5a': [1, 1], '1a': [0, 1] } } } } },
    ],
  },
  {
    rule: 'a working Saturday is a school day and takes the slots of the weekday that it stands for',
    history: [
      ...moscowSchool(),
      ...at(
        summer,
        [
          ...classFormed('5b', 5, ['clara']),
          // Mon 14 Sep is off; Sat 12 Sep is taught like a Monday.
          calendar(
            [{ from: '2026-09-14', to: '2026-09-14', title: 'moved' }],
            [{ date: '2026-09-12', likeWeekday: 1 }],
          ),
          timetable('t1', '5a', fiveDays),
          timetable('t2', '5b', [2, 3, 4, 5]),
        ],
        'administrator',
      ),
    ],
    asks: [
      // 5a: yes. 5b: Monday is bare, on Mon 7 and on Sat 12: no.
      { ...w37, expect: one(1, 2) },
      // Tue 8 to Sat 12: 5b fails by the Saturday alone.
      { from: '2026-09-08', to: '2026-09-12', at: later, expect: one(1, 2) },
      { from: '2026-09-08', to: '2026-09-11', at: later, expect: one(2, 2) },
      // W38: Monday is off, both have the rest.
      { ...w38, expect: one(2, 2) },
    ],
  },
  {
    rule: 'where versions overlap the one published last is in force',
    history: [
      ...moscowSchool(),
      ...at(summer, timetable('t1', '5a', fiveDays), 'administrator'),
      ...at(
        '2026-09-05T10:00+03:00',
        timetable('t2', '5a', [1, 2, 4, 5], { from: '2026-09-07', to: '2026-09-13' }),
        'administrator',
      ),
    ],
    asks: [
      // t2 leaves Wed 9 Sep bare, and t1, which has it, is not in force.
      { ...w37, expect: one(0, 1) },
      { ...w38, expect: one(1, 1) },
    ],
  },
  {
    rule: 'a version is in force up to the day it was ended on',
    history: [
      ...moscowSchool(),
      ...at(
        summer,
        [
          ...classFormed('5b', 5, ['clara']),
          timetable('t1', '5a', fiveDays),
          timetable('t2', '5b', fiveDays),
        ],
        'administrator',
      ),
      ...at(
        '2026-09-08T10:00+03:00',
        [
          { type: 'TimetableEnded', data: { timetableId: 't1', groupId: '5a', to: '2026-09-11' } },
          { type: 'TimetableEnded', data: { timetableId: 't2', groupId: '5b', to: '2026-09-10' } },
        ],
        'administrator',
      ),
    ],
    asks: [
      // 5a ends with Friday: W37 is whole. 5b lacks Friday.
      { ...w37, expect: { ...one(1, 2), rows: { class: { 1: { '5a': [1, 1], '5b': [0, 1] } } } } },
      { ...w38, expect: one(0, 2) },
    ],
  },
  {
    rule: 'a class answers only for the days of its life',
    history: [
      ...schoolIn('Europe/Moscow'),
      ...at(
        summer,
        [
          ...classFormed('5a', 5, ['anna'], { from: '2026-09-09', to: '2027-05-31' }),
          timetable('t1', '5a', fiveDays, { from: '2026-09-09', to: '2027-05-31' }),
          ...classFormed('5b', 5, ['boris']),
          timetable('t2', '5b', fiveDays, { from: '2026-09-01', to: '2026-09-09' }),
        ],
        'administrator',
      ),
      ...at(
        '2026-09-09T15:00+03:00',
        [
          left('5b', 'boris', '2026-09-09', '5a'),
          { type: 'GroupDissolved', data: { groupId: '5b', to: '2026-09-09' } },
          joined('5a', 'boris', '2026-09-10'),
        ],
        'administrator',
      ),
    ],
    asks: [
      // 5a exists from Wed 9 Sep, 5b until then; each is filled on its days.
      { ...w37, expect: one(2, 2) },
      // 5b is no more.
      { ...w38, expect: one(1, 1) },
    ],
  },
  {
    rule: 'only classes are asked for a timetable; electives and subgroups are not',
    history: [
      ...schoolIn('Europe/Moscow'),
      ...class5a(),
      ...at(
        summer,
        [
          ...groupFormed('chess', 'club', ['5a'], ['anna']),
          ...groupFormed('5a-1', 'subgroup', ['5a'], ['boris']),
          timetable('t1', '5a', fiveDays),
        ],
        'administrator',
      ),
    ],
    asks: [{ ...w37, expect: one(1, 1) }],
  },
  {
    rule: 'days outside the academic year are no school days',
    history: [...moscowSchool(), ...at(summer, timetable('t1', '5a', fiveDays), 'administrator')],
    // From Mon 24 Aug: the year, the class and the timetable begin on Tue 1 Sep.
    asks: [{ from: '2026-08-24', to: '2026-09-06', at: later, expect: one(1, 1) }],
  },
  {
    rule: 'exactly the target is met, less is not',
    history: [
      ...moscowSchool(),
      ...at(
        summer,
        [
          timetable('t1', '5a', fiveDays),
          ...classFormed('5b', 5, ['clara']),
          timetable('t2', '5b', fiveDays),
          ...classFormed('5c', 5, ['vera']),
        ],
        'administrator',
      ),
    ],
    // Two of three: 66.7 % < 100 %.
    asks: [{ ...w37, expect: one(2, 3) }],
  },
];
