import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import type { LessonAction } from './actions.ts';
import { lesson, type LessonCommand } from './lesson.ts';
import type { LessonEvent } from './lesson.events.ts';
import {
  ANNA,
  at,
  basis,
  BORIS,
  done,
  LESSON,
  markGiven,
  marked,
  scheduled,
  setting,
} from './lesson-samples.ts';
import type { Setting } from './setting.ts';
import { entryIdOf } from './setting.ts';

const record = (action: LessonAction, where: Setting = setting()): LessonCommand => ({
  kind: 'RecordEntry',
  action,
  setting: where,
});
const recordAll = (actions: LessonAction[], where: Setting = setting()): LessonCommand => ({
  kind: 'RecordEntries',
  actions,
  setting: where,
});
const entryId = (action = 0, pupil?: string): string => entryIdOf(setting().commandId, action, pupil);

const system: Partial<Setting> = { actor: { accountId: 'job', role: 'system', sessionId: null } };
const imported: Partial<Setting> = { imported: { source: 'old journal' } };
const cancelled: LessonEvent = {
  type: 'LessonCancelled',
  data: { lessonId: LESSON, reason: 'Frost', document: null, afterEnd: false },
};

describe('the topic', () => {
  const set = (topic: string, basedOn: string | null = null, planned = false): LessonAction => ({
    kind: 'set-topic',
    topic,
    planned,
    basedOn,
  });
  const topicSet = (topic: string, planned = false): LessonEvent => ({
    type: 'TopicSet',
    data: { lessonId: LESSON, topic, planned },
  });

  it('is recorded, long before and long after the lesson', () => {
    for (const now of [at('09:00', '2026-08-20'), at('09:10'), at('09:00', '2027-05-20')]) {
      given(lesson)(scheduled())
        .when(record(set(' Fractions '), setting({ now })))
        .then(topicSet('Fractions'));
    }
  });

  it('changes nothing when it says the same', () => {
    given(lesson)(scheduled(), topicSet('Fractions'))
      .when(record(set('Fractions')))
      .thenNothing();
    given(lesson)(scheduled())
      .when(record(set('  ')))
      .thenNothing();
  });

  it('is cleared by an empty text', () =>
    given(lesson)(scheduled(), topicSet('Fractions'))
      .when(record(set('', 'event-1')))
      .then(topicSet('')));

  it('is planned first and recorded later', () =>
    given(lesson)(scheduled(), topicSet('Fractions', true))
      .when(record(set('Fractions', 'event-1')))
      .then(topicSet('Fractions')));

  it('is not replaced by a plan once it was recorded', () => {
    given(lesson)(scheduled(), topicSet('Fractions'))
      .when(record(set('Decimals', 'event-1', true)))
      .thenRefused('topic-recorded');
    given(lesson)(scheduled(), topicSet('Fractions', true))
      .when(record(set('Decimals', 'event-1', true)))
      .then(topicSet('Decimals', true));
  });

  it('has a bounded length', () => {
    given(lesson)(scheduled())
      .when(record(set('x'.repeat(501))))
      .thenRefused('too-long');
  });

  it('is kept on a cancelled lesson too: it is no entry', () =>
    given(lesson)(scheduled(), cancelled)
      .when(record(set('Fractions')))
      .then(topicSet('Fractions')));

  it('cannot be set where there is no lesson any more', () => {
    given(lesson)()
      .when(record(set('x')))
      .thenRefused('not-found');
    given(lesson)(scheduled(), { type: 'LessonUnplanned', data: { lessonId: LESSON } })
      .when(record(set('x')))
      .thenRefused('lesson-unplanned');
  });
});

