import { describe, expect, it } from '@jest/globals';
import { instantOf } from '#kernel';
import { given } from '#kernel/testing';
import type { ArrangeLesson, Place } from './arranging.ts';
import { lesson } from './lesson.ts';
import type { LessonEvent } from './lesson.events.ts';
import { at, LESSON, scheduled, setting, ZONE } from './lesson-samples.ts';

const BEFORE = at('08:00');
const AT_THE_END = at('09:40');
const AFTER = AT_THE_END + 1;

const place = (more: Partial<Place> = {}): Place => ({
  date: '2026-10-09',
  number: 7,
  startsAt: instantOf('2026-10-09', '14:00', ZONE),
  endsAt: instantOf('2026-10-09', '14:40', ZONE),
  room: null,
  ...more,
});
const move = (now: number, to = place()): ArrangeLesson => ({
  kind: 'MoveLesson',
  to,
  reason: 'Olympiad',
  now,
});
const moved = (afterEnd: boolean, to = place()): LessonEvent => ({
  type: 'LessonMoved',
  data: { lessonId: LESSON, ...to, reason: 'Olympiad', afterEnd },
});
const cancel = (now: number, document: string | null = null): ArrangeLesson => ({
  kind: 'CancelLesson',
  reason: 'Frost',
  document,
  now,
});
const cancelled = (afterEnd: boolean, document: string | null = null): LessonEvent => ({
  type: 'LessonCancelled',
  data: { lessonId: LESSON, reason: 'Frost', document, afterEnd },
});
const unplanned: LessonEvent = { type: 'LessonUnplanned', data: { lessonId: LESSON } };

describe('moving a lesson', () => {
  it('says where it went and why', () => given(lesson)(scheduled()).when(move(BEFORE)).then(moved(false)));

  it('labels a move recorded after the planned end; exactly at the end is still before', () => {
    given(lesson)(scheduled()).when(move(AT_THE_END)).then(moved(false));
    given(lesson)(scheduled()).when(move(AFTER)).then(moved(true));
  });

  it('does not let a move after the end take the end back', () => {
    given(lesson)(scheduled(), moved(true)).when(cancel(AFTER)).thenRefused('document-needed');
    const elsewhere = place({ number: 8 });
    given(lesson)(scheduled(), moved(true)).when(move(AFTER, elsewhere)).then(moved(true, elsewhere));
  });

  it('counts the new end after a move in time', () =>
    given(lesson)(scheduled(), moved(false)).when(cancel(AFTER)).then(cancelled(false)));

  it('does nothing when it is there already', () =>
    given(lesson)(scheduled(), moved(false)).when(move(BEFORE)).thenNothing());

  it('refuses a lesson that ends before it starts', () => {
    given(lesson)(scheduled())
      .when(move(BEFORE, place({ endsAt: place().startsAt })))
      .thenRefused('invalid');
  });

  it('refuses a cancelled lesson, an unplanned one and one that never was', () => {
    given(lesson)(scheduled(), cancelled(false)).when(move(BEFORE)).thenRefused('lesson-cancelled');
    given(lesson)(scheduled(), unplanned).when(move(BEFORE)).thenRefused('lesson-unplanned');
    given(lesson)().when(move(BEFORE)).thenRefused('not-found');
  });

  it('needs a reason of bounded length', () => {
    given(lesson)(scheduled())
      .when({ ...move(BEFORE), reason: ' ' } as ArrangeLesson)
      .thenRefused('reason-needed');
    given(lesson)(scheduled())
      .when({ ...move(BEFORE), reason: 'x'.repeat(501) } as ArrangeLesson)
      .thenRefused('too-long');
  });
});

describe('cancelling a lesson', () => {
  it('needs only a reason beforehand', () =>
    given(lesson)(scheduled()).when(cancel(AT_THE_END)).then(cancelled(false)));

  it('needs a document once the planned end has passed', () => {
    given(lesson)(scheduled()).when(cancel(AFTER)).thenRefused('document-needed');
    given(lesson)(scheduled()).when(cancel(AFTER, '  ')).thenRefused('document-needed');
    given(lesson)(scheduled()).when(cancel(AFTER, 'пр. 12')).then(cancelled(true, 'пр. 12'));
  });

  it('is done once', () => {
    given(lesson)(scheduled(), cancelled(false)).when(cancel(BEFORE)).thenNothing();
    given(lesson)(scheduled(), cancelled(false))
      .when(cancel(BEFORE, 'пр. 1'))
      .thenRefused('lesson-cancelled');
  });

  it('is taken back by restoring', () => {
    const restore: ArrangeLesson = { kind: 'RestoreLesson', reason: 'Thaw' };
    const restored: LessonEvent = { type: 'LessonRestored', data: { lessonId: LESSON, reason: 'Thaw' } };
    given(lesson)(scheduled(), cancelled(false)).when(restore).then(restored);
    given(lesson)(scheduled(), cancelled(false), restored).when(restore).thenNothing();
    given(lesson)(scheduled(), unplanned).when(restore).thenRefused('lesson-unplanned');
  });
});

