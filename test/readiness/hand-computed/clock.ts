import { at } from '../history.ts';
import {
  class5a,
  commented,
  held,
  lesson,
  mark,
  moscowSchool,
  policySet,
  rollCall,
  schoolIn,
  time,
} from '../small-school.ts';
import { type Scenario, w37 } from './scenario.ts';

/**
 * The 24 hours. The lesson of these scenarios ends on Mon 7 Sep 09:15:00.000 (+03:00), so that the last instant
 * in time is Tue 8 Sep 09:15:00.000.
 */
export const clock: readonly Scenario[] = [
  {
    rule: 'an entry 1 ms before 24 hours have passed is on time',
    history: [...moscowSchool(), ...lesson('l1'), ...at('2026-09-08T09:14:59.999+03:00', held('l1', 'e1'))],
    asks: [
      {
        ...w37,
        // One lesson without topic or homework: 2 = 0/1. It has an entry: 3 = 1/1.
        // Its only entry came 23:59:59.999 after the end: 6 = 1/1 entries, 1/1 lessons.
        expect: {
          criteria: { 2: [0, 1, 'not-met'], 3: [1, 1, 'met'], 6: [1, 1, 'met'] },
          otherUnit: [1, 1],
          stillInTime: 0,
        },
      },
    ],
  },
  {
    rule: 'an entry exactly 24 hours after the end is on time',
    history: [...moscowSchool(), ...lesson('l1'), ...at('2026-09-08T09:15:00.000+03:00', held('l1', 'e1'))],
    // 24:00:00.000 after the end: still in time.
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'], 6: [1, 1, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: 'an entry 1 ms after 24 hours have passed is late',
    history: [...moscowSchool(), ...lesson('l1'), ...at('2026-09-08T09:15:00.001+03:00', held('l1', 'e1'))],
    // Late, but an entry: 3 = 1/1, 6 = 0/1 in both units; 0 % < 35 %.
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'], 6: [0, 1, 'not-met'] }, otherUnit: [0, 1] } }],
  },
  {
    rule: 'entries are counted one by one, a lesson is on time when its first entry is',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-08T09:14:59.999+03:00', mark('l1', 'm1', 'anna')),
      ...at('2026-09-08T09:15:00.000+03:00', mark('l1', 'm2', 'boris')),
      ...at('2026-09-08T09:15:00.001+03:00', held('l1', 'e1')),
    ],
    // Entries: in time, in time, late = 2/3. The lesson's first entry is in time = 1/1.
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'], 6: [2, 3, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: 'what is recorded before the end is on time',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-01T20:00+03:00', commented('l1', 'e1')),
      ...at('2026-09-07T08:15+03:00', rollCall('l1', 'e2')),
    ],
    // A comment six days before, a roll call 15 minutes before the start: 2/2.
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'], 6: [2, 2, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: "the server's time counts, never the one that the device claims",
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-10T09:00+03:00', held('l1', 'e1')).map((said) => ({
        ...said,
        metadata: { ...said.metadata, claimedAt: '2026-09-07T06:20:00.000Z' },
      })),
    ],
    // Claimed Mon 09:20, received Thu 09:00: late.
    asks: [{ ...w37, expect: { criteria: { 6: [0, 1, 'not-met'] }, otherUnit: [0, 1] } }],
  },
  {
    rule: 'by policy the 24 hours run from the planned start',
    history: [
      ...moscowSchool(),
      ...at('2026-08-25T10:00+03:00', policySet(1, { onlineFrom: 'start' }), 'head'),
      ...lesson('l1'),
      ...lesson('l2', time('2026-09-07', '09:30', '10:15')),
      ...at('2026-09-08T08:30:00.000+03:00', held('l1', 'e1')),
      ...at('2026-09-08T08:30:00.001+03:00', commented('l1', 'e2')),
      ...at('2026-09-08T10:00:00.000+03:00', held('l2', 'e3')),
    ],
    // Last instants: l1 Tue 08:30:00.000, l2 Tue 09:30:00.000. In time: e1 only (e3 would be, from the end).
    // Entries 1/3. Lessons: l1 by e1, l2 not = 1/2.
    asks: [
      {
        ...w37,
        expect: {
          policyVersion: 1,
          criteria: { 3: [2, 2, 'met'], 6: [1, 3, 'not-met'] },
          otherUnit: [1, 2],
        },
      },
    ],
  },
  {
    rule: 'in spring, when the clocks lose an hour, the 24 hours stay 24',
    history: [
      ...schoolIn('Europe/Berlin'),
      ...class5a(),
      // The clocks change on Sunday 28 March 2027, 02:00 → 03:00.
      ...lesson('l1', time('2027-03-27', '11:15', '12:00', '+01:00')),
      ...at('2027-03-28T12:59:59.999+02:00', mark('l1', 'm1', 'anna')),
      ...at('2027-03-28T13:00:00.000+02:00', mark('l1', 'm2', 'boris')),
      ...at('2027-03-28T13:00:00.001+02:00', held('l1', 'e1')),
    ],
    // Ends Sat 12:00 (+01:00) = 11:00Z; 24 hours later it is Sun 11:00Z = 13:00 (+02:00). In time: m1, m2.
    asks: [
      {
        from: '2027-03-22',
        to: '2027-03-28',
        at: '2027-04-10T12:00+02:00',
        expect: { criteria: { 3: [1, 1, 'met'], 6: [2, 3, 'met'] }, otherUnit: [1, 1] },
      },
    ],
  },
  {
    rule: 'in autumn, when the clocks gain an hour, the 24 hours stay 24',
    history: [
      ...schoolIn('Europe/Berlin'),
      ...class5a(),
      // The clocks change on Sunday 25 October 2026, 03:00 → 02:00.
      ...lesson('l1', time('2026-10-24', '11:15', '12:00', '+02:00')),
      ...at('2026-10-25T10:59:59.999+01:00', mark('l1', 'm1', 'anna')),
      ...at('2026-10-25T11:00:00.000+01:00', mark('l1', 'm2', 'boris')),
      ...at('2026-10-25T11:00:00.001+01:00', held('l1', 'e1')),
      ...at('2026-10-25T12:00:00.000+01:00', commented('l1', 'e2')),
    ],
    // Ends Sat 12:00 (+02:00) = 10:00Z; 24 hours later it is Sun 10:00Z = 11:00 (+01:00).
    // In time: m1, m2; the comment at the same wall-clock time as the end came after 25 hours: late. 2/4.
    asks: [
      {
        from: '2026-10-19',
        to: '2026-10-25',
        at: '2026-11-10T12:00+01:00',
        expect: { criteria: { 3: [1, 1, 'met'], 6: [2, 4, 'met'] }, otherUnit: [1, 1] },
      },
    ],
  },
];
