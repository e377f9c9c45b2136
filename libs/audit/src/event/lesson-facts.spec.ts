import { describe, expect, it } from '@jest/globals';
import type { LessonEvent, LessonPlan } from '#journal/events';
import { recorded } from '#kernel/testing';
import { lessonIn } from './lesson-facts.ts';

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
const wednesday = {
  date: '2026-09-09',
  number: 2,
  startsAt: '2026-09-09T06:30:00.000Z',
  endsAt: '2026-09-09T07:15:00.000Z',
  room: null,
};
const moved: LessonEvent = {
  type: 'LessonMoved',
  data: { lessonId: 'l1', ...wednesday, reason: 'карантин', afterEnd: false },
};
const lessonMovedAt = (recordedAt: string) =>
  lessonIn([recorded<LessonEvent>(scheduled), recorded<LessonEvent>(moved, 1, { recordedAt })]);

describe('the clock of the 24 hours, as an auditor is told it', () => {
  it('goes with a lesson that is moved before its end', () => {
    expect(lessonMovedAt('2026-09-07T06:00:00.000Z')).toMatchObject({
      date: '2026-09-09',
      clock: { start: wednesday.startsAt, end: wednesday.endsAt },
    });
  });

  it('stays where it was when the lesson is moved after its end', () => {
    expect(lessonMovedAt('2026-09-07T07:00:00.000Z')).toMatchObject({
      date: '2026-09-09',
      clock: { start: plan.startsAt, end: plan.endsAt },
    });
  });
});
