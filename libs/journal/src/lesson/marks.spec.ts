import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import type { ActionOf } from './actions.ts';
import { lesson, type LessonCommand } from './lesson.ts';
import { defaultWorkOf, type LessonEvent, type Mark, marks } from './lesson.events.ts';
import {
  ANNA,
  at,
  basis,
  BORIS,
  DATE,
  done,
  LEFT,
  LESSON,
  marked,
  markGiven,
  scheduled,
  setting,
  workSet,
} from './lesson-samples.ts';
import { entryIdOf, type Setting } from './setting.ts';

const markId = entryIdOf(setting().commandId, 0);
const give = (
  pupilId: string,
  value: Mark,
  more: Partial<ActionOf<'give-mark'>> = {},
  where: Setting = setting(),
): LessonCommand => ({
  kind: 'RecordEntry',
  action: { kind: 'give-mark', workId: null, pupilId, value, basedOn: null, ...more },
  setting: where,
});
const correct = (
  value: Mark,
  more: Partial<ActionOf<'correct-mark'>> = {},
  where = setting(),
): LessonCommand => ({
  kind: 'RecordEntry',
  action: { kind: 'correct-mark', markId: 'm1', value, basedOn: 'event-1', ...more },
  setting: where,
});
const revoke = (more: Partial<ActionOf<'revoke-mark'>> = {}, where = setting()): LessonCommand => ({
  kind: 'RecordEntry',
  action: { kind: 'revoke-mark', markId: 'm1', basedOn: 'event-1', ...more },
  setting: where,
});
const cancelled: LessonEvent = {
  type: 'LessonCancelled',
  data: { lessonId: LESSON, reason: 'Frost', document: null, afterEnd: false },
};
const revoked = (id: string): LessonEvent => ({
  type: 'MarkRevoked',
  data: { lessonId: LESSON, markId: id, pupilId: ANNA, reason: 'typo' },
});

describe('giving a mark', () => {
  it('is for the lesson’s default work unless another is named', () => {
    given(lesson)(scheduled())
      .when(give(ANNA, '5'))
      .then({
        type: 'MarkGiven',
        data: { lessonId: LESSON, markId, workId: defaultWorkOf(LESSON), pupilId: ANNA, value: '5', basis },
      });
    const [fact] = given(lesson)(scheduled(), workSet())
      .when(give(ANNA, '5', { workId: 'work-1' }))
      .facts();
    expect(fact!.data).toMatchObject({ workId: 'work-1' });
  });

  it('needs a work that the lesson has', () => {
    given(lesson)(scheduled())
      .when(give(ANNA, '5', { workId: 'work-1' }))
      .thenRefused('no-such-work');
    given(lesson)(scheduled(), workSet(), {
      type: 'WorkRemoved',
      data: { lessonId: LESSON, workId: 'work-1' },
    })
      .when(give(ANNA, '5', { workId: 'work-1' }))
      .thenRefused('no-such-work');
  });

  it('needs a pupil who was in one of the groups on that date', () => {
    given(lesson)(scheduled()).when(give(LEFT, '5')).thenRefused('pupil-not-in-group');
    given(lesson)(scheduled({ groupIds: ['other'] }))
      .when(give(ANNA, '5'))
      .thenRefused('pupil-not-in-group');
  });

  it('opens with the lesson and never closes', () => {
    given(lesson)(scheduled())
      .when(give(ANNA, '5', {}, setting({ now: at('08:45') - 1 })))
      .thenRefused('not-open-yet');
    const late = setting({ now: at('12:00', '2027-05-20') });
    expect(
      given(lesson)(scheduled())
        .when(give(ANNA, '5', {}, late))
        .facts(),
    ).toHaveLength(1);
  });

  it('is refused on a lesson that does not take place', () => {
    given(lesson)(scheduled(), cancelled).when(give(ANNA, '5')).thenRefused('lesson-cancelled');
  });

  const scales: [string, Setting, Mark[]][] = [
    ['marks', setting(), ['2', '3', '4', '5']],
    ['marks with 1 by policy', setting({ policy: { markOne: true } }), ['1', '2', '3', '4', '5']],
    ['pass or fail', setting({ grading: 'pass-fail' }), ['pass', 'fail']],
    ['marks where nobody said', setting({ grading: null }), ['2', '3', '4', '5']],
  ];
  it.each(scales)('keeps to the scale: %s', (_, where, allowed) => {
    for (const value of marks) {
      const attempt = given(lesson)(scheduled()).when(give(ANNA, value, {}, where));
      if (allowed.includes(value)) expect(attempt.facts()).toHaveLength(1);
      else attempt.thenRefused('mark-out-of-scale');
    }
  });

  it('is refused where the register gives none, and in grade 1 where nobody said', () => {
    const none = setting({ grading: 'none' });
    given(lesson)(scheduled())
      .when(give(ANNA, '5', {}, none))
      .thenRefused('no-marks-here');
    const gradeOne = setting({ grading: null, grade: 1 });
    given(lesson)(scheduled())
      .when(give(ANNA, '5', {}, gradeOne))
      .thenRefused('no-marks-here');
  });

  it('takes the grading of the lesson’s date, not of today', () => {
    const where = setting({ now: at('12:00', '2027-02-01') });
    const gradings = [
      { grading: 'pass-fail' as const, from: '2026-09-01' },
      { grading: 'marks' as const, from: '2027-01-10' },
    ];
    const changed = { ...where, register: { ...where.register, gradings } };
    given(lesson)(scheduled())
      .when(give(ANNA, '5', {}, changed))
      .thenRefused('mark-out-of-scale');
    expect(
      given(lesson)(scheduled())
        .when(give(ANNA, 'pass', {}, changed))
        .facts(),
    ).toHaveLength(1);
  });
});

