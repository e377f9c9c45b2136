import { at } from '../history.ts';
import {
  commented,
  held,
  heldWithdrawn,
  lesson,
  moscowSchool,
  policySet,
  time,
  topic,
} from '../small-school.ts';
import { type Scenario, w37 } from './scenario.ts';

/** Lessons that are not over, and those that still have time. */
export const notOver: readonly Scenario[] = [
  {
    rule: 'a lesson enters 3 once over or with an entry, and 2 at once',
    history: [
      ...moscowSchool(),
      ...lesson('l1', time('2026-09-07')), // over, kept
      ...lesson('l2', time('2026-09-08')), // over, no entry, 24 hours gone
      ...lesson('l3', time('2026-09-09', '09:30', '10:15')), // over, no entry, still in time
      ...lesson('l4', time('2026-09-10')), // not over, a comment already
      ...lesson('l5', time('2026-09-11')), // not over, a topic already
      ...at('2026-09-06T12:00+03:00', [commented('l4', 'e4'), topic('l5'), topic('l1')]),
      ...at('2026-09-07T09:00+03:00', held('l1', 'e1')),
    ],
    asks: [
      {
        ...w37,
        at: '2026-09-07T12:00+03:00',
        // Mon 12:00. 3: l1 over and kept, l4 has an entry = 2/2. l1 has an entry, so it needs no time: still 0.
        expect: {
          criteria: { 2: [2, 5, 'not-met'], 3: [2, 2, 'met'], 6: [2, 2, 'met'] },
          stillInTime: 0,
        },
      },
      {
        ...w37,
        at: '2026-09-10T08:00+03:00',
        // Thu 08:00. 2: topics of l1 and l5 of five lessons = 2/5. 3: l1, l2, l3 over, l4 has an entry; l5 is not
        // in: l1 and l4 of four = 2/4. Still in time: l3 (until Thu 10:15). 6: e1 and e4 in time = 2/2.
        expect: {
          criteria: { 2: [2, 5, 'not-met'], 3: [2, 4, 'not-met'], 6: [2, 2, 'met'] },
          otherUnit: [2, 2],
          stillInTime: 1,
        },
      },
    ],
  },
  {
    rule: 'a lesson is still in time up to and at 24 hours after its end, 1 ms later no more',
    history: [...moscowSchool(), ...lesson('l1')],
    asks: [
      {
        // One ms before the end: not over; planned but not in 3.
        ...w37,
        at: '2026-09-07T09:14:59.999+03:00',
        expect: { criteria: { 2: [0, 1, 'not-met'], 3: [0, 0, 'no-data'] }, stillInTime: 0 },
      },
      {
        ...w37,
        at: '2026-09-07T09:15:00.001+03:00',
        expect: { criteria: { 2: [0, 1, 'not-met'], 3: [0, 1, 'not-met'] }, stillInTime: 1 },
      },
      {
        ...w37,
        at: '2026-09-08T09:15:00.000+03:00',
        expect: { criteria: { 3: [0, 1, 'not-met'] }, stillInTime: 1 },
      },
      {
        ...w37,
        at: '2026-09-08T09:15:00.001+03:00',
        expect: { criteria: { 3: [0, 1, 'not-met'] }, stillInTime: 0 },
      },
    ],
  },
  {
    rule: 'where the 24 hours run from the start, so does the time that is left',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-08-30T12:00+03:00', policySet(1, { onlineFrom: 'start' }), 'head'),
    ],
    asks: [
      { ...w37, at: '2026-09-08T08:30:00.000+03:00', expect: { criteria: {}, stillInTime: 1 } },
      { ...w37, at: '2026-09-08T08:30:00.001+03:00', expect: { criteria: {}, stillInTime: 0 } },
    ],
  },
  {
    rule: 'a lesson that is not over leaves 3 again with its only entry',
    history: [
      ...moscowSchool(),
      ...lesson('l1', time('2026-09-11')),
      ...at('2026-09-11T08:20+03:00', held('l1', 'e1')),
      ...at('2026-09-11T08:25+03:00', heldWithdrawn('l1', 'e1')),
    ],
    asks: [
      {
        ...w37,
        at: '2026-09-11T09:00+03:00',
        expect: { criteria: { 3: [0, 0, 'no-data'], 6: [0, 0, 'no-data'] }, stillInTime: 0 },
      },
    ],
  },
];
