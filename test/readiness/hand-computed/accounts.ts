import { at } from '../history.ts';
import {
  activated,
  blocked,
  classFormed,
  created,
  joined,
  left,
  loggedIn,
  moscowSchool,
  resumed,
  unblocked,
} from '../small-school.ts';
import { later, type Scenario, w37, w38 } from './scenario.ts';

/** Four accounts that the administrator made and one that came with the system; three are activated. */
const fiveAccounts = [
  ...moscowSchool(),
  ...at(
    '2026-08-25T10:00+03:00',
    [
      created('petrova', 'teacher'),
      created('anna', 'pupil'),
      created('boris', 'pupil'),
      created('mother', 'parent'),
    ],
    'administrator',
  ),
  ...at('2026-08-20T09:00+03:00', created('head', 'head'), 'system'),
  ...at('2026-08-26T10:00+03:00', [activated('petrova'), activated('anna'), activated('head')]),
];

export const accounts: readonly Scenario[] = [
  {
    rule: '4 asks about the accounts that an administrator made, 5 about all that are activated',
    history: [
      ...fiveAccounts,
      ...at('2026-09-07T09:00+03:00', [loggedIn('anna', '2026-09-07'), resumed('head', '2026-09-07')]),
      ...at('2026-09-08T09:00+03:00', [loggedIn('anna', '2026-09-08'), resumed('anna', '2026-09-08')]),
    ],
    // 4: made by the administrator: petrova, anna, boris, mother; of them activated: petrova, anna = 2/4.
    // 5: activated: petrova, anna, head; entered: anna (three times, one account), head (resumed) = 2/3.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 4: [2, 4, 'not-met'], 5: [2, 3, 'met'] },
          rows: {
            // staff: 4 petrova; 5 petrova and head, head entered. pupils: 4 anna of anna and boris; 5 anna.
            // parents: 4 mother, not activated; 5 none.
            role: {
              4: { staff: [1, 1], pupils: [1, 2], parents: [0, 1] },
              5: { staff: [1, 2], pupils: [1, 1] },
            },
          },
        },
      },
    ],
  },
  {
    rule: 'what comes after the last day of the period does not count, to the millisecond of local midnight',
    history: [
      ...moscowSchool(),
      ...at('2026-09-13T23:59:59.999+03:00', created('anna', 'pupil'), 'administrator'),
      ...at('2026-09-13T23:59:59.999+03:00', activated('anna')),
      ...at('2026-09-13T23:00+03:00', created('boris', 'pupil'), 'administrator'),
      ...at('2026-09-14T00:00:00.000+03:00', activated('boris')),
      ...at('2026-09-14T00:00:00.000+03:00', created('mother', 'parent'), 'administrator'),
      ...at('2026-09-14T10:00+03:00', activated('mother')),
    ],
    asks: [
      // By Sun 13 Sep: anna made and activated, boris made. 4 = 1/2; activated 1, none entered: 5 = 0/1.
      { ...w37, expect: { criteria: { 4: [1, 2, 'not-met'], 5: [0, 1, 'not-met'] } } },
      // By Sun 20 Sep: all three of both.
      { ...w38, expect: { criteria: { 4: [3, 3, 'met'], 5: [0, 3, 'not-met'] } } },
    ],
  },
  {
    rule: 'an account blocked by the end of the period counts on neither side',
    history: [
      ...fiveAccounts,
      ...at('2026-09-08T09:00+03:00', [loggedIn('anna', '2026-09-08'), loggedIn('petrova', '2026-09-08')]),
      ...at('2026-09-10T09:00+03:00', [blocked('anna'), blocked('boris')]),
      ...at('2026-09-15T09:00+03:00', blocked('petrova')),
      ...at('2026-09-16T09:00+03:00', unblocked('anna')),
    ],
    asks: [
      // By 13 Sep anna and boris are blocked. 4: petrova of petrova and mother = 1/2.
      // 5: petrova and head are activated; petrova entered (anna did too, but is blocked) = 1/2.
      { ...w37, expect: { criteria: { 4: [1, 2, 'not-met'], 5: [1, 2, 'met'] } } },
      // By 20 Sep petrova and boris are blocked, anna is back. 4: anna of anna and mother = 1/2.
      // 5: anna and head are activated; nobody entered in W38 = 0/2.
      { ...w38, expect: { criteria: { 4: [1, 2, 'not-met'], 5: [0, 2, 'not-met'] } } },
      // Both weeks: as at 20 Sep, and anna entered on the 8th = 1/2.
      {
        from: '2026-09-07',
        to: '2026-09-20',
        at: later,
        expect: { criteria: { 4: [1, 2, 'not-met'], 5: [1, 2, 'met'] } },
      },
    ],
  },
  {
    rule: 'logins and resumed sessions count inside the period only, both ends included',
    history: [
      ...fiveAccounts,
      ...at('2026-09-06T23:00+03:00', loggedIn('petrova', '2026-09-06')),
      ...at('2026-09-07T00:00+03:00', resumed('head', '2026-09-07')),
      ...at('2026-09-13T23:59+03:00', loggedIn('anna', '2026-09-13')),
      ...at('2026-09-14T00:30+03:00', resumed('petrova', '2026-09-14')),
    ],
    asks: [
      // head on Monday, anna on Sunday; petrova before and after: 2/3.
      { ...w37, expect: { criteria: { 5: [2, 3, 'met'] } } },
      // petrova alone: 1/3.
      { ...w38, expect: { criteria: { 5: [1, 3, 'met'] } } },
    ],
  },
  {
    rule: 'by week accounts stand as at the end of each week, entered in that week',
    history: [
      ...fiveAccounts,
      ...at('2026-09-08T09:00+03:00', loggedIn('anna', '2026-09-08')),
      ...at('2026-09-16T09:00+03:00', activated('boris')),
      ...at('2026-09-16T09:05+03:00', loggedIn('boris', '2026-09-16')),
      ...at('2026-09-17T09:05+03:00', loggedIn('anna', '2026-09-17')),
      ...at('2026-09-18T09:00+03:00', resumed('head', '2026-09-18')),
      ...at('2026-09-18T09:05+03:00', blocked('petrova')),
    ],
    // W37: 4 petrova, anna of four = 2/4; 5 anna of petrova, anna, head = 1/3.
    // W38: 4 anna, boris of anna, boris, mother = 2/3; 5 anna, boris, head of these three = 3/3.
    // Both weeks, as at the end: the same as W38.
    asks: [
      {
        from: '2026-09-07',
        to: '2026-09-20',
        at: later,
        expect: {
          criteria: { 4: [2, 3, 'met'], 5: [3, 3, 'met'] },
          rows: {
            week: {
              4: { '2026-W37': [2, 4], '2026-W38': [2, 3] },
              5: { '2026-W37': [1, 3], '2026-W38': [3, 3] },
            },
          },
        },
      },
    ],
  },
  {
    rule: 'an account of several roles stands in the row of each and once in the total; roles as at the end',
    history: [
      ...moscowSchool(),
      ...at(
        '2026-08-25T10:00+03:00',
        [created('petrova', 'teacher', 'class-teacher', 'parent'), created('secretary', 'teacher')],
        'administrator',
      ),
      ...at('2026-08-26T10:00+03:00', [activated('petrova'), activated('secretary')]),
      ...at(
        '2026-09-15T10:00+03:00',
        { type: 'RolesChanged', data: { accountId: 'account-secretary', roles: ['parent'] } },
        'administrator',
      ),
      ...at('2026-09-08T10:00+03:00', loggedIn('petrova', '2026-09-08')),
    ],
    asks: [
      // By 13 Sep: staff petrova, secretary; parents petrova.
      {
        ...w37,
        expect: {
          criteria: { 4: [2, 2, 'met'], 5: [1, 2, 'met'] },
          rows: {
            role: { 4: { staff: [2, 2], parents: [1, 1] }, 5: { staff: [1, 2], parents: [1, 1] } },
          },
        },
      },
      // By 20 Sep the secretary is a parent only; nobody entered in W38.
      {
        ...w38,
        expect: {
          criteria: { 4: [2, 2, 'met'], 5: [0, 2, 'not-met'] },
          rows: {
            role: { 4: { staff: [1, 1], parents: [2, 2] }, 5: { staff: [0, 1], parents: [0, 2] } },
          },
        },
      },
    ],
  },
  {
    rule: 'by class: its pupils and their parents, as at the end of the period',
    history: [
      ...fiveAccounts,
      ...at('2026-08-21T10:00+03:00', classFormed('5b', 5, ['clara']), 'administrator'),
      ...at(
        '2026-08-24T10:00+03:00',
        [
          { type: 'ParentLinked', data: { personId: 'mother', childId: 'anna', from: '2026-08-24' } },
          { type: 'ParentLinked', data: { personId: 'mother', childId: 'boris', from: '2026-08-24' } },
        ],
        'administrator',
      ),
      ...at(
        '2026-09-16T10:00+03:00',
        [left('5a', 'boris', '2026-09-16', '5b'), joined('5b', 'boris', '2026-09-17')],
        'administrator',
      ),
      ...at('2026-09-08T10:00+03:00', loggedIn('anna', '2026-09-08')),
    ],
    asks: [
      // 13 Sep: 5a has anna (activated, entered), boris and the mother of both: 4 = 1/3, 5 = 1/1. 5b has clara, who
      // has no account. Staff stand in no class.
      {
        ...w37,
        expect: {
          criteria: { 4: [2, 4, 'not-met'], 5: [1, 3, 'met'] },
          rows: { class: { 4: { '5a': [1, 3] }, 5: { '5a': [1, 1] } } },
        },
      },
      // 20 Sep: boris is in 5b; the mother has a child in each. 5a: anna of anna, mother = 1/2. 5b: none of boris,
      // mother = 0/2. Nobody entered in W38.
      {
        ...w38,
        expect: {
          criteria: { 4: [2, 4, 'not-met'], 5: [0, 3, 'not-met'] },
          rows: { class: { 4: { '5a': [1, 2], '5b': [0, 2] }, 5: { '5a': [0, 1] } } },
        },
      },
    ],
  },
  {
    rule: 'a parent who is no longer linked to a child has left its class',
    history: [
      ...fiveAccounts,
      ...at(
        '2026-08-24T10:00+03:00',
        { type: 'ParentLinked', data: { personId: 'mother', childId: 'anna', from: '2026-08-24' } },
        'administrator',
      ),
      ...at(
        '2026-09-15T10:00+03:00',
        { type: 'ParentUnlinked', data: { personId: 'mother', childId: 'anna', to: '2026-09-15' } },
        'administrator',
      ),
    ],
    asks: [
      { ...w37, expect: { criteria: {}, rows: { class: { 4: { '5a': [1, 3] } } } } },
      { ...w38, expect: { criteria: {}, rows: { class: { 4: { '5a': [1, 2] } } } } },
    ],
  },
  {
    rule: 'a school without accounts has no data',
    history: moscowSchool(),
    asks: [{ ...w37, expect: { criteria: { 4: [0, 0, 'no-data'], 5: [0, 0, 'no-data'] } } }],
  },
  {
    rule: 'exactly 60 and 25 per cent meet the targets',
    history: [
      ...moscowSchool(),
      ...at(
        '2026-08-25T10:00+03:00',
        ['a', 'b', 'c', 'd', 'e'].map((name) => created(name, 'pupil')),
        'administrator',
      ),
      ...at('2026-08-25T10:00+03:00', created('x', 'teacher'), 'system'),
      ...at(
        '2026-08-26T10:00+03:00',
        ['a', 'b', 'c', 'x'].map((name) => activated(name)),
      ),
      ...at('2026-09-09T10:00+03:00', loggedIn('x', '2026-09-09')),
    ],
    // 4: a, b, c of five = 60 %. 5: x of a, b, c, x = 25 %.
    asks: [{ ...w37, expect: { criteria: { 4: [3, 5, 'met'], 5: [1, 4, 'met'] } } }],
  },
];
