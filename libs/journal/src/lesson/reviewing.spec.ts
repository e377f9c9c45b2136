import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { lesson, type LessonCommand } from './lesson.ts';
import type { LessonEvent } from './lesson.events.ts';
import { ANNA, at, DATE, done, LESSON, marked, markGiven, scheduled, setting } from './lesson-samples.ts';
import type { Review } from './reviewing.ts';

/** The lesson's day is the last of its term. */
const terms = [
  { termId: 'term-1', title: '1', from: '2026-09-01', to: DATE },
  { termId: 'term-2', title: '2', from: '2026-10-12', to: '2026-12-28' },
];
const until = (time: string, date: string) => setting({ now: at(time, date), terms });
const given4 = [scheduled(), done(markGiven('m1', ANNA, '4'), 1)] as const;
const correct = (where: ReturnType<typeof setting>, more: object = { reason: 'commission' }) =>
  given(lesson)(...given4).when({
    kind: 'RecordEntry',
    action: { kind: 'correct-mark', markId: 'm1', value: '5', basedOn: 'event-1', ...more },
    setting: where,
  });

describe('a correction', () => {
  it('says when the term of its lesson is over', () => {
    const data = { lessonId: LESSON, markId: 'm1', pupilId: ANNA, value: '5', reason: 'commission' } as const;
    correct(until('23:59', DATE)).then({ type: 'MarkCorrected', data });
    correct(until('00:00', '2026-10-07')).then({ type: 'MarkCorrected', data: { ...data, afterTerm: true } });
  });

  it('says it of everything that can be corrected', () => {
    const late = until('12:00', '2026-11-10');
    const because = { basedOn: 'event-1', reason: 'wrong-pupil' } as const;
    const entry = { lessonId: LESSON, entryId: 'e1' };
    const attempts: [LessonEvent, Extract<LessonCommand, { kind: 'RecordEntry' }>['action']][] = [
      [
        { type: 'LessonHeld', data: entry },
        { kind: 'withdraw-held', ...because },
      ],
      [
        { type: 'RollCallTaken', data: { ...entry, basis: {} } },
        { kind: 'withdraw-roll-call', ...because },
      ],
      [marked(ANNA, 'late'), setAttendance('absent')],
      [marked(ANNA, 'late'), setAttendance('present')],
      [markGiven('m1', ANNA, '4'), { kind: 'revoke-mark', markId: 'm1', ...because }],
    ];
    function setAttendance(value: 'absent' | 'present') {
      return { kind: 'set-attendance', pupilId: ANNA, value, code: null, ...because } as const;
    }
    for (const [fact, action] of attempts) {
      const [event] = given(lesson)(scheduled(), done(fact, 1))
        .when({ kind: 'RecordEntry', action, setting: late })
        .facts();
      expect([event!.type, event!.data]).toEqual([
        event!.type,
        expect.objectContaining({ afterTerm: true, reason: 'wrong-pupil' }),
      ]);
    }
  });

  it('is no correction of results where one’s own slip is mended while it is fresh', () => {
    const where = until('12:05', '2026-11-10');
    const late = done(markGiven('m1', ANNA, '4'), 1, { time: '12:00', date: '2026-11-10' });
    const [event] = given(lesson)(scheduled(), late)
      .when({
        kind: 'RecordEntry',
        action: { kind: 'correct-mark', markId: 'm1', value: '5', basedOn: 'event-1' },
        setting: where,
      })
      .facts();
    expect(event!.data).toMatchObject({ reason: 'typo' });
    expect(event!.data).not.toHaveProperty('afterTerm');
  });

  it('waits however soon another one follows it', () => {
    const where = until('12:05', '2026-11-10');
    const data = { lessonId: LESSON, markId: 'm1', pupilId: ANNA } as const;
    const why = { reason: 'commission', afterTerm: true } as const;
    const corrected = done({ type: 'MarkCorrected', data: { ...data, value: '2', ...why } }, 2, {
      time: '12:00',
      date: '2026-11-10',
    });
    given(lesson)(...given4, corrected)
      .when({
        kind: 'RecordEntry',
        action: { kind: 'correct-mark', markId: 'm1', value: '5', basedOn: 'event-2' },
        setting: where,
      })
      .then({ type: 'MarkCorrected', data: { ...data, value: '5', reason: 'typo', afterTerm: true } });
  });

  it('ends no term where the lesson lies in none', () => {
    const between = scheduled({ date: '2026-10-08' });
    const [event] = given(lesson)(between, done(markGiven('m1', ANNA, '4'), 1))
      .when({
        kind: 'RecordEntry',
        action: { kind: 'correct-mark', markId: 'm1', value: '5', basedOn: 'event-1', reason: 'commission' },
        setting: until('12:00', '2026-11-10'),
      })
      .facts();
    expect(event!.data).not.toHaveProperty('afterTerm');
  });
});

describe('the deputy head’s word on a correction after the term', () => {
  const corrected = done(
    {
      type: 'MarkCorrected',
      data: {
        lessonId: LESSON,
        markId: 'm1',
        pupilId: ANNA,
        value: '5',
        reason: 'commission',
        afterTerm: true,
      },
    },
    2,
    { date: '2026-11-10' },
  );
  const about = { lessonId: LESSON, correctionId: 'event-2', markId: 'm1', pupilId: ANNA };
  const approved: LessonEvent = { type: 'CorrectionApproved', data: about };
  const returned: LessonEvent = { type: 'CorrectionReturned', data: { ...about, note: 'sealed' } };
  const say = (verdict: Review['verdict'], more: Partial<Review> = {}): LessonCommand => ({
    kind: 'ReviewCorrection',
    review: {
      correctionId: 'event-2',
      verdict,
      note: verdict === 'returned' ? 'sealed' : '',
      basedOn: null,
      ...more,
    },
  });
  const after = (...facts: LessonEvent[]) => given(lesson)(...given4, corrected, ...facts);

  it('approves, or returns with the reason, and changes nothing of the mark', () => {
    after().when(say('approved')).then(approved);
    after().when(say('returned')).then(returned);
    expect(after(returned).state!.marks.get('m1')).toMatchObject({
      value: '5',
      recording: { eventId: 'event-2' },
    });
  });

  it('says why it returns', () => {
    const refused = after()
      .when(say('returned', { note: ' ' }))
      .thenRefused('note-needed');
    expect([refused.status, refused.more.errors?.[0]?.field]).toEqual([422, 'note']);
  });

  it('may be another one later, once the one before was seen, and is said once', () => {
    after(approved).when(say('approved')).thenNothing();
    after(approved)
      .when(say('returned', { basedOn: 'event-3' }))
      .then(returned);
    const refused = after(approved).when(say('returned')).thenRefused('changed-meanwhile');
    expect([refused.status, refused.more['standing']]).toEqual([
      412,
      expect.objectContaining({ value: 'approved', eventId: 'event-3' }),
    ]);
  });

  it('is about corrections that were made after the term and no others', () => {
    for (const correctionId of ['event-1', 'event-9']) {
      after().when(say('approved', { correctionId })).thenRefused('not-found');
    }
    const inTime = { ...corrected, data: { ...corrected.data, afterTerm: undefined } };
    delete (inTime.data as { afterTerm?: undefined }).afterTerm;
    given(lesson)(...given4, inTime as typeof corrected)
      .when(say('approved'))
      .thenRefused('not-found');
  });
});