describe('work done later', () => {
  const nextDay = setting({ now: at('12:00', '2026-10-08') });
  const absent = marked(ANNA, 'absent');

  it('is asked for when the pupil was absent', () => {
    given(lesson)(scheduled(), absent)
      .when(give(ANNA, '4', {}, nextDay))
      .thenRefused('pupil-absent');
    const [fact] = given(lesson)(scheduled(), absent)
      .when(give(ANNA, '4', { doneOn: '2026-10-08' }, nextDay))
      .facts();
    expect(fact!.data).toMatchObject({ doneOn: '2026-10-08' });
  });

  it('is asked for no longer when the pupil was only late, or present after all', () => {
    expect(given(lesson)(scheduled(), marked(ANNA, 'late')).when(give(ANNA, '4')).facts()).toHaveLength(1);
    expect(given(lesson)(scheduled(), absent).when(give(BORIS, '4')).facts()).toHaveLength(1);
  });

  it('lies between the lesson and today', () => {
    for (const doneOn of ['2026-10-05', '2026-10-09', 'yesterday']) {
      given(lesson)(scheduled(), absent)
        .when(give(ANNA, '4', { doneOn }, nextDay))
        .thenRefused('done-on-out-of-range');
    }
  });

  it('on the lesson’s own day says something only of a pupil who was absent', () => {
    const dataOf = (...facts: LessonEvent[]) =>
      given(lesson)(scheduled(), ...facts)
        .when(give(ANNA, '4', { doneOn: DATE }))
        .facts()[0]!.data;
    expect(dataOf()).not.toHaveProperty('doneOn');
    expect(dataOf(absent)).toMatchObject({ doneOn: DATE });
  });
});

describe('several marks in one cell', () => {
  const first = done(markGiven('m1', ANNA, '4'), 2);

  it('are given by who has seen the first', () => {
    const second = (basedOn: string | null) =>
      given(lesson)(scheduled(), workSet(), first).when(give(ANNA, '5', { workId: 'work-1', basedOn }));
    expect(second('event-2').facts()).toHaveLength(1);
    const refused = second(null).thenRefused('changed-meanwhile');
    expect(refused.more).toMatchObject({ yours: '5', standing: { value: '4', eventId: 'event-2' } });
  });

  it('do not conflict over different works or pupils', () => {
    expect(given(lesson)(scheduled(), workSet(), first).when(give(ANNA, '5')).facts()).toHaveLength(1);
    const other = give(BORIS, '5', { workId: 'work-1' });
    expect(given(lesson)(scheduled(), workSet(), first).when(other).facts()).toHaveLength(1);
  });

  it('are empty again once all were taken back', () => {
    const facts = (basedOn: string | null) =>
      given(lesson)(scheduled(), workSet(), first, done(revoked('m1'), 3))
        .when(give(ANNA, '5', { workId: 'work-1', basedOn }))
        .facts();
    expect(facts(null)).toHaveLength(1);
    expect(facts('event-3')).toHaveLength(1);
    expect(() => facts('event-2')).toThrow('changed-meanwhile');
  });

  it('show the last one that stands', () => {
    const second = done(markGiven('m2', ANNA, '3'), 3);
    const facts = [scheduled(), workSet(), first, second, done(revoked('m2'), 4)];
    const again = give(ANNA, '5', { workId: 'work-1', basedOn: 'event-2' });
    expect(
      given(lesson)(...facts)
        .when(again)
        .facts(),
    ).toHaveLength(1);
  });
});

