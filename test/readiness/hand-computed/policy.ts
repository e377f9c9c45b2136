import { at } from '../history.ts';
import { commented, held, lesson, moscowSchool, policySet, time, topic } from '../small-school.ts';
import { type Scenario, w37 } from './scenario.ts';

/**
 * l1 ends on Mon 7 Sep 09:15, l2 on Fri 11 Sep 09:15 (+03:00). e1 comes 24 hours after the end of l1, e2 and e3
 * within 24 hours of the start of l2.
 */
const twoLessons = [
  ...moscowSchool(),
  ...lesson('l1'),
  ...lesson('l2', time('2026-09-11')),
  ...at('2026-09-08T09:15+03:00', held('l1', 'e1')),
  ...at('2026-09-11T09:00+03:00', [held('l2', 'e2'), commented('l2', 'e3'), topic('l2')]),
];

/** The school's policy: the last version set applies to the whole period that is asked about. */
export const policies: readonly Scenario[] = [
  {
    rule: 'until the school sets a policy the defaults are in force, as version 0',
    history: twoLessons,
    // 2: one topic 1/2 = 50 %. 3: 2/2. 6: all three in time.
    asks: [
      {
        ...w37,
        expect: {
          policyVersion: 0,
          criteria: { 2: [1, 2, 'not-met'], 3: [2, 2, 'met'], 6: [3, 3, 'met'] },
          otherUnit: [2, 2],
        },
      },
    ],
  },
  {
    rule: 'a policy changed mid-term applies to the whole period',
    history: [...twoLessons, ...at('2026-09-10T12:00+03:00', policySet(1, { onlineFrom: 'start' }), 'head')],
    // From the start: e1 comes 24:45 after Mon 08:30, late although it was recorded before the policy. 2/3.
    asks: [
      {
        ...w37,
        expect: { policyVersion: 1, criteria: { 3: [2, 2, 'met'], 6: [2, 3, 'met'] }, otherUnit: [1, 2] },
      },
    ],
  },
  {
    rule: 'the last version counts, also when it was set after the period',
    history: [
      ...twoLessons,
      ...at('2026-09-01T12:00+03:00', policySet(1, { onlineFrom: 'start' }), 'head'),
      ...at('2026-09-09T12:00+03:00', policySet(2, { onlineFrom: 'start', onlineUnit: 'lessons' }), 'head'),
      ...at('2026-10-09T12:00+03:00', policySet(3, { onlineFrom: 'end' }), 'head'),
    ],
    asks: [{ ...w37, expect: { policyVersion: 3, criteria: { 6: [3, 3, 'met'] }, otherUnit: [2, 2] } }],
  },
  {
    rule: 'by policy the unit of 6 is lessons; entries stand beside it',
    history: [
      ...twoLessons,
      ...lesson('l3', time('2026-09-09')),
      ...at('2026-09-12T12:00+03:00', [held('l3', 'e4'), commented('l3', 'e5')]),
      ...at('2026-09-13T12:00+03:00', policySet(1, { onlineUnit: 'lessons' }), 'head'),
    ],
    // Lessons with entries: l1 and l2 on time, l3 (ended Wed, kept on Saturday) not: 2/3.
    // Entries: e1, e2, e3 in time, e4, e5 late: 3/5.
    asks: [
      {
        ...w37,
        expect: {
          policyVersion: 1,
          criteria: { 3: [3, 3, 'met'], 6: [2, 3, 'met'] },
          otherUnit: [3, 5],
          rows: { week: { 6: { '2026-W37': [2, 3] } } },
        },
      },
    ],
  },
  {
    rule: 'targets are the policy’s; reaching one exactly is meeting it',
    history: [
      ...twoLessons,
      ...at('2026-09-13T12:00+03:00', policySet(1, { targets: [100, 50, 100, 60, 25, 100] }), 'head'),
    ],
    // 2: 1/2 = 50 % ≥ 50 %. 3: 100 % ≥ 100 %. 6: 3/3 ≥ 100 %.
    asks: [{ ...w37, expect: { criteria: { 2: [1, 2, 'met'], 3: [2, 2, 'met'], 6: [3, 3, 'met'] } } }],
  },
  {
    rule: 'a target missed by a hair is missed',
    history: [
      ...twoLessons,
      ...at('2026-09-13T12:00+03:00', policySet(1, { targets: [100, 51, 90, 60, 25, 35] }), 'head'),
    ],
    asks: [{ ...w37, expect: { criteria: { 2: [1, 2, 'not-met'] } } }],
  },
];
