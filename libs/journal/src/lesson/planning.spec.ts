import { describe, expect, it } from '@jest/globals';
import { instantOf } from '#kernel';
import { given } from '#kernel/testing';
import { lesson } from './lesson.ts';
import type { LessonEvent, LessonPlan } from './lesson.events.ts';
import { at, DATE, LESSON, samplePlan, scheduled, ZONE } from './lesson-samples.ts';
import type { PlanLesson } from './planning.ts';

const YESTERDAY = at('12:00', '2026-10-05');
const DURING = at('09:00');

const planned = (plan: Partial<LessonPlan> = {}, now = YESTERDAY): PlanLesson => ({
  kind: 'PlanLesson',
  lessonId: LESSON,
  slotId: 'slot-1',
  originalDate: DATE,
  plan: { ...samplePlan, ...plan },
  now,
});
const unplanned = (now = YESTERDAY): PlanLesson => ({ kind: 'UnplanLesson', now });
const replanned = (plan: Partial<LessonPlan>): LessonEvent => ({
  type: 'LessonReplanned',
  data: { lessonId: LESSON, ...samplePlan, ...plan },
});

const later = {
  startsAt: instantOf(DATE, '10:00', ZONE),
  endsAt: instantOf(DATE, '10:40', ZONE),
};
const moved: LessonEvent = {
  type: 'LessonMoved',
  data: {
    lessonId: LESSON,
    date: '2026-10-09',
    number: 7,
    startsAt: instantOf('2026-10-09', '14:00', ZONE),
    endsAt: instantOf('2026-10-09', '14:40', ZONE),
    room: '3',
    reason: 'Olympiad',
    afterEnd: false,
  },
};

describe('planning a lesson', () => {
  it('schedules it', () => given(lesson)().when(planned()).then(scheduled()));

  it('schedules one that is given instead of another', () =>
    given(lesson)()
      .when({ ...planned(), slotId: null, insteadOf: 'other' } as PlanLesson)
      .then({
        type: 'LessonScheduled',
        data: { lessonId: LESSON, slotId: null, originalDate: DATE, insteadOf: 'other', ...samplePlan },
      }));

  it('does nothing when it stands so already', () =>
    given(lesson)(scheduled()).when(planned()).thenNothing());

  it('replans what nobody touched', () =>
    given(lesson)(scheduled()).when(planned(later)).then(replanned(later)));

  it('replans a lesson whose topic is written: the topic stays', () =>
    given(lesson)(scheduled(), {
      type: 'TopicSet',
      data: { lessonId: LESSON, topic: 'Fractions', planned: true },
    })
      .when(planned(later))
      .then(replanned(later)));

  it('leaves a moved lesson where it is, and follows the register’s teachers', () => {
    given(lesson)(scheduled(), moved).when(planned(later)).thenNothing();
    const { date, number, startsAt, endsAt, room } = moved.data as unknown as LessonPlan;
    given(lesson)(scheduled(), moved)
      .when(planned({ teacherIds: ['teacher-2'] }))
      .then(replanned({ date, number, startsAt, endsAt, room, teacherIds: ['teacher-2'] }));
  });

  it('keeps the time and room of a lesson that has started, and follows the register’s teachers', () => {
    given(lesson)(scheduled())
      .when(planned({ ...later, room: '9' }, DURING))
      .thenNothing();
    given(lesson)(scheduled())
      .when(planned({ ...later, teacherIds: ['teacher-2'] }, DURING))
      .then(replanned({ teacherIds: ['teacher-2'] }));
  });

  it('schedules a lesson of the past: a school that starts late fills it later', () =>
    given(lesson)()
      .when(planned({}, at('12:00', '2026-11-01')))
      .then(scheduled()));

  it('schedules again what was unplanned', () =>
    given(lesson)(scheduled(), { type: 'LessonUnplanned', data: { lessonId: LESSON } })
      .when(planned(later))
      .then(scheduled(later)));

  it('keeps a cancelled lesson cancelled while its plan goes on', () => {
    const cancelled: LessonEvent = {
      type: 'LessonCancelled',
      data: { lessonId: LESSON, reason: 'Frost', document: null, afterEnd: false },
    };
    const { state } = given(lesson)(scheduled(), cancelled, replanned(later));
    expect(state).toMatchObject({ status: 'cancelled', plan: later });
  });
});

describe('unplanning a lesson', () => {
  const unplannedFact: LessonEvent = { type: 'LessonUnplanned', data: { lessonId: LESSON } };

  it('takes away what nobody touched', () =>
    given(lesson)(scheduled()).when(unplanned()).then(unplannedFact));

  it('takes away what was only replanned', () =>
    given(lesson)(scheduled(), replanned(later)).when(unplanned()).then(unplannedFact));

  it('does nothing to what is not there', () => {
    given(lesson)().when(unplanned()).thenNothing();
    given(lesson)(scheduled(), unplannedFact).when(unplanned()).thenNothing();
  });

  it('never takes away a lesson that has started', () => {
    given(lesson)(scheduled()).when(unplanned(DURING)).thenNothing();
    given(lesson)(scheduled())
      .when(unplanned(DURING - 1))
      .then(unplannedFact);
  });

  const touches: LessonEvent[] = [
    { type: 'TopicSet', data: { lessonId: LESSON, topic: 'Fractions', planned: true } },
    { type: 'HomeworkSet', data: { lessonId: LESSON, text: '№ 5', dueDate: null } },
    { type: 'LessonCommented', data: { lessonId: LESSON, entryId: 'e', sealed: 'x' } },
    { type: 'WorkSet', data: { lessonId: LESSON, workId: 'w', workType: 'test', weight: 2, title: null } },
    moved,
    { type: 'LessonCancelled', data: { lessonId: LESSON, reason: 'r', document: null, afterEnd: false } },
    {
      type: 'LessonSubstituted',
      data: { lessonId: LESSON, teacherIds: ['t2'], replaced: ['teacher-1'], reason: 'r' },
    },
    { type: 'LessonReplaced', data: { lessonId: LESSON, byLessonId: 'b', reason: 'r', afterEnd: false } },
  ];
  it.each(touches.map((touch) => [touch.type, touch] as const))('never destroys %s', (_, touch) =>
    given(lesson)(scheduled(), touch).when(unplanned()).thenNothing(),
  );
});