describe('substituting teachers', () => {
  const substitute = (...teacherIds: string[]): ArrangeLesson => ({
    kind: 'SubstituteTeachers',
    teacherIds,
    reason: 'Training',
  });
  const substituted = (...teacherIds: string[]): LessonEvent => ({
    type: 'LessonSubstituted',
    data: { lessonId: LESSON, teacherIds, replaced: ['teacher-1'], reason: 'Training' },
  });
  const withdraw: ArrangeLesson = { kind: 'WithdrawSubstitution', reason: 'Back' };
  const withdrawn: LessonEvent = {
    type: 'SubstitutionWithdrawn',
    data: { lessonId: LESSON, reason: 'Back' },
  };

  it('says who gives it and whom they replace', () =>
    given(lesson)(scheduled()).when(substitute('teacher-2')).then(substituted('teacher-2')));

  it('replaces one substitute by another, and still names the planned teacher', () =>
    given(lesson)(scheduled(), substituted('teacher-2'))
      .when(substitute('teacher-3'))
      .then(substituted('teacher-3')));

  it('does nothing the second time', () =>
    given(lesson)(scheduled(), substituted('teacher-2')).when(substitute('teacher-2')).thenNothing());

  it('refuses nobody, the same one twice, and the lesson’s own teacher', () => {
    given(lesson)(scheduled()).when(substitute()).thenRefused('invalid');
    given(lesson)(scheduled()).when(substitute('t', 't')).thenRefused('invalid');
    given(lesson)(scheduled()).when(substitute('teacher-1')).thenRefused('not-a-substitution');
  });

  it('refuses a cancelled lesson', () => {
    given(lesson)(scheduled(), cancelled(false)).when(substitute('t')).thenRefused('lesson-cancelled');
  });

  it('can be withdrawn', () => {
    given(lesson)(scheduled(), substituted('teacher-2')).when(withdraw).then(withdrawn);
    given(lesson)(scheduled()).when(withdraw).thenNothing();
    expect(given(lesson)(scheduled(), substituted('t2'), withdrawn).state).toMatchObject({
      substitutes: null,
    });
  });
});

describe('giving another lesson instead', () => {
  const replace = (now: number): ArrangeLesson => ({
    kind: 'ReplaceLesson',
    byLessonId: 'other',
    reason: 'No substitute',
    now,
  });
  const replaced = (afterEnd: boolean): LessonEvent => ({
    type: 'LessonReplaced',
    data: { lessonId: LESSON, byLessonId: 'other', reason: 'No substitute', afterEnd },
  });

  it('points at the lesson given instead', () => {
    given(lesson)(scheduled()).when(replace(BEFORE)).then(replaced(false));
    given(lesson)(scheduled()).when(replace(AFTER)).then(replaced(true));
    given(lesson)(scheduled(), replaced(false)).when(replace(BEFORE)).thenNothing();
  });

  it('leaves no lesson to cancel, move or write in', () => {
    given(lesson)(scheduled(), replaced(false)).when(cancel(BEFORE)).thenRefused('lesson-cancelled');
    given(lesson)(scheduled(), replaced(false)).when(move(BEFORE)).thenRefused('lesson-cancelled');
    given(lesson)(scheduled(), replaced(false))
      .when({ kind: 'RecordEntry', action: { kind: 'state-held', basedOn: null }, setting: setting() })
      .thenRefused('lesson-cancelled');
  });

  it('takes the lesson given instead away unless somebody wrote in it', () => {
    const instead = {
      ...scheduled(),
      data: { ...scheduled().data, slotId: null, insteadOf: 'x' },
    } as LessonEvent;
    given(lesson)(instead).when({ kind: 'WithdrawReplacement' }).then(unplanned);
    given(lesson)(instead, { type: 'TopicSet', data: { lessonId: LESSON, topic: 'T', planned: false } })
      .when({ kind: 'WithdrawReplacement' })
      .thenRefused('replacement-in-use');
    given(lesson)(instead, cancelled(false)).when({ kind: 'WithdrawReplacement' }).thenNothing();
  });
});
