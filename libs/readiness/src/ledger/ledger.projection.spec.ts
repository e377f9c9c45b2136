import { describe, expect, it } from '@jest/globals';
import type { LessonEvent, LessonPlan } from '#journal/events';
import { type Recorded } from '#kernel';
import { recorded } from '#kernel/testing';
import { ledger } from './ledger.projection.ts';
import type { LedgerLesson } from './ledger-lesson.ts';

const plan: LessonPlan = {
  registerId: 'maths-5a',
  subjectId: 'maths',
  kind: 'class',
  groupIds: ['5a'],
  classIds: ['5a'],
  teacherIds: ['petrova'],
  date: '2026-09-07',
  number: 1,
  startsAt: '2026-09-07T05:30:00.000Z',
  endsAt: '2026-09-07T06:15:00.000Z',
  room: null,
};
const scheduled: LessonEvent = {
  type: 'LessonScheduled',
  data: { lessonId: 'l1', slotId: null, originalDate: plan.date, ...plan },
};
const at = (recordedAt: string, fact: LessonEvent): [string, LessonEvent] => [recordedAt, fact];
const wednesday = {
  date: '2026-09-09',
  number: 2,
  startsAt: '2026-09-09T05:30:00.000Z',
  endsAt: '2026-09-09T06:15:00.000Z',
  room: null,
};
const moved = (to: typeof wednesday, afterEnd: boolean): LessonEvent => ({
  type: 'LessonMoved',
  data: { lessonId: 'l1', reason: 'order', afterEnd, ...to },
});
const held = (entryId: string): LessonEvent => ({ type: 'LessonHeld', data: { lessonId: 'l1', entryId } });
const comment = (sealed: string, imported = false): LessonEvent => ({
  type: 'LessonCommented',
  data: { lessonId: 'l1', entryId: 'c1', sealed, ...(imported && { imported: { source: 'file' } }) },
});
const why = { reason: 'typo' } as const;

/** The lesson scheduled in August and after these facts, recorded at these instants. */
function after(...facts: [recordedAt: string, fact: LessonEvent][]): LedgerLesson {
  const all = [at('2026-08-28T09:00:00.000Z', scheduled), ...facts];
  const story = all.map(([recordedAt, fact], index) => recorded(fact, index, { recordedAt }));
  const lesson = story.reduce<LedgerLesson | null>((doc, event) => {
    const evolve = ledger.evolve[event.type] as
      ((doc: LedgerLesson | null, event: Recorded, key: string) => LedgerLesson | null) | undefined;
    return evolve ? evolve(doc, event, 'l1') : doc;
  }, null);
  return lesson!;
}

describe('the clock of the 24 hours', () => {
  const monday = { clockStart: Date.parse(plan.startsAt), clockEnd: Date.parse(plan.endsAt) };
  const toWednesday = {
    clockStart: Date.parse(wednesday.startsAt),
    clockEnd: Date.parse(wednesday.endsAt),
  };

  it('follows a move that was recorded up to the planned end', () => {
    expect(after(at('2026-09-07T06:15:00.000Z', moved(wednesday, false)))).toMatchObject(toWednesday);
  });

  it('stays where it was when the move was recorded later, and the lesson stands in its new place', () => {
    expect(after(at('2026-09-07T06:15:00.001Z', moved(wednesday, true)))).toMatchObject({
      ...monday,
      date: '2026-09-09',
      number: 2,
      endsAt: Date.parse(wednesday.endsAt),
    });
  });

  it('never runs again once it has passed', () => {
    const thursday = {
      ...wednesday,
      date: '2026-09-10',
      startsAt: '2026-09-10T05:30:00.000Z',
      endsAt: '2026-09-10T06:15:00.000Z',
    };
    const twice = after(
      at('2026-09-07T12:00:00.000Z', moved(wednesday, true)),
      at('2026-09-08T12:00:00.000Z', moved(thursday, false)),
    );
    expect(twice).toMatchObject({ ...monday, date: '2026-09-10' });
  });

  it('follows a new plan of a lesson that nobody has touched', () => {
    const replanned: LessonEvent = {
      type: 'LessonReplanned',
      data: { lessonId: 'l1', ...plan, ...wednesday, teacherIds: ['ivanova'] },
    };
    expect(after(at('2026-09-01T09:00:00.000Z', replanned))).toMatchObject({
      ...toWednesday,
      teacherIds: ['ivanova'],
      plannedTeacherIds: ['ivanova'],
    });
  });
});

