import { at } from '../history.ts';
import {
  cancelled,
  commented,
  held,
  homework,
  lesson,
  moscowSchool,
  plan,
  restored,
  rollCall,
  scheduled,
  time,
  topic,
} from '../small-school.ts';
import { type Scenario, w37, w38 } from './scenario.ts';

/** Which lessons there are and whose they are: cancelled, replaced, substituted, replanned. */
export const lessons: readonly Scenario[] = [
  {
    rule: 'a cancelled lesson never counts, nor do its entries',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...lesson('l2', time('2026-09-08')),
      ...at('2026-09-06T12:00+03:00', [topic('l1'), commented('l1', 'e1')]),
      ...at('2026-09-07T07:00+03:00', cancelled('l1')),
      ...at('2026-09-08T09:10+03:00', held('l2', 'e2')),
    ],
    // l2 alone: no topic 0/1; an entry 1/1; in time 1/1.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [0, 1, 'not-met'], 3: [1, 1, 'met'], 6: [1, 1, 'met'] },
          otherUnit: [1, 1],
          cancelledLate: [],
        },
      },
    ],
  },
  {
    rule: 'a lesson cancelled after its end does not count and is named in the evidence',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...lesson('l2', time('2026-09-08')),
      ...at('2026-09-07T09:15:00.001+03:00', cancelled('l1', true)),
      ...at('2026-09-08T07:00+03:00', cancelled('l2')),
    ],
    // Nothing is left. l1 was cancelled 1 ms after its end, l2 before it began.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [0, 0, 'no-data'], 3: [0, 0, 'no-data'], 6: [0, 0, 'no-data'] },
          otherUnit: [0, 0],
          stillInTime: 0,
          cancelledLate: ['l1'],
        },
      },
    ],
  },
  {
    rule: 'a restored lesson counts again, with what was recorded before',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-06T12:00+03:00', [homework('l1'), commented('l1', 'e1')]),
      ...at('2026-09-07T07:00+03:00', cancelled('l1')),
      ...at('2026-09-07T08:00+03:00', restored('l1')),
      ...at('2026-09-08T09:16+03:00', rollCall('l1', 'e2')),
    ],
    // Homework: 2 = 1/1. The comment in time, the roll call one minute late: 1/2.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [1, 1, 'met'], 3: [1, 1, 'met'], 6: [1, 2, 'met'] },
          otherUnit: [1, 1],
          cancelledLate: [],
        },
      },
    ],
  },
  {
    rule: 'a lesson given instead counts, the one that it replaces does not',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T07:00+03:00', [
        {
          type: 'LessonScheduled',
          data: {
            lessonId: 'l2',
            slotId: null,
            originalDate: '2026-09-07',
            insteadOf: 'l1',
            ...plan({ registerId: '5a-music', subjectId: 'music', teacherIds: ['sidorov'] }),
          },
        },
        {
          type: 'LessonReplaced',
          data: { lessonId: 'l1', byLessonId: 'l2', reason: 'ill', afterEnd: false },
        },
      ]),
      ...at('2026-09-07T09:00+03:00', held('l2', 'e1')),
    ],
    // One lesson of music with Sidorov; mathematics and Petrova have none.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [0, 1, 'not-met'], 3: [1, 1, 'met'], 6: [1, 1, 'met'] },
          otherUnit: [1, 1],
          rows: {
            subject: { 2: { music: [0, 1] }, 3: { music: [1, 1] }, 6: { music: [1, 1] } },
            teacher: { 2: { sidorov: [0, 1] }, 3: { sidorov: [1, 1] }, 6: { sidorov: [1, 1] } },
            class: { 3: { '5a': [1, 1] } },
          },
          cancelledLate: [],
        },
      },
    ],
  },
  {
    rule: 'a lesson replaced after its end is named in the evidence like one cancelled after it',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...lesson('l2', { registerId: '5a-music', subjectId: 'music' }),
      ...at('2026-09-07T12:00+03:00', {
        type: 'LessonReplaced',
        data: { lessonId: 'l1', byLessonId: 'l2', reason: 'ill', afterEnd: true },
      }),
    ],
    // l2 alone, over and without an entry.
    asks: [{ ...w37, expect: { criteria: { 3: [0, 1, 'not-met'] }, cancelledLate: ['l1'] } }],
  },
  {
    rule: 'by teacher a substituted lesson counts for the one who gives it',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...lesson('l2', time('2026-09-08')),
      ...lesson('l3', time('2026-09-09')),
      ...at('2026-09-07T07:00+03:00', [
        {
          type: 'LessonSubstituted',
          data: { lessonId: 'l1', teacherIds: ['ivanova'], replaced: ['petrova'], reason: 'ill' },
        },
        {
          type: 'LessonSubstituted',
          data: { lessonId: 'l2', teacherIds: ['ivanova'], replaced: ['petrova'], reason: 'ill' },
        },
      ]),
      ...at('2026-09-07T20:00+03:00', {
        type: 'SubstitutionWithdrawn',
        data: { lessonId: 'l2', reason: 'recovered' },
      }),
      ...at('2026-09-08T09:00+03:00', [held('l1', 'e1'), held('l2', 'e2')]),
      ...at('2026-09-12T09:00+03:00', held('l3', 'e3')),
    ],
    // l1 Ivanova (in time: the last instant is Tue 09:15), l2 Petrova again (in time), l3 Petrova (ends Wed
    // 09:15, Saturday is late).
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [0, 3, 'not-met'], 3: [3, 3, 'met'], 6: [2, 3, 'met'] },
          rows: {
            teacher: {
              2: { ivanova: [0, 1], petrova: [0, 2] },
              3: { ivanova: [1, 1], petrova: [2, 2] },
              6: { ivanova: [1, 1], petrova: [1, 2] },
            },
            class: { 3: { '5a': [3, 3] }, 6: { '5a': [2, 3] } },
          },
        },
      },
    ],
  },
  {
    rule: 'an unplanned lesson is none; scheduled again, it is one',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...lesson('l2'),
      ...at('2026-09-01T12:00+03:00', [
        { type: 'LessonUnplanned', data: { lessonId: 'l1' } },
        { type: 'LessonUnplanned', data: { lessonId: 'l2' } },
      ]),
      ...at('2026-09-02T12:00+03:00', scheduled('l2', time('2026-09-08'))),
    ],
    // l2 alone, on Tue 8 Sep.
    asks: [
      {
        ...w37,
        expect: { criteria: { 2: [0, 1, 'not-met'], 3: [0, 1, 'not-met'], 6: [0, 0, 'no-data'] } },
      },
      {
        from: '2026-09-07',
        to: '2026-09-07',
        at: '2026-12-01T12:00+03:00',
        expect: { criteria: { 2: [0, 0, 'no-data'] } },
      },
    ],
  },
  {
    rule: 'a replanned lesson stands in its new plan: date, end and teacher',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-02T12:00+03:00', {
        type: 'LessonReplanned',
        data: {
          lessonId: 'l1',
          ...plan({ ...time('2026-09-14', '10:00', '10:45'), teacherIds: ['ivanova'] }),
        },
      }),
      ...at('2026-09-15T10:45:00.000+03:00', held('l1', 'e1')),
      ...at('2026-09-15T10:45:00.001+03:00', commented('l1', 'e2')),
    ],
    asks: [
      { ...w37, expect: { criteria: { 2: [0, 0, 'no-data'], 3: [0, 0, 'no-data'] } } },
      // Ends Mon 14 Sep 10:45; e1 at the last instant, e2 1 ms late.
      {
        ...w38,
        expect: {
          criteria: { 2: [0, 1, 'not-met'], 3: [1, 1, 'met'], 6: [1, 2, 'met'] },
          rows: { teacher: { 6: { ivanova: [1, 2] } } },
        },
      },
    ],
  },
];