describe('homework', () => {
  const set = (text: string, dueDate: string | null = null, basedOn: string | null = null): LessonAction => ({
    kind: 'set-homework',
    text,
    dueDate,
    basedOn,
  });
  const homeworkSet = (text: string, dueDate: string | null = null): LessonEvent => ({
    type: 'HomeworkSet',
    data: { lessonId: LESSON, text, dueDate },
  });

  it('is set with the day it is due', () =>
    given(lesson)(scheduled())
      .when(record(set('№ 5', '2026-10-08')))
      .then(homeworkSet('№ 5', '2026-10-08')));

  it('is not due before its lesson', () => {
    given(lesson)(scheduled())
      .when(record(set('№ 5', '2026-10-05')))
      .thenRefused('due-before-lesson');
    given(lesson)(scheduled())
      .when(record(set('№ 5', '2026-02-30')))
      .thenRefused('due-before-lesson');
  });

  it('is cleared with its day', () => {
    given(lesson)(scheduled(), homeworkSet('№ 5', '2026-10-08'))
      .when(record(set('', '2026-10-08', 'event-1')))
      .then(homeworkSet(''));
    given(lesson)(scheduled(), homeworkSet('№ 5'))
      .when(record(set('№ 5')))
      .thenNothing();
  });

  it('is set in grade 1 only by policy', () => {
    const gradeOne = { grade: 1, policy: { homeworkInGradeOne: false } };
    given(lesson)(scheduled())
      .when(record(set('Draw'), setting(gradeOne)))
      .thenRefused('no-homework-in-grade-one');
    given(lesson)(scheduled())
      .when(record(set('Draw'), setting({ grade: 1 })))
      .then(homeworkSet('Draw'));
    given(lesson)(scheduled(), homeworkSet('Draw'))
      .when(record(set('', null, 'event-1'), setting(gradeOne)))
      .then(homeworkSet(''));
  });

  it('has a bounded length', () => {
    given(lesson)(scheduled())
      .when(record(set('x'.repeat(2001))))
      .thenRefused('too-long');
  });
});

describe('the comment', () => {
  const set = (sealed: string, basedOn: string | null = null): LessonAction => ({
    kind: 'set-comment',
    sealed,
    basedOn,
  });
  const commented = (id: string, sealed: string): LessonEvent => ({
    type: 'LessonCommented',
    data: { lessonId: LESSON, entryId: id, sealed },
  });

  it('is an entry, open before the lesson too', () =>
    given(lesson)(scheduled())
      .when(record(set('s1'), setting({ now: at('09:00', '2026-10-01') })))
      .then(commented(entryId(), 's1')));

  it('stays the same entry until it is cleared', () => {
    given(lesson)(scheduled(), commented('e1', 's1'))
      .when(record(set('s2', 'event-1')))
      .then(commented('e1', 's2'));
    given(lesson)(scheduled(), commented('e1', 's1'))
      .when(record(set('', 'event-1')))
      .then(commented('e1', ''));
    given(lesson)(scheduled(), commented('e1', 's1'), commented('e1', ''))
      .when(record(set('s3')))
      .then(commented(entryId(), 's3'));
    given(lesson)(scheduled())
      .when(record(set('')))
      .thenNothing();
  });

  it('is taken by no cancelled lesson, but can be cleared there', () => {
    given(lesson)(scheduled(), cancelled)
      .when(record(set('s')))
      .thenRefused('lesson-cancelled');
    given(lesson)(scheduled(), commented('e1', 's1'), cancelled)
      .when(record(set('', 'event-1')))
      .then(commented('e1', ''));
  });
});

describe('held', () => {
  const state: LessonAction = { kind: 'state-held', basedOn: null };
  const held: LessonEvent = { type: 'LessonHeld', data: { lessonId: LESSON, entryId: 'e1' } };

  it('is stated once', () => {
    given(lesson)(scheduled())
      .when(record(state))
      .then({ type: 'LessonHeld', data: { lessonId: LESSON, entryId: entryId() } });
    given(lesson)(scheduled(), held).when(record(state)).thenNothing();
  });

  it('opens fifteen minutes before the lesson, or as the policy says', () => {
    const early = given(lesson)(scheduled())
      .when(record(state, setting({ now: at('08:45') - 1 })))
      .thenRefused('not-open-yet');
    expect(early.more).toMatchObject({ opensAt: '2026-10-06T05:45:00.000Z' });
    expect(
      given(lesson)(scheduled())
        .when(record(state, setting({ now: at('08:45') })))
        .facts(),
    ).toHaveLength(1);
    given(lesson)(scheduled())
      .when(record(state, setting({ now: at('08:45'), policy: { opensBeforeMinutes: 5 } })))
      .thenRefused('not-open-yet');
  });

  it('is accepted however late', () =>
    expect(
      given(lesson)(scheduled())
        .when(record(state, setting({ now: at('09:00', '2027-05-30') })))
        .facts(),
    ).toHaveLength(1));

  it('is withdrawn with a reason', () => {
    const withdraw = (more: object): LessonAction => ({ kind: 'withdraw-held', basedOn: 'event-1', ...more });
    given(lesson)(scheduled(), done(held, 1, { accountId: 'account-2' }))
      .when(record(withdraw({ reason: 'checking-error' })))
      .then({ type: 'HeldWithdrawn', data: { lessonId: LESSON, entryId: 'e1', reason: 'checking-error' } });
    given(lesson)(scheduled(), done(held, 1, { accountId: 'account-2' }))
      .when(record(withdraw({})))
      .thenRefused('reason-needed');
    given(lesson)(scheduled())
      .when(record(withdraw({})))
      .thenNothing();
  });

  it('is stated anew as another entry after it was withdrawn', () =>
    given(lesson)(scheduled(), held, {
      type: 'HeldWithdrawn',
      data: { lessonId: LESSON, entryId: 'e1', reason: 'typo' },
    })
      .when(record(state))
      .then({ type: 'LessonHeld', data: { lessonId: LESSON, entryId: entryId() } }));
});