describe('correcting and revoking', () => {
  const stands = done(markGiven('m1', ANNA, '4'), 1, { accountId: 'account-2' });

  it('names the reason', () => {
    given(lesson)(scheduled(), stands)
      .when(correct('5', { reason: 'checking-error' }))
      .then({
        type: 'MarkCorrected',
        data: { lessonId: LESSON, markId: 'm1', pupilId: ANNA, value: '5', reason: 'checking-error' },
      });
    given(lesson)(scheduled(), stands).when(correct('5')).thenRefused('reason-needed');
    given(lesson)(scheduled(), stands)
      .when(revoke({ reason: 'wrong-pupil' }))
      .then({
        type: 'MarkRevoked',
        data: { lessonId: LESSON, markId: 'm1', pupilId: ANNA, reason: 'wrong-pupil' },
      });
    given(lesson)(scheduled(), stands).when(revoke()).thenRefused('reason-needed');
  });

  it('changes nothing the second time', () => {
    given(lesson)(scheduled(), stands).when(correct('4')).thenNothing();
    given(lesson)(scheduled(), stands, revoked('m1')).when(revoke()).thenNothing();
  });

  it('has seen the value that it changes', () => {
    const corrected = done(
      {
        type: 'MarkCorrected',
        data: { lessonId: LESSON, markId: 'm1', pupilId: ANNA, value: '3', reason: 'typo' },
      },
      2,
    );
    const refused = given(lesson)(scheduled(), stands, corrected)
      .when(correct('5', { reason: 'typo' }))
      .thenRefused('changed-meanwhile');
    expect(refused.more).toMatchObject({ yours: '5', standing: { value: '3', eventId: 'event-2' } });
  });

  it('does not bring a revoked mark back', () => {
    given(lesson)(scheduled(), stands, done(revoked('m1'), 2))
      .when(correct('5', { basedOn: 'event-2', reason: 'typo' }))
      .thenRefused('mark-revoked');
  });

  it('knows the marks of this lesson only', () => {
    given(lesson)(scheduled()).when(correct('5')).thenRefused('no-such-mark');
    given(lesson)(scheduled()).when(revoke()).thenRefused('no-such-mark');
  });

  it('keeps to the scale, and works on a cancelled lesson and for who has left', () => {
    const ofLeft = done(markGiven('m1', LEFT, '4'), 1);
    given(lesson)(scheduled(), ofLeft)
      .when(correct('1', { reason: 'typo' }))
      .thenRefused('mark-out-of-scale');
    expect(given(lesson)(scheduled(), ofLeft, cancelled).when(correct('5')).facts()).toHaveLength(1);
    expect(given(lesson)(scheduled(), ofLeft, cancelled).when(revoke()).facts()).toHaveLength(1);
  });
});

