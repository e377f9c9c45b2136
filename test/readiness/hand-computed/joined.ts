import { at } from '../history.ts';
import {
  attendance,
  classFormed,
  groupFormed,
  held,
  lesson,
  mark,
  moscowSchool,
  policySet,
  rollCall,
  time,
  topic,
} from '../small-school.ts';
import { later, type Scenario, w37 } from './scenario.ts';

const class5b = at('2026-08-21T10:00+03:00', classFormed('5b', 5, ['clara']), 'administrator');
const tuesday = time('2026-09-08');

/** Whose rows a lesson stands in: joined classes, subgroups, several teachers, the second line, weeks. */
export const joined: readonly Scenario[] = [
  {
    rule: 'a lesson of two classes and two teachers stands in the row of each and once in the total',
    history: [
      ...moscowSchool(),
      ...class5b,
      ...lesson('l1', {
        registerId: 'pe',
        subjectId: 'pe',
        groupIds: ['5a', '5b'],
        classIds: ['5a', '5b'],
        teacherIds: ['petrova', 'ivanova'],
      }),
      ...lesson('l2', tuesday),
      ...at('2026-09-07T09:00+03:00', [rollCall('l1', 'e1'), attendance('l1', 'e2', 'clara', 'absent')]),
      ...at('2026-09-09T09:16+03:00', held('l2', 'e3')),
      ...at('2026-09-01T09:00+03:00', topic('l1')),
    ],
    // Total: two lessons; l1 has a topic; entries e1, e2 in time, e3 one minute late.
    // 5a and Petrova have both lessons; 5b and Ivanova l1 alone.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [1, 2, 'not-met'], 3: [2, 2, 'met'], 6: [2, 3, 'met'] },
          otherUnit: [1, 2],
          rows: {
            class: {
              2: { '5a': [1, 2], '5b': [1, 1] },
              3: { '5a': [2, 2], '5b': [1, 1] },
              6: { '5a': [2, 3], '5b': [2, 2] },
            },
            teacher: {
              2: { petrova: [1, 2], ivanova: [1, 1] },
              3: { petrova: [2, 2], ivanova: [1, 1] },
              6: { petrova: [2, 3], ivanova: [2, 2] },
            },
            subject: {
              2: { pe: [1, 1], maths: [0, 1] },
              3: { pe: [1, 1], maths: [1, 1] },
              6: { pe: [2, 2], maths: [0, 1] },
            },
            week: { 2: { '2026-W37': [1, 2] }, 3: { '2026-W37': [2, 2] }, 6: { '2026-W37': [2, 3] } },
          },
        },
      },
    ],
  },
  {
    rule: 'two subgroups at the same hour are two lessons of their class',
    history: [
      ...moscowSchool(),
      ...at(
        '2026-08-22T10:00+03:00',
        [
          ...groupFormed('5a-1', 'subgroup', ['5a'], ['anna']),
          ...groupFormed('5a-2', 'subgroup', ['5a'], ['boris']),
        ],
        'administrator',
      ),
      ...lesson('l1', { registerId: 'en-1', subjectId: 'english', kind: 'subgroup', groupIds: ['5a-1'] }),
      ...lesson('l2', {
        registerId: 'en-2',
        subjectId: 'english',
        kind: 'subgroup',
        groupIds: ['5a-2'],
        teacherIds: ['ivanova'],
      }),
      ...at('2026-09-07T09:00+03:00', held('l1', 'e1')),
    ],
    // l1 kept, l2 not.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [0, 2, 'not-met'], 3: [1, 2, 'not-met'], 6: [1, 1, 'met'] },
          otherUnit: [1, 1],
          rows: {
            class: { 3: { '5a': [1, 2] } },
            teacher: { 3: { petrova: [1, 1], ivanova: [0, 1] } },
            subject: { 3: { english: [1, 2] } },
          },
        },
      },
    ],
  },
  {
    rule: 'two subgroups of one class in one lesson give their class one row',
    history: [
      ...moscowSchool(),
      ...lesson('l1', { kind: 'subgroup', groupIds: ['5a-1', '5a-2'], classIds: ['5a'] }),
      ...at('2026-09-07T09:00+03:00', held('l1', 'e1')),
    ],
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'] }, rows: { class: { 3: { '5a': [1, 1] } } } } }],
  },
  {
    rule: 'individual lessons are lessons',
    history: [
      ...moscowSchool(),
      ...lesson('l1', { registerId: 'home-anna', kind: 'individual', groupIds: ['home-anna'] }),
      ...at('2026-09-07T09:00+03:00', held('l1', 'e1')),
    ],
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'] }, secondLine: { 3: [0, 0] } } }],
  },
  {
    rule: 'electives, clubs and extended-day groups are computed the same way on a second line',
    history: [
      ...moscowSchool(),
      ...class5b,
      ...lesson('l1'),
      ...lesson('x1', {
        registerId: 'chess',
        subjectId: 'chess',
        kind: 'club',
        groupIds: ['chess'],
        classIds: ['5a', '5b'],
      }),
      ...lesson('x2', {
        registerId: 'olymp',
        kind: 'elective',
        groupIds: ['olymp'],
        teacherIds: ['ivanova'],
      }),
      ...lesson('x3', { registerId: 'ext', kind: 'extended-day', groupIds: ['ext'], ...tuesday }),
      ...at('2026-09-07T09:00+03:00', [held('x1', 'e1'), topic('x1'), topic('x3'), mark('x2', 'm1', 'anna')]),
      ...at('2026-09-09T12:00+03:00', held('x3', 'e3')),
    ],
    asks: [
      {
        ...w37,
        // First line: l1 alone, nothing recorded: 0/1, 0/1, 0/0. Its 24 hours are over.
        // Second line: three meetings, two topics, three kept; e1 and m1 in time, e3 late.
        expect: {
          criteria: { 2: [0, 1, 'not-met'], 3: [0, 1, 'not-met'], 6: [0, 0, 'no-data'] },
          stillInTime: 0,
          secondLine: { 2: [2, 3], 3: [3, 3], 6: [2, 3] },
          rows: { class: { 2: { '5a': [0, 1] } }, teacher: { 3: { petrova: [0, 1] } } },
        },
      },
    ],
  },
  {
    rule: 'by policy other kinds count on the first line; what is left makes the second',
    history: [
      ...moscowSchool(),
      ...at('2026-08-25T10:00+03:00', policySet(1, { lessonKinds: ['class', 'elective'] }), 'head'),
      ...lesson('l1'),
      ...lesson('x1', { kind: 'elective', groupIds: ['olymp'] }),
      ...lesson('x2', { kind: 'club', groupIds: ['chess'] }),
      ...at('2026-09-07T09:00+03:00', [
        held('l1', 'e1'),
        mark('x1', 'm1', 'anna'),
        mark('x1', 'm2', 'boris'),
      ]),
    ],
    // First line: l1 and x1, three entries. Second: the club, nothing recorded.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [0, 2, 'not-met'], 3: [2, 2, 'met'], 6: [3, 3, 'met'] },
          secondLine: { 2: [0, 1], 3: [0, 1], 6: [0, 0] },
        },
      },
    ],
  },
  {
    rule: 'grade 1 has no marks and counts like the others',
    history: [
      ...moscowSchool(),
      ...at('2026-08-21T10:00+03:00', classFormed('1a', 1, ['dina']), 'administrator'),
      ...at(
        '2026-08-23T10:00+03:00',
        { type: 'GradingSet', data: { registerId: '1a-maths', grading: 'none', from: '2026-09-01' } },
        'administrator',
      ),
      ...lesson('l1', {
        registerId: '1a-maths',
        groupIds: ['1a'],
        classIds: ['1a'],
        ...time('2026-09-07', '08:30', '09:05'),
      }),
      ...lesson('l2', {
        registerId: '1a-maths',
        groupIds: ['1a'],
        classIds: ['1a'],
        ...time('2026-09-08', '08:30', '09:05'),
      }),
      ...at('2026-09-07T09:00+03:00', [held('l1', 'e1'), topic('l1'), topic('l2')]),
    ],
    // Two topics, one lesson kept without any mark, one not: 2/2, 1/2, 1/1.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [2, 2, 'met'], 3: [1, 2, 'not-met'], 6: [1, 1, 'met'] },
          rows: { class: { 2: { '1a': [2, 2] }, 3: { '1a': [1, 2] }, 6: { '1a': [1, 1] } } },
        },
      },
    ],
  },
  {
    rule: 'weeks are ISO weeks of the lesson’s date, those cut by the period included',
    history: [
      ...moscowSchool(),
      ...lesson('l1', time('2026-12-27')), // a Sunday: the last day of W52
      ...lesson('l2', time('2026-12-28')), // Monday: W53
      ...lesson('l3', time('2027-01-03')), // Sunday: still 2026-W53
      ...lesson('l4', time('2027-01-04')), // Monday: 2027-W01
      ...at('2026-12-28T09:00+03:00', held('l2', 'e1')),
    ],
    asks: [
      {
        from: '2026-12-26',
        to: '2027-01-05',
        at: '2027-02-01T12:00+03:00',
        expect: {
          criteria: { 3: [1, 4, 'not-met'], 6: [1, 1, 'met'] },
          rows: {
            week: {
              2: { '2026-W52': [0, 1], '2026-W53': [0, 2], '2027-W01': [0, 1] },
              3: { '2026-W52': [0, 1], '2026-W53': [1, 2], '2027-W01': [0, 1] },
              6: { '2026-W53': [1, 1] },
            },
          },
        },
      },
      {
        // The period takes both of its ends and nothing beyond them.
        from: '2026-12-28',
        to: '2027-01-03',
        at: '2027-02-01T12:00+03:00',
        expect: { criteria: { 3: [1, 2, 'not-met'] } },
      },
    ],
  },
  {
    rule: 'the date is the lesson’s own, also where the instant lies on another day of UTC',
    history: [
      ...moscowSchool(),
      // 00:30 in Moscow is 21:30Z of the day before.
      ...lesson('l1', time('2026-09-07', '00:30', '01:15')),
      ...at('2026-09-07T01:00+03:00', held('l1', 'e1')),
    ],
    asks: [
      { from: '2026-09-06', to: '2026-09-06', at: later, expect: { criteria: { 3: [0, 0, 'no-data'] } } },
      { from: '2026-09-07', to: '2026-09-07', at: later, expect: { criteria: { 3: [1, 1, 'met'] } } },
    ],
  },
];