describe('the roll call', () => {
  const taken: LessonEvent = { type: 'RollCallTaken', data: { lessonId: LESSON, entryId: 'r1', basis } };
  const take = (...pupils: [string, 'absent' | 'late' | 'present'][]): LessonAction => ({
    kind: 'take-roll-call',
    exceptions: pupils.map(([pupilId, value]) => ({ pupilId, value, code: null, basedOn: null })),
  });

  it('is one act for everybody, with its exceptions', () =>
    given(lesson)(scheduled())
      .when(record(take([ANNA, 'absent'], [BORIS, 'late'])))
      .then(
        { type: 'RollCallTaken', data: { lessonId: LESSON, entryId: entryId(), basis } },
        {
          type: 'AttendanceMarked',
          data: {
            lessonId: LESSON,
            entryId: entryId(0, ANNA),
            pupilId: ANNA,
            value: 'absent',
            code: null,
            basis,
          },
        },
        {
          type: 'AttendanceMarked',
          data: {
            lessonId: LESSON,
            entryId: entryId(0, BORIS),
            pupilId: BORIS,
            value: 'late',
            code: null,
            basis,
          },
        },
      ));

  it('taken again records only what is new', () => {
    given(lesson)(scheduled(), taken).when(record(take())).thenNothing();
    const again = given(lesson)(scheduled(), taken, marked(ANNA, 'absent'))
      .when(record(take([ANNA, 'absent'], [BORIS, 'late'])))
      .facts();
    expect(again.map(({ type }) => type)).toEqual(['AttendanceMarked']);
  });

  it('says one thing of a pupil who is named twice', () => {
    const twice = given(lesson)(scheduled())
      .when(record(take([ANNA, 'absent'], [ANNA, 'absent'])))
      .facts();
    expect(twice.map(({ type }) => type)).toEqual(['RollCallTaken', 'AttendanceMarked']);
  });

  it('names the exception that breaks a rule', () => {
    const refused = given(lesson)(scheduled())
      .when(record(take([ANNA, 'absent'], ['stranger', 'late'])))
      .thenRefused('pupil-not-in-group');
    expect(refused.more.errors?.[0]).toMatchObject({ field: 'exceptions[1].pupilId' });
  });

  it('opens with the lesson, and not on a cancelled one', () => {
    given(lesson)(scheduled())
      .when(record(take(), setting({ now: at('08:00') })))
      .thenRefused('not-open-yet');
    given(lesson)(scheduled(), cancelled).when(record(take())).thenRefused('lesson-cancelled');
  });

  it('is withdrawn, and the pupils named stay named', () => {
    given(lesson)(scheduled(), done(taken, 1))
      .when(record({ kind: 'withdraw-roll-call', basedOn: 'event-1' }))
      .then({ type: 'RollCallWithdrawn', data: { lessonId: LESSON, entryId: 'r1', reason: 'typo' } });
    given(lesson)(scheduled())
      .when(record({ kind: 'withdraw-roll-call', basedOn: null }))
      .thenNothing();
  });
});