describe('entries', () => {
  it('keep the time and the event of their first recording', () => {
    const lesson = after(
      at('2026-09-07T06:00:00.000Z', comment('sealed')),
      at('2026-09-20T06:00:00.000Z', comment('sealed again')),
    );
    expect(lesson.entries).toEqual([
      {
        entryId: 'c1',
        kind: 'comment',
        eventId: 'event-1',
        at: Date.parse('2026-09-07T06:00:00.000Z'),
        imported: false,
        later: null,
        revokedBy: null,
      },
    ]);
  });

  it('stay imported when they are corrected by hand', () => {
    const lesson = after(
      at('2026-09-07T06:00:00.000Z', comment('sealed', true)),
      at('2026-09-07T07:00:00.000Z', comment('by hand')),
    );
    expect(lesson.entries.map((entry) => entry.imported)).toEqual([true]);
  });

  it('name the event that took them back, and begin anew after it', () => {
    const lesson = after(
      at('2026-09-07T06:00:00.000Z', held('e1')),
      at('2026-09-07T06:05:00.000Z', {
        type: 'HeldWithdrawn',
        data: { lessonId: 'l1', entryId: 'e1', ...why },
      }),
      at('2026-09-09T06:00:00.000Z', held('e1')),
    );
    expect(lesson.entries.map(({ eventId, revokedBy }) => [eventId, revokedBy])).toEqual([
      ['event-1', 'event-2'],
      ['event-3', null],
    ]);
  });

  it('an empty comment takes the comment back; without one it is nothing', () => {
    const cleared = after(
      at('2026-09-07T06:00:00.000Z', comment('sealed')),
      at('2026-09-07T07:00:00.000Z', comment('')),
    );
    expect(cleared.entries.map((entry) => entry.revokedBy)).toEqual(['event-2']);
    expect(after(at('2026-09-07T07:00:00.000Z', comment(''))).entries).toEqual([]);
  });

  it('tell marks done later and retakes from others', () => {
    const mark = (markId: string, more: { doneOn?: string; retakeOf?: string }): LessonEvent => ({
      type: 'MarkGiven',
      data: { lessonId: 'l1', markId, workId: 'w', pupilId: 'anna', value: '4', basis: {}, ...more },
    });
    const lesson = after(
      at('2026-09-07T06:00:00.000Z', mark('m1', {})),
      at('2026-09-07T06:01:00.000Z', mark('m2', { doneOn: '2026-09-09' })),
      at('2026-09-07T06:02:00.000Z', mark('m3', { retakeOf: 'm1' })),
    );
    expect(lesson.entries.map((entry) => entry.later)).toEqual([null, 'done-on', 'retake']);
  });
});