describe('a retake', () => {
  const first = markGiven('m1', ANNA, '2', { workId: defaultWorkOf(LESSON) });
  const retake = markGiven('m2', ANNA, '4', { workId: defaultWorkOf(LESSON), retakeOf: 'm1' });
  const again = (more: Partial<ActionOf<'give-mark'>> = {}): LessonCommand =>
    give(ANNA, '4', { retakeOf: 'm1', basedOn: 'event-1', ...more });

  it('is a new mark for the same work; the old one stays', () => {
    given(lesson)(scheduled(), first)
      .when(again())
      .then({
        type: 'MarkGiven',
        data: {
          lessonId: LESSON,
          markId,
          workId: defaultWorkOf(LESSON),
          pupilId: ANNA,
          value: '4',
          retakeOf: 'm1',
          basis,
        },
      });
    given(lesson)(scheduled(), workSet(), first)
      .when(again({ workId: 'work-1' }))
      .thenRefused('other-work');
  });

  it('is of a mark of the same pupil that stands and was not retaken', () => {
    given(lesson)(scheduled()).when(again()).thenRefused('no-such-mark');
    given(lesson)(scheduled(), first)
      .when(again({ pupilId: BORIS }))
      .thenRefused('other-pupil');
    given(lesson)(scheduled(), first, revoked('m1')).when(again()).thenRefused('mark-revoked');
    given(lesson)(scheduled(), first, retake).when(again()).thenRefused('already-retaken');
    const next = again({ retakeOf: 'm2', basedOn: 'event-2' });
    expect(given(lesson)(scheduled(), first, retake).when(next).facts()).toHaveLength(1);
  });

  it('keeps the mark that it retakes from being revoked before it', () => {
    given(lesson)(scheduled(), first, retake)
      .when(revoke({ reason: 'typo' }))
      .thenRefused('has-retake');
    const both = given(lesson)(scheduled(), first, retake, revoked('m2'));
    expect(both.when(revoke({ reason: 'typo' })).facts()).toHaveLength(1);
  });
});

describe('works', () => {
  const set = (more: Partial<ActionOf<'set-work'>> = {}): LessonCommand => ({
    kind: 'RecordEntry',
    action: {
      kind: 'set-work',
      workId: 'work-1',
      workType: 'test',
      weight: 2,
      title: null,
      basedOn: null,
      ...more,
    },
    setting: setting({ now: at('09:00', '2026-09-01') }),
  });
  const remove = (workId = 'work-1', basedOn: string | null = 'event-1'): LessonCommand => ({
    kind: 'RecordEntry',
    action: { kind: 'remove-work', workId, basedOn },
    setting: setting(),
  });

  it('are set any time, the default one too', () => {
    given(lesson)(scheduled()).when(set()).then(workSet());
    given(lesson)(scheduled(), workSet()).when(set()).thenNothing();
    given(lesson)(scheduled())
      .when(set({ workId: defaultWorkOf(LESSON), workType: 'classwork', weight: 1 }))
      .thenNothing();
    expect(
      given(lesson)(scheduled())
        .when(set({ workId: defaultWorkOf(LESSON) }))
        .facts(),
    ).toHaveLength(1);
  });

  it('weigh 0.1 to 10 in tenths', () => {
    for (const weight of [0, 0.05, 10.1, 1.25, Number.NaN]) {
      given(lesson)(scheduled()).when(set({ weight })).thenRefused('invalid');
    }
    for (const weight of [0.1, 0.3, 1.5, 10]) {
      expect(given(lesson)(scheduled()).when(set({ weight })).facts()).toHaveLength(1);
    }
  });

  it('are of a known type and have a bounded title', () => {
    given(lesson)(scheduled())
      .when(set({ workType: 'nap' as 'test' }))
      .thenRefused('invalid');
    given(lesson)(scheduled())
      .when(set({ title: 'x'.repeat(201) }))
      .thenRefused('too-long');
  });

  it('are removed when no mark stands for them', () => {
    given(lesson)(scheduled(), workSet())
      .when(remove())
      .then({ type: 'WorkRemoved', data: { lessonId: LESSON, workId: 'work-1' } });
    given(lesson)(scheduled(), workSet(), markGiven('m1', ANNA, '5'))
      .when(remove())
      .thenRefused('work-has-marks');
    const empty = given(lesson)(scheduled(), workSet(), markGiven('m1', ANNA, '5'), revoked('m1'));
    expect(empty.when(remove()).facts()).toHaveLength(1);
    given(lesson)(scheduled()).when(remove()).thenRefused('no-such-work');
    given(lesson)(scheduled())
      .when(remove(defaultWorkOf(LESSON)))
      .thenRefused('default-work');
  });

  it('are removed once, and are not changed unseen', () => {
    const removed: LessonEvent = { type: 'WorkRemoved', data: { lessonId: LESSON, workId: 'work-1' } };
    given(lesson)(scheduled(), workSet(), removed).when(remove()).thenNothing();
    given(lesson)(scheduled(), workSet())
      .when(set({ weight: 3 }))
      .thenRefused('changed-meanwhile');
    given(lesson)(scheduled(), workSet()).when(remove('work-1', null)).thenRefused('changed-meanwhile');
  });
});
