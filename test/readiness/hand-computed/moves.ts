import { at } from '../history.ts';
import { commented, held, lesson, mark, moscowSchool, moved, time } from '../small-school.ts';
import { type Scenario, w37, w38 } from './scenario.ts';

const wednesday = time('2026-09-09');
const thursday = time('2026-09-10');

/**
 * A lesson stands where its last move put it; a move recorded after the planned end does not restart the
 * 24 hours. l1 is planned for Mon 7 Sep 08:30–09:15 (+03:00).
 */
export const moves: readonly Scenario[] = [
  {
    rule: 'a move recorded before the end takes the 24 hours along',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T09:14:59.999+03:00', moved('l1', wednesday)),
      ...at('2026-09-10T09:15:00.000+03:00', held('l1', 'e1')),
      ...at('2026-09-10T09:15:00.001+03:00', commented('l1', 'e2')),
    ],
    // Ends Wed 09:15 now; last instant Thu 09:15:00.000. e1 in time, e2 late: 1/2.
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'], 6: [1, 2, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: 'a move recorded at the very end is not yet recorded after it',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T09:15:00.000+03:00', moved('l1', wednesday)),
      ...at('2026-09-09T10:00+03:00', held('l1', 'e1')),
    ],
    // The clock runs from Wed 09:15: 45 minutes after it, in time.
    asks: [{ ...w37, expect: { criteria: { 6: [1, 1, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: 'a move recorded 1 ms after the end does not restart the 24 hours',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T09:15:00.001+03:00', moved('l1', wednesday, true)),
      ...at('2026-09-08T09:15:00.000+03:00', mark('l1', 'm1', 'anna')),
      ...at('2026-09-09T10:00+03:00', held('l1', 'e1')),
    ],
    // The clock runs from Mon 09:15: m1 at the last instant in time; e1 late, though 45 minutes after the
    // lesson's new end: 1/2 entries; the first entry is in time: 1/1 lessons.
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'], 6: [1, 2, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: 'of two moves the one before the end counts for the 24 hours, the last for the date',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T08:00+03:00', moved('l1', wednesday)),
      ...at('2026-09-09T12:00+03:00', moved('l1', time('2026-09-14'), true)),
      ...at('2026-09-10T09:00+03:00', mark('l1', 'm1', 'anna')),
      ...at('2026-09-14T09:20+03:00', held('l1', 'e1')),
    ],
    asks: [
      // It stands on Mon 14 Sep now: nothing is left in W37.
      {
        ...w37,
        expect: { criteria: { 2: [0, 0, 'no-data'], 3: [0, 0, 'no-data'], 6: [0, 0, 'no-data'] } },
      },
      // The clock runs from Wed 9 Sep 09:15 to Thu 10 Sep 09:15: m1 in time, e1 late.
      {
        ...w38,
        expect: {
          criteria: { 2: [0, 1, 'not-met'], 3: [1, 1, 'met'], 6: [1, 2, 'met'] },
          otherUnit: [1, 1],
          rows: { week: { 6: { '2026-W38': [1, 2] } } },
        },
      },
    ],
  },
  {
    rule: 'once the end has passed no later move restarts the 24 hours, not even one before the new end',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      // After Mon 09:15: the clock stays. Then, before the Wed 09:15 that the first move set: the clock that
      // passed on Monday stays passed, so the journal says `afterEnd` again.
      ...at('2026-09-07T12:00+03:00', moved('l1', wednesday, true)),
      ...at('2026-09-08T12:00+03:00', moved('l1', thursday, true)),
      ...at('2026-09-10T09:20+03:00', held('l1', 'e1')),
    ],
    // Stands on Thu 10 Sep. The 24 hours ended on Tue 09:15: late.
    asks: [
      {
        ...w37,
        expect: { criteria: { 3: [1, 1, 'met'], 6: [0, 1, 'not-met'] }, otherUnit: [0, 1] },
      },
    ],
  },
  {
    rule: 'two moves before the end: the clock follows both',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-06T12:00+03:00', moved('l1', wednesday)),
      ...at('2026-09-08T12:00+03:00', moved('l1', thursday)),
      ...at('2026-09-11T09:15:00.000+03:00', held('l1', 'e1')),
    ],
    // Tue 12:00 is after the first plan's end but before Wed 09:15, where the lesson stood then. Ends Thu 09:15.
    asks: [{ ...w37, expect: { criteria: { 6: [1, 1, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: 'a move to an earlier day, recorded before either end, starts the 24 hours earlier',
    history: [
      ...moscowSchool(),
      ...lesson('l1', thursday),
      ...at('2026-09-05T12:00+03:00', moved('l1', time('2026-09-07'))),
      ...at('2026-09-08T09:16+03:00', held('l1', 'e1')),
    ],
    // Ends Mon 7 Sep 09:15 now; Tue 09:16 is one minute too late.
    asks: [{ ...w37, expect: { criteria: { 6: [0, 1, 'not-met'] }, otherUnit: [0, 1] } }],
  },
  {
    rule: 'entries stay with a lesson that is moved after them',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-06T18:00+03:00', commented('l1', 'e1')),
      ...at('2026-09-07T08:00+03:00', moved('l1', time('2026-09-16'))),
    ],
    asks: [
      { ...w37, expect: { criteria: { 3: [0, 0, 'no-data'], 6: [0, 0, 'no-data'] }, otherUnit: [0, 0] } },
      // The comment counts on the lesson's date, Wed 16 Sep, and is on time.
      { ...w38, expect: { criteria: { 3: [1, 1, 'met'], 6: [1, 1, 'met'] }, otherUnit: [1, 1] } },
    ],
  },
  {
    rule: 'a lesson moved after its end is over when its new end has passed, its 24 hours long gone',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T12:00+03:00', moved('l1', wednesday, true)),
    ],
    asks: [
      // Mon 15:00: it stands on Wednesday and is not over. Planned all the same: 2 = 0/1.
      {
        ...w37,
        at: '2026-09-07T15:00+03:00',
        expect: { criteria: { 2: [0, 1, 'not-met'], 3: [0, 0, 'no-data'] }, stillInTime: 0 },
      },
      // Wed 10:00: over, without an entry, and the 24 hours from Mon 09:15 ended on Tue 09:15.
      {
        ...w37,
        at: '2026-09-09T10:00+03:00',
        expect: { criteria: { 3: [0, 1, 'not-met'] }, stillInTime: 0 },
      },
    ],
  },
  {
    rule: 'a lesson moved back after its end, to a day long over, still has the time that it had',
    history: [
      ...moscowSchool(),
      ...lesson('l1', time('2026-09-11')),
      ...at('2026-09-11T12:00+03:00', moved('l1', time('2026-09-08'), true)),
    ],
    asks: [
      // Fri 15:00: it stands on Tue 8 Sep and is over; its 24 hours run from Fri 09:15.
      {
        ...w37,
        at: '2026-09-11T15:00+03:00',
        expect: { criteria: { 3: [0, 1, 'not-met'] }, stillInTime: 1 },
      },
      { ...w37, at: '2026-09-12T09:15:00.000+03:00', expect: { criteria: {}, stillInTime: 1 } },
      { ...w37, at: '2026-09-12T09:15:00.001+03:00', expect: { criteria: {}, stillInTime: 0 } },
      // It does not stand on the day that it was moved from.
      {
        from: '2026-09-11',
        to: '2026-09-11',
        at: '2026-09-11T15:00+03:00',
        expect: { criteria: { 3: [0, 0, 'no-data'] }, stillInTime: 0 },
      },
    ],
  },
];
