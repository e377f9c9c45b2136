import { at } from '../history.ts';
import {
  activated,
  created,
  held,
  lesson,
  loggedIn,
  moscowSchool,
  rollCall,
  time,
  timetable,
  topic,
} from '../small-school.ts';
import { type Scenario, w37, w38 } from './scenario.ts';

/** All six at once. */
export const whole: readonly Scenario[] = [
  {
    rule: 'a school answers all six criteria for the period that is asked about',
    history: [
      ...moscowSchool(),
      ...at('2026-08-25T10:00+03:00', timetable('t1', '5a', [1, 2, 3, 4, 5]), 'administrator'),
      ...at(
        '2026-08-25T10:00+03:00',
        [created('petrova', 'teacher'), created('anna', 'pupil'), created('boris', 'pupil')],
        'administrator',
      ),
      ...at('2026-08-26T10:00+03:00', [activated('petrova'), activated('anna')]),
      ...lesson('l1', time('2026-09-07')),
      ...lesson('l2', time('2026-09-08')),
      ...lesson('l3', time('2026-09-15')),
      ...at('2026-09-07T08:20+03:00', loggedIn('petrova', '2026-09-07')),
      ...at('2026-09-07T08:35+03:00', [rollCall('l1', 'e1'), topic('l1')]),
      ...at('2026-09-10T08:35+03:00', [held('l2', 'e2'), topic('l2')]),
    ],
    asks: [
      {
        ...w37,
        // 1: 5a has its timetable = 1/1. 2: both topics = 2/2. 3: both kept = 2/2. 4: 2 of 3. 5: petrova of two.
        // 6: e1 in time, e2 late (Wed 09:15 passed) = 1/2.
        expect: {
          policyVersion: 0,
          criteria: {
            1: [1, 1, 'met'],
            2: [2, 2, 'met'],
            3: [2, 2, 'met'],
            4: [2, 3, 'met'],
            5: [1, 2, 'met'],
            6: [1, 2, 'met'],
          },
          otherUnit: [1, 2],
          stillInTime: 0,
          secondLine: { 2: [0, 0], 3: [0, 0], 6: [0, 0] },
          cancelledLate: [],
        },
      },
      {
        ...w38,
        // l3 alone, nothing recorded; nobody entered.
        expect: {
          criteria: {
            1: [1, 1, 'met'],
            2: [0, 1, 'not-met'],
            3: [0, 1, 'not-met'],
            4: [2, 3, 'met'],
            5: [0, 2, 'not-met'],
            6: [0, 0, 'no-data'],
          },
        },
      },
    ],
  },
];
