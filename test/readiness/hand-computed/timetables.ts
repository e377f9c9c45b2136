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
  terms,
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
 * Criterion 1: classes with a timetable in force on every school day of the period ÷ classes with pupils. A version
 * is in force on the dates that it was published for, on weekdays without a slot too: a class may have a day for
 * study at home. A version without any slot is no timetable. A class answers for the days on which it has pupils.
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
    rule: 'a class answers from the day of its first pupil on',
    history: [
      ...schoolIn('Europe/Moscow'),
      ...at(
        summer,
        [
          ...classFormed('5a', 5, []),
          joined('5a', 'anna', '2026-09-10'),
          timetable('t1', '5a', fiveDays, { from: '2026-09-10', to: '2027-05-31' }),
          ...classFormed('5b', 5, []),
          joined('5b', 'boris', '2026-09-10'),
          timetable('t2', '5b', fiveDays, { from: '2026-09-11', to: '2027-05-31' }),
        ],
        'administrator',
      ),
    ],
    asks: [
      // Thu 10 and Fri 11 Sep: 5a has both, 5b lacks Thursday.
      { ...w37, expect: { ...one(1, 2), rows: { class: { 1: { '5a': [1, 1], '5b': [0, 1] } } } } },
      // Nobody is in either class yet.
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
    rule: 'a weekday without a slot, or with one in odd weeks only, is under the timetable all the same',
    history: [
      ...moscowSchool(),
      ...at(summer, timetable('t1', '5a', [1, 2, [3, 'odd'], 4]), 'administrator'),
    ],
    // W37 is the second week of the year, even: Wed 9 and Fri 11 Sep have no lessons.
    asks: [{ ...w37, expect: one(1, 1) }],
  },
  {
    rule: 'a version without any slot is no timetable',
    history: [...moscowSchool(), ...at(summer, timetable('t1', '5a', []), 'administrator')],
    asks: [{ ...w37, expect: one(0, 1) }],
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
          // 5a and 9a have none on Sat 12 Sep, 9b has.
          ...['5a', '9a'].flatMap((id) => [
            timetable(`${id}-1`, id, fiveDays, { from: '2026-09-01', to: '2026-09-11' }),
            timetable(`${id}-2`, id, fiveDays, { from: '2026-09-13', to: '2027-05-31' }),
          ]),
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
          // Neither has a timetable on 8, 9, 16 and 17 Sep.
          ...['5a', '1a'].flatMap((id) => [
            timetable(`${id}-1`, id, fiveDays, { from: '2026-09-01', to: '2026-09-07' }),
            timetable(`${id}-2`, id, fiveDays, { from: '2026-09-10', to: '2026-09-15' }),
            timetable(`${id}-3`, id, fiveDays, { from: '2026-09-18', to: '2027-05-31' }),
          ]),
        ],
        'administrator',
      ),
    ],
    asks: [
      // Tue 8 and Wed 9: off for grade 1, school days of grade 5.
      { ...w37, expect: { ...one(1, 2), rows: { class: { 1: { '5a': [0, 1], '1a': [1, 1] } } } } },
      // Wed 16 and Thu 17: off for all.
      { ...w38, expect: one(2, 2) },
    ],
  },
  {
    rule: 'a working Saturday is a school day, the Monday that it stands for is none',
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
          // 5a has no timetable on Mon 14, 5b none on Sat 12.
          timetable('t1', '5a', fiveDays, { from: '2026-09-01', to: '2026-09-13' }),
          timetable('t2', '5a', fiveDays, { from: '2026-09-15', to: '2027-05-31' }),
          timetable('t3', '5b', fiveDays, { from: '2026-09-01', to: '2026-09-11' }),
          timetable('t4', '5b', fiveDays, { from: '2026-09-13', to: '2027-05-31' }),
        ],
        'administrator',
      ),
    ],
    asks: [
      { ...w37, expect: { ...one(1, 2), rows: { class: { 1: { '5a': [1, 1], '5b': [0, 1] } } } } },
      { from: '2026-09-07', to: '2026-09-11', at: later, expect: one(2, 2) },
      { ...w38, expect: one(2, 2) },
    ],
  },
  {
    rule: 'days between two terms are no school days',
    history: [
      ...moscowSchool(),
      ...at(
        '2026-08-22T10:00+03:00',
        [
          terms({ from: '2026-09-01', to: '2026-09-08' }, { from: '2026-09-11', to: '2027-05-31' }),
          timetable('t1', '5a', fiveDays, { from: '2026-09-01', to: '2026-09-08' }),
          timetable('t2', '5a', fiveDays, { from: '2026-09-11', to: '2026-09-17' }),
        ],
        'administrator',
      ),
    ],
    asks: [
      // Wed 9 and Thu 10 Sep lie between the terms.
      { ...w37, expect: one(1, 1) },
      // Fri 18 Sep does not.
      { ...w38, expect: one(0, 1) },
    ],
  },
  {
    rule: 'a class for which the period has no school day stands on neither side',
    history: [...moscowSchool(), ...at(summer, timetable('t1', '5a', fiveDays), 'administrator')],
    // Sat 12 and Sun 13 Sep; the whole of July.
    asks: [
      { from: '2026-09-12', to: '2026-09-13', at: later, expect: one(0, 0) },
      { from: '2027-07-01', to: '2027-07-31', at: later, expect: one(0, 0) },
    ],
  },
  {
    rule: 'where versions overlap the one published last is in force',
    history: [
      ...moscowSchool(),
      ...at(summer, timetable('t1', '5a', fiveDays), 'administrator'),
      ...at(
        '2026-09-05T10:00+03:00',
        timetable('t2', '5a', [], { from: '2026-09-09', to: '2026-09-09' }),
        'administrator',
      ),
    ],
    asks: [
      // t2 leaves Wed 9 Sep without a timetable, and t1 is not in force on it.
      { ...w37, expect: one(0, 1) },
      { ...w38, expect: one(1, 1) },
    ],
  },
  {
    rule: 'where the version published last has ended, the one before it is in force again',
    history: [
      ...moscowSchool(),
      ...at(summer, timetable('t1', '5a', fiveDays), 'administrator'),
      ...at(
        '2026-09-05T10:00+03:00',
        timetable('t2', '5a', fiveDays, { from: '2026-09-07', to: '2026-09-20' }),
        'administrator',
      ),
      ...at(
        '2026-09-08T10:00+03:00',
        { type: 'TimetableEnded', data: { timetableId: 't2', groupId: '5a', to: '2026-09-09' } },
        'administrator',
      ),
    ],
    asks: [{ ...w37, expect: one(1, 1) }],
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
