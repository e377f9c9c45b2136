import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import type { Mark } from '../lesson/lesson.events.ts';
import { ANNA, at, basis, BORIS, DATE, LEFT, setting } from '../lesson/lesson-samples.ts';
import { entryIdOf, type Setting } from '../lesson/setting.ts';
import { datedWork, type WorkAction, type WorkCommand } from './work.ts';
import type { DatedWorkEvent } from './work.events.ts';

const WORK = 'work-1';
const year = { from: '2026-09-01', to: '2027-05-31' };
const lessons = new Map([
  ['own-lesson', 'register-1'],
  ['other-lesson', 'register-2'],
  ['no-lesson', null],
]);
const markId = entryIdOf(setting().commandId, 0);

const doing = (action: WorkAction, where: Setting = setting()): WorkCommand => ({
  workId: WORK,
  action,
  setting: where,
  year,
  lessons,
});
const set = (more: Partial<Extract<WorkAction, { kind: 'set-dated-work' }>> = {}, where?: Setting) =>
  doing(
    {
      kind: 'set-dated-work',
      workType: 'control',
      weight: 3,
      title: 'Срез',
      date: DATE,
      lessonIds: [],
      basedOn: null,
      ...more,
    },
    where,
  );
const give = (
  pupilId: string,
  value: Mark,
  more: Partial<Extract<WorkAction, { kind: 'give-mark' }>> = {},
  where?: Setting,
) => doing({ kind: 'give-mark', pupilId, value, basedOn: null, ...more }, where);

const workSet = (more: { date?: string; lessonIds?: string[] } = {}): DatedWorkEvent => ({
  type: 'DatedWorkSet',
  data: {
    workId: WORK,
    registerId: 'register-1',
    subjectId: 'algebra',
    kind: 'class',
    groupIds: ['5a'],
    workType: 'control',
    weight: 3,
    title: 'Срез',
    date: DATE,
    lessonIds: [],
    ...more,
    basis,
  },
});
const marked = (
  id: string,
  pupilId: string,
  value: Mark,
  more: { retakeOf?: string } = {},
): DatedWorkEvent => ({
  type: 'DatedWorkMarked',
  data: { workId: WORK, markId: id, pupilId, value, ...more, basis },
});

describe('setting a work beyond one lesson', () => {
  it('needs no lesson: it has its date', () => given(datedWork)().when(set()).then(workSet()));

  it('may span lessons of its register, and no others', () => {
    given(datedWork)()
      .when(set({ lessonIds: ['own-lesson', 'own-lesson'] }))
      .then(workSet({ lessonIds: ['own-lesson'] }));
    given(datedWork)()
      .when(set({ lessonIds: ['other-lesson'] }))
      .thenRefused('other-register');
    const refused = given(datedWork)()
      .when(set({ lessonIds: ['own-lesson', 'no-lesson'] }))
      .thenRefused('not-found');
    expect([refused.status, refused.more.errors?.[0]?.field]).toEqual([404, 'lessonIds[1]']);
  });

  it('lies in the academic year', () => {
    for (const date of ['2026-08-31', '2027-06-01', '2026-02-30']) {
      given(datedWork)().when(set({ date })).thenRefused('outside-year');
    }
  });

  it('overwrites nothing unseen, and changes nothing that it says already', () => {
    given(datedWork)(workSet()).when(set()).thenNothing();
    given(datedWork)(workSet())
      .when(set({ weight: 2 }))
      .thenRefused('changed-meanwhile');
    const facts = given(datedWork)(workSet())
      .when(set({ weight: 2, basedOn: 'event-0' }))
      .facts();
    expect(facts).toMatchObject([{ type: 'DatedWorkSet', data: { weight: 2 } }]);
  });

  it('moves to a day on which its marks could have been given', () => {
    const marks = [workSet(), marked('m1', ANNA, '5')] as const;
    const moved = (date: string) => given(datedWork)(...marks).when(set({ date, basedOn: 'event-0' }));
    expect(moved('2026-10-05').facts()).toHaveLength(1);
    moved('2026-08-31').thenRefused('outside-year');
    moved('2026-10-07').thenRefused('work-has-marks');
    given(datedWork)(workSet({ date: '2026-10-05' }), marked('m1', LEFT, '5'))
      .when(set({ basedOn: 'event-0' }))
      .thenRefused('pupil-not-in-group');
  });

  it('is of one register for ever', () => {
    const elsewhere = setting();
    const where = { ...elsewhere, register: { ...elsewhere.register, registerId: 'register-2' } };
    given(datedWork)(workSet()).when(set({}, where)).thenRefused('not-found');
    given(datedWork)(workSet())
      .when(give(ANNA, '5', {}, where))
      .thenRefused('not-found');
  });

  it('takes a mark back only once, also after it was removed itself', () => {
    const back: DatedWorkEvent = {
      type: 'DatedWorkMarkRevoked',
      data: { workId: WORK, markId: 'm1', pupilId: ANNA, reason: 'typo' },
    };
    const removed: DatedWorkEvent = { type: 'DatedWorkRemoved', data: { workId: WORK } };
    given(datedWork)(workSet(), marked('m1', ANNA, '5'), back, removed)
      .when(doing({ kind: 'revoke-mark', markId: 'm1', basedOn: 'event-2', reason: 'typo' }))
      .thenNothing();
  });

  it('is taken back when no mark stands for it', () => {
    const remove = doing({ kind: 'remove-dated-work', basedOn: 'event-0' });
    given(datedWork)(workSet())
      .when(remove)
      .then({ type: 'DatedWorkRemoved', data: { workId: WORK } });
    given(datedWork)(workSet(), marked('m1', ANNA, '5'))
      .when(remove)
      .thenRefused('work-has-marks');
    const removed: DatedWorkEvent = { type: 'DatedWorkRemoved', data: { workId: WORK } };
    given(datedWork)(workSet(), removed).when(remove).thenNothing();
    given(datedWork)(workSet(), removed).when(give(ANNA, '5')).thenRefused('not-found');
  });
});

