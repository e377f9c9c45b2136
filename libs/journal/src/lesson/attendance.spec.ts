import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import type { AttendanceOf } from './actions.ts';
import { lesson, type LessonCommand } from './lesson.ts';
import type { LessonEvent } from './lesson.events.ts';
import {
  ANNA,
  at,
  basis,
  done,
  LEFT,
  LESSON,
  marked,
  markGiven,
  scheduled,
  setting,
  STRANGER,
} from './lesson-samples.ts';
import { entryIdOf } from './setting.ts';

const say = (
  pupilId: string,
  value: AttendanceOf['value'],
  more: Partial<AttendanceOf> = {},
  where = setting(),
): LessonCommand => ({
  kind: 'RecordEntry',
  action: { kind: 'set-attendance', pupilId, value, code: null, basedOn: null, ...more },
  setting: where,
});
const cancelled: LessonEvent = {
  type: 'LessonCancelled',
  data: { lessonId: LESSON, reason: 'Frost', document: null, afterEnd: false },
};

describe('attendance', () => {
  it('says who was absent, with the reason as far as the teacher knows it, and on what membership', () =>
    given(lesson)(scheduled())
      .when(say(ANNA, 'absent', { code: 'ill' }))
      .then({
        type: 'AttendanceMarked',
        data: {
          lessonId: LESSON,
          entryId: entryIdOf(setting().commandId, 0),
          pupilId: ANNA,
          value: 'absent',
          code: 'ill',
          basis,
        },
      }));

  it('asks for membership on the lesson’s date', () => {
    for (const pupilId of [STRANGER, LEFT]) {
      given(lesson)(scheduled()).when(say(pupilId, 'absent')).thenRefused('pupil-not-in-group');
    }
    const yesterday = scheduled({ date: '2026-10-05' });
    expect(given(lesson)(yesterday).when(say(LEFT, 'absent')).facts()).toHaveLength(1);
  });

  it('gives no reason to a lateness or a presence', () => {
    given(lesson)(scheduled())
      .when(say(ANNA, 'late', { code: 'ill' }))
      .thenRefused('code-without-absence');
    given(lesson)(scheduled())
      .when(say(ANNA, 'present', { code: 'ill' }))
      .thenRefused('code-without-absence');
  });

  it('says nothing twice', () => {
    given(lesson)(scheduled()).when(say(ANNA, 'present')).thenNothing();
    given(lesson)(scheduled(), marked(ANNA, 'absent', 'ill'))
      .when(say(ANNA, 'absent', { code: 'ill' }))
      .thenNothing();
  });

  it('opens with the lesson, and not on a cancelled one', () => {
    given(lesson)(scheduled())
      .when(say(ANNA, 'absent', {}, setting({ now: at('08:44') })))
      .thenRefused('not-open-yet');
    given(lesson)(scheduled(), cancelled).when(say(ANNA, 'absent')).thenRefused('lesson-cancelled');
  });

  it('is corrected as the same entry, with a reason', () => {
    const stands = done(marked(ANNA, 'absent'), 1, { accountId: 'account-2' });
    given(lesson)(scheduled(), stands)
      .when(say(ANNA, 'late', { basedOn: 'event-1', reason: 'checking-error' }))
      .then({
        type: 'AttendanceCorrected',
        data: {
          lessonId: LESSON,
          entryId: `entry-${ANNA}`,
          pupilId: ANNA,
          value: 'late',
          code: null,
          reason: 'checking-error',
        },
      });
    given(lesson)(scheduled(), stands)
      .when(say(ANNA, 'late', { basedOn: 'event-1' }))
      .thenRefused('reason-needed');
  });

  it('is taken back by saying present, on a cancelled lesson and for who has left too', () => {
    given(lesson)(scheduled(), done(marked(LEFT, 'absent'), 1), cancelled)
      .when(say(LEFT, 'present', { basedOn: 'event-1', reason: 'other', note: 'sealed' }))
      .then({
        type: 'AttendanceCleared',
        data: { lessonId: LESSON, entryId: `entry-${LEFT}`, pupilId: LEFT, reason: 'other', note: 'sealed' },
      });
  });

  it('is another entry after it was taken back', () => {
    const cleared: LessonEvent = {
      type: 'AttendanceCleared',
      data: { lessonId: LESSON, entryId: `entry-${ANNA}`, pupilId: ANNA, reason: 'typo' },
    };
    const [fact] = given(lesson)(scheduled(), marked(ANNA, 'absent'), cleared)
      .when(say(ANNA, 'late'))
      .facts();
    expect(fact).toMatchObject({
      type: 'AttendanceMarked',
      data: { entryId: entryIdOf(setting().commandId, 0) },
    });
  });

  it('makes nobody absent who got a mark for that day’s work', () => {
    const refused = given(lesson)(scheduled(), markGiven('m1', ANNA, '5'))
      .when(say(ANNA, 'absent'))
      .thenRefused('has-marks');
    expect(refused.more).toMatchObject({ markIds: ['m1'] });
    const revoked: LessonEvent = {
      type: 'MarkRevoked',
      data: { lessonId: LESSON, markId: 'm1', pupilId: ANNA, reason: 'typo' },
    };
    expect(
      given(lesson)(scheduled(), markGiven('m1', ANNA, '5'), revoked)
        .when(say(ANNA, 'absent'))
        .facts(),
    ).toHaveLength(1);
    const later = markGiven('m1', ANNA, '5', { doneOn: '2026-10-08' });
    expect(given(lesson)(scheduled(), later).when(say(ANNA, 'absent')).facts()).toHaveLength(1);
    expect(
      given(lesson)(scheduled(), markGiven('m1', ANNA, '5'))
        .when(say(ANNA, 'late'))
        .facts(),
    ).toHaveLength(1);
  });
});

describe('the reason of a correction', () => {
  const correct = (more: Partial<AttendanceOf>, now = at('09:15')): LessonCommand =>
    say(ANNA, 'late', { basedOn: 'event-1', ...more }, setting({ now }));
  const mine = done(marked(ANNA, 'absent'), 1, { time: '09:10' });
  const reasonOf = (command: LessonCommand): unknown =>
    given(lesson)(scheduled(), mine).when(command).facts()[0]!.data;

  it('is a slip of the key by itself while one’s own value is fresh', () => {
    expect(reasonOf(correct({}))).toMatchObject({ reason: 'typo' });
    expect(reasonOf(correct({}, at('09:20')))).toMatchObject({ reason: 'typo' });
    given(lesson)(scheduled(), mine)
      .when(correct({}, at('09:20') + 1))
      .thenRefused('reason-needed');
  });

  it('is what the person says, when they say it', () =>
    expect(reasonOf(correct({ reason: 'wrong-pupil' }))).toMatchObject({ reason: 'wrong-pupil' }));

  it('is never a slip in somebody else’s value', () => {
    given(lesson)(scheduled(), done(marked(ANNA, 'absent'), 1, { accountId: 'account-2' }))
      .when(correct({}))
      .thenRefused('reason-needed');
  });

  it('“other” is said in words', () => {
    given(lesson)(scheduled(), mine)
      .when(correct({ reason: 'other' }))
      .thenRefused('note-needed');
    given(lesson)(scheduled(), mine)
      .when(correct({ reason: 'other', note: ' ' }))
      .thenRefused('note-needed');
    expect(reasonOf(correct({ reason: 'other', note: 'sealed' }))).toMatchObject({ note: 'sealed' });
  });
});
