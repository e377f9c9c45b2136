import { at } from '../history.ts';
import {
  attendance,
  attendanceCleared,
  attendanceCorrected,
  commented,
  datedWork,
  datedWorkMarkCorrected,
  datedWorkMarked,
  datedWorkMarkRevoked,
  held,
  heldWithdrawn,
  homework,
  lesson,
  mark,
  markCorrected,
  markRevoked,
  moscowSchool,
  rollCall,
  rollCallWithdrawn,
  time,
  topic,
} from '../small-school.ts';
import { type Scenario, w37 } from './scenario.ts';

/**
 * What counts as an entry and since when. l1 ends on Mon 7 Sep 09:15 (+03:00), l2 on Tue 8 Sep 09:15: their last
 * instants in time are Tue 8 Sep 09:15 and Wed 9 Sep 09:15.
 */
const l2 = lesson('l2', time('2026-09-08'));

export const entries: readonly Scenario[] = [
  {
    rule: 'a roll call is one entry, each absence and lateness is one',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T08:35+03:00', [
        rollCall('l1', 'e1'),
        attendance('l1', 'e2', 'anna', 'absent'),
        attendance('l1', 'e3', 'boris', 'late'),
      ]),
    ],
    // 1 + 2 entries, all in time.
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'], 6: [3, 3, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: 'every kind of entry counts: mark, absence, lateness, roll call, held, comment',
    history: [
      ...moscowSchool(),
      ...['l1', 'l2', 'l3', 'l4', 'l5', 'l6'].flatMap((id) => lesson(id)),
      ...at('2026-09-07T09:00+03:00', [
        mark('l1', 'm1', 'anna'),
        attendance('l2', 'e2', 'anna', 'absent'),
        attendance('l3', 'e3', 'anna', 'late'),
        rollCall('l4', 'e4'),
        held('l5', 'e5'),
        commented('l6', 'e6'),
      ]),
    ],
    asks: [{ ...w37, expect: { criteria: { 3: [6, 6, 'met'], 6: [6, 6, 'met'] }, otherUnit: [6, 6] } }],
  },
  {
    rule: 'topics, homework, works and absence reasons are no entries',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T09:00+03:00', [
        topic('l1'),
        homework('l1'),
        {
          type: 'WorkSet',
          data: { lessonId: 'l1', workId: 'w1', workType: 'test', weight: 2, title: null },
        },
        {
          type: 'AbsenceReasonGiven',
          data: {
            absenceId: 'a1',
            pupilId: 'anna',
            from: '2026-09-07',
            to: '2026-09-08',
            code: 'ill',
            document: null,
          },
        },
      ]),
    ],
    // Planned (1/1), but kept by nobody (0/1).
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 2: [1, 1, 'met'], 3: [0, 1, 'not-met'], 6: [0, 0, 'no-data'] },
          otherUnit: [0, 0],
        },
      },
    ],
  },
  {
    rule: 'criterion 2 takes a topic, planned or recorded, or homework, as they stand now',
    history: [
      ...moscowSchool(),
      ...['l1', 'l2', 'l3', 'l4', 'l5', 'l6'].flatMap((id) => lesson(id)),
      ...at('2026-09-01T12:00+03:00', [
        topic('l1', 'Fractions', true),
        topic('l4'),
        topic('l5'),
        homework('l5'),
      ]),
      ...at('2026-09-07T09:00+03:00', [topic('l2', 'Fractions'), homework('l3')]),
      ...at('2026-09-20T12:00+03:00', [topic('l4', ''), topic('l5', '')]),
    ],
    // l1 planned topic, l2 recorded topic, l3 homework, l4 topic cleared, l5 topic cleared but homework, l6 nothing:
    // l1, l2, l3, l5 = 4/6 = 66.7 % < 95 %.
    asks: [{ ...w37, expect: { criteria: { 2: [4, 6, 'not-met'], 3: [0, 6, 'not-met'] } } }],
  },
  {
    rule: 'homework that was cleared is none',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T09:00+03:00', homework('l1')),
      ...at('2026-09-07T10:00+03:00', homework('l1', '')),
    ],
    asks: [{ ...w37, expect: { criteria: { 2: [0, 1, 'not-met'] } } }],
  },
  {
    rule: 'a correction makes no timely entry late and no late entry timely',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...l2,
      ...at('2026-09-07T09:00+03:00', [
        mark('l1', 'm1', 'anna'),
        attendance('l1', 'e1', 'boris', 'absent'),
        commented('l1', 'e2'),
      ]),
      ...at('2026-09-11T09:00+03:00', [
        markCorrected('l1', 'm1', 'anna'),
        attendanceCorrected('l1', 'e1', 'boris', 'late'),
        commented('l1', 'e2', 'another sealed text'),
        mark('l2', 'm2', 'anna'),
      ]),
      ...at('2026-09-11T09:01+03:00', markCorrected('l2', 'm2', 'anna')),
    ],
    // l1: three entries first recorded in time. l2: one entry, late. 3/4 entries; l1 of two lessons: 1/2.
    asks: [{ ...w37, expect: { criteria: { 3: [2, 2, 'met'], 6: [3, 4, 'met'] }, otherUnit: [1, 2] } }],
  },
  {
    rule: 'a revoked entry counts no more, of whatever kind',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T09:00+03:00', [
        mark('l1', 'm1', 'anna'),
        attendance('l1', 'e1', 'boris', 'absent'),
        rollCall('l1', 'e2'),
        held('l1', 'e3'),
        commented('l1', 'e4'),
      ]),
      ...at('2026-09-07T10:00+03:00', [
        markRevoked('l1', 'm1', 'anna'),
        attendanceCleared('l1', 'e1', 'boris'),
        rollCallWithdrawn('l1', 'e2'),
        heldWithdrawn('l1', 'e3'),
        commented('l1', 'e4', ''),
      ]),
    ],
    // The lesson is over and has no entry: 3 = 0/1; nothing is left for 6. At 12:00 the same day it still has
    // time: 21 hours and 15 minutes.
    asks: [
      {
        ...w37,
        expect: {
          criteria: { 3: [0, 1, 'not-met'], 6: [0, 0, 'no-data'] },
          otherUnit: [0, 0],
          stillInTime: 0,
        },
      },
      {
        ...w37,
        at: '2026-09-07T12:00+03:00',
        expect: { criteria: { 3: [0, 1, 'not-met'] }, stillInTime: 1 },
      },
    ],
  },
  {
    rule: 'one entry revoked among several leaves the others',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T09:00+03:00', [mark('l1', 'm1', 'anna'), held('l1', 'e1')]),
      ...at('2026-09-09T09:00+03:00', [mark('l1', 'm2', 'boris')]),
      ...at('2026-09-09T09:05+03:00', [markRevoked('l1', 'm1', 'anna'), heldWithdrawn('l1', 'e1')]),
    ],
    // What was in time is revoked; m2, late, is left: 0/1 in both units.
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'], 6: [0, 1, 'not-met'] }, otherUnit: [0, 1] } }],
  },
  {
    rule: 'what is recorded anew after a revocation is a new entry with a time of its own',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...l2,
      ...at('2026-09-07T09:00+03:00', [held('l1', 'e1'), commented('l1', 'e2')]),
      ...at('2026-09-07T09:05+03:00', [heldWithdrawn('l1', 'e1'), commented('l1', 'e2', '')]),
      ...at('2026-09-12T09:00+03:00', [held('l1', 'e3'), commented('l1', 'e2', 'sealed again')]),
      ...at('2026-09-08T09:00+03:00', mark('l2', 'm1', 'anna')),
      ...at('2026-09-08T09:05+03:00', markRevoked('l2', 'm1', 'anna')),
      ...at('2026-09-09T09:15+03:00', mark('l2', 'm2', 'anna')),
    ],
    // l1: held and comment late. l2: m2 in time to the minute. 1/3 entries = 33.3 % < 35 %; lessons 1/2.
    asks: [{ ...w37, expect: { criteria: { 3: [2, 2, 'met'], 6: [1, 3, 'not-met'] }, otherUnit: [1, 2] } }],
  },
  {
    rule: 'imported entries count in 3 and are left out of 6',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...l2,
      ...at('2026-09-07T12:00+03:00', [
        rollCall('l1', 'e1', true),
        attendance('l1', 'e2', 'anna', 'absent', true),
        mark('l1', 'm1', 'boris', { imported: true }),
        held('l1', 'e3', true),
        commented('l1', 'e4', 'sealed', true),
      ]),
      ...at('2026-09-09T10:00+03:00', [held('l2', 'e5', true), mark('l2', 'm2', 'anna')]),
    ],
    // Both lessons are kept: 2/2. For 6 only m2 is left, late: 0/1; of the lessons only l2 is about 6: 0/1.
    asks: [{ ...w37, expect: { criteria: { 3: [2, 2, 'met'], 6: [0, 1, 'not-met'] }, otherUnit: [0, 1] } }],
  },
  {
    rule: 'an imported entry stays imported when it is corrected by hand',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...at('2026-09-07T10:00+03:00', [
        mark('l1', 'm1', 'anna', { imported: true }),
        attendance('l1', 'e1', 'boris', 'absent', true),
        commented('l1', 'e2', 'sealed', true),
      ]),
      ...at('2026-09-07T11:00+03:00', [
        markCorrected('l1', 'm1', 'anna'),
        attendanceCorrected('l1', 'e1', 'boris', 'late'),
        commented('l1', 'e2', 'sealed by hand'),
      ]),
    ],
    asks: [{ ...w37, expect: { criteria: { 3: [1, 1, 'met'], 6: [0, 0, 'no-data'] }, otherUnit: [0, 0] } }],
  },
  {
    rule: 'a mark done later counts in 3 and is left out of 6, late or not',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...l2,
      ...at('2026-09-07T08:40+03:00', [rollCall('l1', 'e1'), attendance('l1', 'e2', 'anna', 'absent')]),
      ...at('2026-09-21T12:00+03:00', mark('l1', 'm1', 'anna', { doneOn: '2026-09-21' })),
      ...at('2026-09-09T09:00+03:00', mark('l2', 'm2', 'anna', { doneOn: '2026-09-09' })),
      ...at('2026-09-09T09:05+03:00', markCorrected('l2', 'm2', 'anna')),
    ],
    // l1: roll call and absence, in time; m1 left out. l2: kept by m2 alone, which 6 leaves out though it came
    // within 24 hours. 3 = 2/2; 6 = 2/2 entries; lessons that 6 is about: l1 alone, 1/1.
    asks: [{ ...w37, expect: { criteria: { 3: [2, 2, 'met'], 6: [2, 2, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: 'a retake counts in 3 and is left out of 6, the mark that it retakes is not',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...l2,
      ...at('2026-09-07T09:00+03:00', mark('l1', 'm1', 'anna')),
      ...at('2026-09-14T12:00+03:00', mark('l1', 'm2', 'anna', { retakeOf: 'm1' })),
      ...at('2026-09-10T12:00+03:00', mark('l2', 'm3', 'anna')),
      ...at('2026-09-11T12:00+03:00', [
        mark('l2', 'm4', 'anna', { retakeOf: 'm3' }),
        markRevoked('l2', 'm3', 'anna'),
      ]),
    ],
    // l1: m1 in time, m2 left out. l2: m3 late but revoked, m4 left out: kept (3), nothing for 6.
    // 3 = 2/2; 6 = 1/1; lessons 1/1.
    asks: [{ ...w37, expect: { criteria: { 3: [2, 2, 'met'], 6: [1, 1, 'met'] }, otherUnit: [1, 1] } }],
  },
  {
    rule: 'marks of works beyond one lesson are outside 3 and 6, whether they have only a date or span lessons',
    history: [
      ...moscowSchool(),
      ...lesson('l1'),
      ...l2,
      ...at('2026-09-07T09:00+03:00', held('l1', 'e1')),
      ...at('2026-09-07T09:05+03:00', [
        datedWork('w1', '2026-09-07'),
        datedWork('w2', '2026-09-08', 'l1', 'l2'),
      ]),
      ...at('2026-09-08T08:50+03:00', [
        datedWorkMarked('w1', 'm1', 'anna'),
        datedWorkMarked('w2', 'm2', 'anna'),
        datedWorkMarked('w2', 'm3', 'boris'),
      ]),
      ...at('2026-09-10T12:00+03:00', [
        datedWorkMarked('w1', 'm4', 'boris', { doneOn: '2026-09-10' }),
        datedWorkMarked('w2', 'm5', 'anna', { retakeOf: 'm2' }),
        datedWorkMarkCorrected('w1', 'm1', 'anna'),
        datedWorkMarkRevoked('w2', 'm3', 'boris'),
      ]),
    ],
    // Neither work is a lesson: two lessons are over. l1 is kept by e1 alone; l2 has no entry, though w2 spans it:
    // 3 = 1/2. 6: of all that was recorded only e1 is an entry, in time: 1/1; lessons that 6 is about: l1, 1/1.
    asks: [{ ...w37, expect: { criteria: { 3: [1, 2, 'not-met'], 6: [1, 1, 'met'] }, otherUnit: [1, 1] } }],
  },
];