describe('a mark for it', () => {
  it('is for a pupil of the register on the work’s date', () => {
    given(datedWork)(workSet())
      .when(give(ANNA, '5'))
      .then(marked(markId, ANNA, '5'));
    given(datedWork)(workSet()).when(give(LEFT, '5')).thenRefused('pupil-not-in-group');
    given(datedWork)(workSet({ date: '2026-10-05' }))
      .when(give(LEFT, '5'))
      .then(marked(markId, LEFT, '5'));
  });

  it('is given on the work’s day or later, however late', () => {
    given(datedWork)(workSet({ date: '2026-10-07' }))
      .when(give(ANNA, '5'))
      .thenRefused('not-open-yet');
    const late = setting({ now: at('09:10', '2027-05-30') });
    expect(
      given(datedWork)(workSet())
        .when(give(ANNA, '5', {}, late))
        .facts(),
    ).toHaveLength(1);
  });

  it('is on the register’s scale', () => {
    given(datedWork)(workSet())
      .when(give(ANNA, '5', {}, setting({ grading: 'none' })))
      .thenRefused('no-marks-here');
    given(datedWork)(workSet())
      .when(give(ANNA, '5', {}, setting({ grading: 'pass-fail' })))
      .thenRefused('mark-out-of-scale');
    given(datedWork)(workSet()).when(give(ANNA, '1')).thenRefused('mark-out-of-scale');
  });

  it('says when it was done later', () => {
    const later = setting({ now: at('09:10', '2026-10-09') });
    const on = (doneOn: string) => given(datedWork)(workSet()).when(give(ANNA, '5', { doneOn }, later));
    expect(on('2026-10-08').facts()).toMatchObject([{ data: { doneOn: '2026-10-08' } }]);
    on(DATE).then(marked(markId, ANNA, '5'));
    on('2026-10-05').thenRefused('done-on-out-of-range');
    on('2026-10-10').thenRefused('done-on-out-of-range');
  });

  it('overwrites no colleague’s mark unseen', () => {
    const stands = [workSet(), marked('m1', ANNA, '4')] as const;
    given(datedWork)(...stands)
      .when(give(ANNA, '5'))
      .thenRefused('changed-meanwhile');
    expect(
      given(datedWork)(...stands)
        .when(give(ANNA, '5', { basedOn: 'event-1' }))
        .facts(),
    ).toHaveLength(1);
    expect(
      given(datedWork)(...stands)
        .when(give(BORIS, '5'))
        .facts(),
    ).toHaveLength(1);
  });

  it('is retaken once by another mark of the same pupil', () => {
    const retake = { retakeOf: 'm1', basedOn: 'event-1' };
    const stands = [workSet(), marked('m1', ANNA, '2')] as const;
    given(datedWork)(...stands)
      .when(give(ANNA, '4', retake))
      .then(marked(markId, ANNA, '4', { retakeOf: 'm1' }));
    given(datedWork)(...stands)
      .when(give(BORIS, '4', retake))
      .thenRefused('other-pupil');
    given(datedWork)(...stands, marked('m2', ANNA, '3', { retakeOf: 'm1' }))
      .when(give(ANNA, '4', { ...retake, basedOn: 'event-2' }))
      .thenRefused('already-retaken');
  });

  it('is corrected and revoked with a reason, by who saw it', () => {
    const stands = given(datedWork)(workSet(), marked('m1', ANNA, '4'));
    const correct = { kind: 'correct-mark', markId: 'm1', value: '5', basedOn: 'event-1' } as const;
    const revoke = { kind: 'revoke-mark', markId: 'm1', basedOn: 'event-1' } as const;
    const why = { reason: 'checking-error' } as const;
    const mark = { workId: WORK, markId: 'm1', pupilId: ANNA };
    stands
      .when(doing({ ...correct, ...why }))
      .then({ type: 'DatedWorkMarkCorrected', data: { ...mark, value: '5', ...why } });
    stands
      .when(doing({ ...revoke, ...why }))
      .then({ type: 'DatedWorkMarkRevoked', data: { ...mark, ...why } });
    stands.when(doing(correct)).thenRefused('reason-needed');
    stands.when(doing(revoke)).thenRefused('reason-needed');
    stands.when(doing({ ...correct, ...why, basedOn: null })).thenRefused('changed-meanwhile');
    stands.when(doing({ ...revoke, ...why, basedOn: null })).thenRefused('changed-meanwhile');
    stands.when(doing({ ...revoke, ...why, markId: 'm2' })).thenRefused('no-such-mark');
  });
});
