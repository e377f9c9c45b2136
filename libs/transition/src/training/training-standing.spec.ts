import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { type Course, course } from './course/course.ts';
import { programmeOf } from './programmes.ts';
import { training } from './training.ts';
import type { TrainingEvent } from './training.events.ts';
import { trainingStanding } from './training-standing.ts';

const ANNA = 'anna';
const begun: TrainingEvent = {
  type: 'TestBegun',
  data: {
    personId: ANNA,
    attemptId: 't1',
    programmeId: 'portal-2015',
    edition: 1,
    seed: '',
    questions: [],
    passMark: 70,
    policyVersion: 0,
    endsAt: '2026-10-06T10:00:00.000Z',
  },
};
const finished = (passed: boolean): TrainingEvent => ({
  type: 'TestFinished',
  data: { personId: ANNA, attemptId: 't1', correct: 1, outOf: 1, passed, by: 'person' },
});
const accepted: TrainingEvent = {
  type: 'OutsideCertificateAccepted',
  data: { personId: ANNA, certificateId: 'c', date: '2026-09-01', hours: 3, acceptedBy: 'b', sealed: '' },
};
const withdrawn: TrainingEvent = {
  type: 'CertificateWithdrawn',
  data: { personId: ANNA, certificateId: 'c', reason: 'not-genuine' },
};
/** A course of which Anna attended so many hours of lectures and practice. */
const attended = (lectures: number, practice: number): Course => {
  const of = { courseId: 'c', courseSessionId: 's', date: '2026-10-01', starts: '14:00', place: null };
  return given(course)(
    {
      type: 'CourseOpened',
      data: {
        courseId: 'c',
        title: '',
        programmeId: 'portal-2015',
        edition: 1,
        parts: programmeOf('portal-2015').parts,
      },
    },
    { type: 'LearnersEnrolled', data: { courseId: 'c', personIds: [ANNA] } },
    { type: 'CourseSessionPlanned', data: { ...of, part: 'lectures', hours: 8 } },
    { type: 'CourseSessionPlanned', data: { ...of, courseSessionId: 'p', part: 'practice', hours: 8 } },
    {
      type: 'CourseHoursAttended',
      data: { courseId: 'c', courseSessionId: 's', attended: [{ personId: ANNA, hours: lectures }] },
    },
    {
      type: 'CourseHoursAttended',
      data: { courseId: 'c', courseSessionId: 'p', attended: [{ personId: ANNA, hours: practice }] },
    },
  ).state!;
};
const standing = (hoursToo: boolean, courses: Course[], ...facts: TrainingEvent[]) => {
  const { trained, by, lacks, hours } = trainingStanding(ANNA, given(training)(...facts).state, courses, {
    hoursToo,
  });
  return { trained, by, lacks, hours };
};

describe('condition 3 looks at a person', () => {
  it('who took no test, or is at it, or failed', () => {
    expect(standing(false, []).lacks).toBe('no-test');
    expect(standing(false, [], begun).lacks).toBe('under-way');
    expect(standing(false, [], begun, finished(false)).lacks).toBe('failed');
  });

  it('who passed: that is enough unless the hours are asked, too', () => {
    expect(standing(false, [], begun, finished(true))).toMatchObject({
      trained: true,
      by: 'test',
      lacks: null,
    });
    expect(standing(true, [], begun, finished(true))).toMatchObject({
      trained: false,
      lacks: 'hours',
      hours: { attended: 0, asked: 13 },
    });
    expect(standing(true, [attended(7, 5)], begun, finished(true)).lacks).toBe('hours');
    expect(standing(true, [attended(7, 6)], begun, finished(true)).trained).toBe(true);
  });

  it('and does not count hours of one part for another', () =>
    expect(standing(true, [attended(8, 5)], begun, finished(true)).hours).toEqual({
      attended: 12,
      asked: 13,
    }));

  it('whose certificate was accepted, as long as it stands', () => {
    expect(standing(true, [], accepted)).toMatchObject({ trained: true, by: 'outside-certificate' });
    expect(standing(true, [], accepted, withdrawn)).toMatchObject({ trained: false, lacks: 'no-test' });
  });
});