describe('rows and sums', () => {
  const rows = (lesson: LedgerLesson) => ledger.tallies![0]!.keys(lesson);
  const joined = (classIds: string[], teacherIds: string[]): LessonEvent => ({
    type: 'LessonReplanned',
    data: { lessonId: 'l1', ...plan, classIds, teacherIds },
  });

  it('are the school, the subject, each class and each teacher, none twice', () => {
    const lesson = after(
      at('2026-08-28T10:00:00.000Z', joined(['5a', '5b', '5a'], ['petrova', 'ivanova', 'ivanova'])),
    );
    expect(rows(lesson)).toEqual([
      ['school', 'class', '2026-09-07', ''],
      ['subject', 'class', '2026-09-07', 'maths'],
      ['class', 'class', '2026-09-07', '5a'],
      ['class', 'class', '2026-09-07', '5b'],
      ['teacher', 'class', '2026-09-07', 'petrova'],
      ['teacher', 'class', '2026-09-07', 'ivanova'],
    ]);
  });

  it('follow a substitution, and come back when it is withdrawn', () => {
    const teachers = (lesson: LedgerLesson) =>
      rows(lesson).flatMap((row) => (row[0] === 'teacher' ? [row[3]] : []));
    const substituted = at('2026-09-06T10:00:00.000Z', {
      type: 'LessonSubstituted',
      data: { lessonId: 'l1', teacherIds: ['ivanova'], replaced: ['petrova'], reason: 'ill' },
    });
    expect(teachers(after(substituted))).toEqual(['ivanova']);
    // A new plan does not send the substitute away.
    expect(teachers(after(substituted, at('2026-09-06T11:00:00.000Z', joined(['5a'], ['sidorov']))))).toEqual(
      ['ivanova'],
    );
    expect(
      teachers(
        after(
          substituted,
          at('2026-09-06T12:00:00.000Z', {
            type: 'SubstitutionWithdrawn',
            data: { lessonId: 'l1', reason: 'recovered' },
          }),
        ),
      ),
    ).toEqual(['petrova']);
  });

  it('a lesson that does not take place has none, until it is restored', () => {
    const cancelled = at('2026-09-06T10:00:00.000Z', {
      type: 'LessonCancelled',
      data: { lessonId: 'l1', reason: 'frost', document: null, afterEnd: false },
    });
    const replaced = at('2026-09-06T10:00:00.000Z', {
      type: 'LessonReplaced',
      data: { lessonId: 'l1', byLessonId: 'l2', reason: 'ill', afterEnd: false },
    });
    const unplanned = at('2026-09-06T10:00:00.000Z', { type: 'LessonUnplanned', data: { lessonId: 'l1' } });
    for (const stopped of [cancelled, replaced, unplanned]) expect(rows(after(stopped))).toEqual([]);
    const restored = at('2026-09-06T11:00:00.000Z', {
      type: 'LessonRestored',
      data: { lessonId: 'l1', reason: 'mistake' },
    });
    expect(rows(after(cancelled, restored))).toHaveLength(4);
    expect(rows(after(unplanned, at('2026-09-06T11:00:00.000Z', scheduled)))).toHaveLength(4);
  });

  it('sum both units and both starts, for the policy to choose from', () => {
    const lesson = after(
      // 24 hours after the end, and 45 minutes more after the start.
      at('2026-09-08T06:15:00.000Z', held('e1')),
      at('2026-09-08T06:15:00.001Z', comment('sealed')),
      at('2026-09-08T07:00:00.000Z', {
        type: 'TopicSet',
        data: { lessonId: 'l1', topic: 'x', planned: false },
      }),
    );
    expect(ledger.tallies![0]!.measure(lesson)).toEqual({
      lessons: 1,
      planned: 1,
      kept: 1,
      entries: 2,
      entriesOnTimeFromEnd: 1,
      entriesOnTimeFromStart: 0,
      entered: 1,
      enteredOnTimeFromEnd: 1,
      enteredOnTimeFromStart: 0,
    });
  });

  it('an index lists what has no entry yet, and nothing that has one or does not take place', () => {
    const unkept = (lesson: LedgerLesson) => ledger.indexes!['unkept']!(lesson);
    expect(unkept(after())).toEqual([['class', Date.parse(plan.endsAt)]]);
    expect(unkept(after(at('2026-09-07T06:00:00.000Z', held('e1'))))).toEqual([]);
    expect(
      unkept(after(at('2026-09-06T10:00:00.000Z', { type: 'LessonUnplanned', data: { lessonId: 'l1' } }))),
    ).toEqual([]);
  });
});