describe('many actions in one step', () => {
  const absent = (pupilId: string): LessonAction => ({
    kind: 'set-attendance',
    pupilId,
    value: 'absent',
    code: null,
    basedOn: null,
  });
  const mark = (pupilId: string, value: '4' | '5' = '5'): LessonAction => ({
    kind: 'give-mark',
    workId: null,
    pupilId,
    value,
    basedOn: null,
  });

  it('each sees what the ones before it did', () => {
    const refused = given(lesson)(scheduled())
      .when(recordAll([absent(ANNA), mark(ANNA)]))
      .thenRefused('pupil-absent');
    expect(refused.more).toMatchObject({ action: 1, errors: [{ field: 'actions[1].doneOn' }] });
  });

  it('a mark comes with the attendance corrected in the same step', () => {
    const present: LessonAction = {
      kind: 'set-attendance',
      pupilId: ANNA,
      value: 'present',
      code: null,
      basedOn: 'event-1',
      reason: 'checking-error',
    };
    const facts = given(lesson)(scheduled(), marked(ANNA, 'absent'))
      .when(recordAll([present, mark(ANNA)]))
      .facts();
    expect(facts.map(({ type }) => type)).toEqual(['AttendanceCleared', 'MarkGiven']);
  });

  it('all or nothing', () => {
    given(lesson)(scheduled())
      .when(recordAll([mark(ANNA), mark('stranger')]))
      .thenRefused('pupil-not-in-group');
  });

  it('gives every entry an id of its own', () => {
    const facts = given(lesson)(scheduled())
      .when(recordAll([mark(ANNA), mark(BORIS), mark(ANNA, '4')]))
      .facts();
    expect(facts.map((fact) => (fact.type === 'MarkGiven' ? fact.data.markId : null))).toEqual([
      entryId(0),
      entryId(1),
      entryId(2),
    ]);
  });

  it('one’s own action of a moment ago is no conflict', () => {
    const correct: LessonAction = { kind: 'correct-mark', markId: entryId(0), value: '4', basedOn: null };
    const facts = given(lesson)(scheduled())
      .when(recordAll([mark(ANNA), correct]))
      .facts();
    expect(facts.map(({ type }) => type)).toEqual(['MarkGiven', 'MarkCorrected']);
    expect(facts[1]!.data).toMatchObject({ reason: 'typo' });
  });

  it('has a bound', () => {
    given(lesson)(scheduled())
      .when(recordAll(Array.from({ length: 401 }, () => mark(ANNA))))
      .thenRefused('too-many-actions');
  });
});

describe('what somebody else recorded meanwhile', () => {
  const topic = (basedOn: string | null | undefined): LessonAction => ({
    kind: 'set-topic',
    topic: 'Mine',
    planned: false,
    basedOn,
  });
  const theirs = done({ type: 'TopicSet', data: { lessonId: LESSON, topic: 'Theirs', planned: false } }, 1, {
    accountId: 'account-2',
  });

  it('is shown beside one’s own value, not overwritten', () => {
    for (const basedOn of [null, 'event-0']) {
      const refused = given(lesson)(scheduled(), theirs)
        .when(record(topic(basedOn)))
        .thenRefused('changed-meanwhile');
      expect(refused.status).toBe(412);
      expect(refused.more).toMatchObject({
        yours: 'Mine',
        standing: {
          value: 'Theirs',
          eventId: 'event-1',
          by: 'person-of-account-2',
          recordedAt: '2026-10-06T06:10:00.000Z',
        },
        errors: [{ field: 'basedOn' }],
      });
    }
  });

  it('is overwritten by who has seen it', () =>
    given(lesson)(scheduled(), theirs)
      .when(record(topic('event-1')))
      .then({ type: 'TopicSet', data: { lessonId: LESSON, topic: 'Mine', planned: false } }));

  it('is no conflict when it says the same', () =>
    given(lesson)(scheduled(), theirs)
      .when(record({ kind: 'set-topic', topic: 'Theirs', planned: false, basedOn: null }))
      .thenNothing());

  it('is a conflict when it was cleared, unless one saw it empty', () => {
    const clearedBy = done({ type: 'TopicSet', data: { lessonId: LESSON, topic: '', planned: false } }, 2);
    const refused = given(lesson)(scheduled(), theirs, clearedBy)
      .when(record(topic('event-1')))
      .thenRefused('changed-meanwhile');
    expect(refused.more).toMatchObject({ standing: { value: null, eventId: 'event-2' } });
    for (const basedOn of [null, 'event-2']) {
      expect(
        given(lesson)(scheduled(), theirs, clearedBy)
          .when(record(topic(basedOn)))
          .facts(),
      ).toHaveLength(1);
    }
  });

  it('in another cell is no conflict', () => {
    const anotherCell: LessonAction = { kind: 'set-homework', text: '№ 5', dueDate: null, basedOn: null };
    expect(given(lesson)(scheduled(), theirs).when(record(anotherCell)).facts()).toHaveLength(1);
  });

  it('must be answered by every person’s action; the system and imports have seen nothing', () => {
    given(lesson)(scheduled())
      .when(record(topic(undefined)))
      .thenRefused('invalid');
    expect(
      given(lesson)(scheduled())
        .when(record(topic(undefined), setting(system)))
        .facts(),
    ).toHaveLength(1);
    expect(
      given(lesson)(scheduled())
        .when(record(topic(undefined), setting(imported)))
        .facts(),
    ).toHaveLength(1);
  });
});

