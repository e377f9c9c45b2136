import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { programmeOf } from '../programmes.ts';
import type { CourseEvent } from './course.events.ts';
import { course, type CourseCommand, hoursAsked, hoursAttended } from './course.ts';

const COURSE = 'course-1';
const TODAY = '2026-10-06';
const programme = programmeOf('portal-2015');
const opened: CourseEvent = {
  type: 'CourseOpened',
  data: {
    courseId: COURSE,
    title: 'Осень',
    programmeId: 'portal-2015',
    edition: 1,
    parts: programme.parts,
  },
};
const enrolled: CourseEvent = {
  type: 'LearnersEnrolled',
  data: { courseId: COURSE, personIds: ['anna', 'boris'] },
};
const planned = (courseSessionId: string, hours: number, more = {}): CourseEvent => ({
  type: 'CourseSessionPlanned',
  data: {
    courseId: COURSE,
    courseSessionId,
    part: 'lectures',
    date: '2026-10-05',
    starts: '14:00',
    hours,
    place: null,
    ...more,
  },
});
const attended = (courseSessionId: string, ...hours: [string, number][]): CourseEvent => ({
  type: 'CourseHoursAttended',
  data: {
    courseId: COURSE,
    courseSessionId,
    attended: hours.map(([personId, count]) => ({ personId, hours: count })),
  },
});
const take = (courseSessionId: string, ...hours: [string, number][]): CourseCommand => ({
  kind: 'TakeAttendance',
  courseId: COURSE,
  courseSessionId,
  attended: hours.map(([personId, count]) => ({ personId, hours: count })),
  today: TODAY,
});
const plan = (more: Partial<Extract<CourseCommand, { kind: 'PlanSession' }>> = {}): CourseCommand => ({
  kind: 'PlanSession',
  courseId: COURSE,
  courseSessionId: 's1',
  part: 'lectures',
  date: '2026-10-05',
  starts: '14:00',
  hours: 2,
  place: ' ',
  ...more,
});

describe('a course', () => {
  it('goes by a programme as it was when the course was opened', () => {
    given(course)().when({ kind: 'OpenCourse', courseId: COURSE, title: ' Осень ', programme }).then(opened);
    given(course)(opened)
      .when({ kind: 'OpenCourse', courseId: COURSE, title: 'Осень', programme })
      .thenRefused('course-exists');
    given(course)().when(plan()).thenRefused('not-found');
  });

  it('has learners, each once, who may leave', () => {
    const enrol = (...personIds: string[]): CourseCommand => ({
      kind: 'EnrolLearners',
      courseId: COURSE,
      personIds,
    });
    given(course)(opened)
      .when(enrol('anna', 'boris', 'anna'))
      .then(enrolled);
    given(course)(opened, enrolled).when(enrol('anna')).thenNothing();
    given(course)(opened, enrolled)
      .when({ kind: 'WithdrawLearner', courseId: COURSE, personId: 'vera' })
      .thenRefused('not-found');
  });

  it('plans sessions of parts that are attended, by halves of an hour', () => {
    given(course)(opened).when(plan()).then(planned('s1', 2));
    given(course)(opened)
      .when(plan({ hours: 1.5 }))
      .then(planned('s1', 1.5));
    for (const wrong of [
      { part: 'test' },
      { part: 'dances' },
      { hours: 0 },
      { hours: 1.3 },
      { hours: 9 },
      { date: '2026-02-30' },
      { starts: '25:00' },
    ]) {
      given(course)(opened).when(plan(wrong)).thenRefused('invalid');
    }
  });

  it('counts who came, learners only, no longer than the session and not before it', () => {
    const facts = [opened, enrolled, planned('s1', 2)];
    given(course)(...facts)
      .when(take('s1', ['boris', 1], ['anna', 2]))
      .then(attended('s1', ['anna', 2], ['boris', 1]));
    given(course)(...facts, attended('s1', ['anna', 2]))
      .when(take('s1', ['anna', 2], ['boris', 0]))
      .thenNothing();
    given(course)(...facts)
      .when(take('s1', ['vera', 1]))
      .thenRefused('not-found');
    given(course)(...facts)
      .when(take('s1', ['anna', 3]))
      .thenRefused('invalid');
    given(course)(...facts)
      .when(take('s1', ['anna', 1], ['anna', 2]))
      .thenRefused('invalid');
    given(course)(opened, enrolled, planned('s1', 2, { date: '2026-10-07' }))
      .when(take('s1', ['anna', 1]))
      .thenRefused('session-to-come');
  });

  it('cancels a session that nobody attended', () => {
    const facts = [opened, enrolled, planned('s1', 2)];
    const cancel: CourseCommand = { kind: 'CancelSession', courseId: COURSE, courseSessionId: 's1' };
    const cancelled: CourseEvent = {
      type: 'CourseSessionCancelled',
      data: { courseId: COURSE, courseSessionId: 's1' },
    };
    given(course)(...facts)
      .when(cancel)
      .then(cancelled);
    given(course)(...facts, cancelled)
      .when(take('s1', ['anna', 1]))
      .thenRefused('session-cancelled');
    given(course)(...facts, attended('s1', ['anna', 1]))
      .when(cancel)
      .thenRefused('session-held');
  });

  it('counts hours by part, no more than the programme has, also of who left', () => {
    const { state } = given(course)(
      opened,
      enrolled,
      planned('s1', 4),
      planned('s2', 4),
      planned('s3', 2, { part: 'practice' }),
      attended('s1', ['anna', 4]),
      attended('s2', ['anna', 4], ['boris', 1]),
      attended('s3', ['anna', 2]),
      { type: 'LearnerWithdrawn', data: { courseId: COURSE, personId: 'anna' } },
    );
    expect(hoursAttended(state!, 'anna')).toEqual({ lectures: 7, practice: 2, test: 0 });
    expect(hoursAttended(state!, 'boris')).toEqual({ lectures: 1, practice: 0, test: 0 });
    expect(hoursAsked(programme.parts)).toBe(13);
  });
});