describe('an import', () => {
  const where = setting(imported);

  it('marks its entries', () => {
    const facts = given(lesson)(scheduled())
      .when(
        recordAll(
          [
            { kind: 'state-held' },
            { kind: 'set-comment', sealed: 's' },
            { kind: 'take-roll-call', exceptions: [{ pupilId: BORIS, value: 'absent', code: 'ill' }] },
            { kind: 'give-mark', workId: null, pupilId: ANNA, value: '5' },
          ],
          where,
        ),
      )
      .facts();
    expect(facts).toHaveLength(5);
    for (const fact of facts) expect(fact.data).toMatchObject({ imported: { source: 'old journal' } });
  });

  it('does not open earlier than for people', () => {
    given(lesson)(scheduled())
      .when(record({ kind: 'state-held' }, setting({ ...imported, now: at('08:00') })))
      .thenRefused('not-open-yet');
  });

  it('corrects nothing', () => {
    const actions: LessonAction[] = [
      { kind: 'correct-mark', markId: 'm1', value: '4', reason: 'typo' },
      { kind: 'revoke-mark', markId: 'm1', reason: 'typo' },
      { kind: 'withdraw-held', reason: 'typo' },
      { kind: 'withdraw-roll-call', reason: 'typo' },
      { kind: 'remove-work', workId: 'w' },
    ];
    for (const action of actions) {
      given(lesson)(scheduled(), markGiven('m1', ANNA, '5'))
        .when(record(action, where))
        .thenRefused('not-by-import');
    }
  });

  it('changes nothing that people recorded', () => {
    const stands: LessonEvent[] = [
      scheduled(),
      { type: 'TopicSet', data: { lessonId: LESSON, topic: 'Theirs', planned: false } },
      { type: 'HomeworkSet', data: { lessonId: LESSON, text: 'Theirs', dueDate: null } },
      { type: 'LessonCommented', data: { lessonId: LESSON, entryId: 'c', sealed: 'theirs' } },
      marked(ANNA, 'absent'),
    ];
    const actions: LessonAction[] = [
      { kind: 'set-topic', topic: 'Other', planned: false },
      { kind: 'set-homework', text: 'Other', dueDate: null },
      { kind: 'set-comment', sealed: 'other' },
      { kind: 'set-attendance', pupilId: ANNA, value: 'late', code: null },
      { kind: 'set-attendance', pupilId: ANNA, value: 'present', code: null },
    ];
    for (const action of actions) {
      given(lesson)(...stands)
        .when(record(action, where))
        .thenRefused('already-recorded');
    }
  });

  it('may replace a planned topic', () =>
    given(lesson)(scheduled(), { type: 'TopicSet', data: { lessonId: LESSON, topic: 'Plan', planned: true } })
      .when(record({ kind: 'set-topic', topic: 'Other', planned: true }, where))
      .then({ type: 'TopicSet', data: { lessonId: LESSON, topic: 'Other', planned: true } }));
});
