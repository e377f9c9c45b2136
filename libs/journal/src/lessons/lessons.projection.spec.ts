import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, type Recorded, Refused } from '#kernel';
import { recorded } from '#kernel/testing';
import type { LessonAction } from '../lesson/actions.ts';
import { lesson, type LessonCommand } from '../lesson/lesson.ts';
import type { LessonEvent, Mark } from '../lesson/lesson.events.ts';
import {
  ANNA,
  at,
  BORIS,
  done,
  LESSON,
  markGiven,
  marked,
  samplePlan,
  scheduled,
  setting,
} from '../lesson/lesson-samples.ts';
import { teachersOf } from '../lesson/lesson-state.ts';
import { entriesOf, type LessonDoc, stands } from './lesson-doc.ts';
import { lessons } from './lessons.projection.ts';

/** Nobody may change a document that was handed over. */
function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

type Evolve = (doc: LessonDoc | null, event: Recorded<LessonEvent>, key: string) => LessonDoc | null;
const foldOn = (doc: LessonDoc | null, event: Recorded<LessonEvent>): LessonDoc | null =>
  frozen((lessons.evolve[event.type] as Evolve)(frozen(doc), event, LESSON));
const fold = (...events: Recorded<LessonEvent>[]): LessonDoc | null =>
  events.reduce<LessonDoc | null>(foldOn, null);
const told = (...facts: LessonEvent[]): LessonDoc => fold(...facts.map((fact, index) => done(fact, index)))!;

describe('the stored lesson', () => {
  it('begins as it was planned, with its default work', () =>
    expect(told(scheduled())).toMatchObject({
      ...samplePlan,
      plannedTeacherIds: samplePlan.teacherIds,
      clock: { start: samplePlan.startsAt, end: samplePlan.endsAt },
      status: 'planned',
      works: [{ workType: 'classwork', weight: 1, eventId: null }],
    }));

  it('shows an entry’s value with its trace, and those it had before', () => {
    const why = { reason: 'other', note: 'sealed words' } as const;
    const doc = told(
      scheduled(),
      marked(ANNA, 'absent', 'ill'),
      {
        type: 'AttendanceCorrected',
        data: {
          lessonId: LESSON,
          entryId: `entry-${ANNA}`,
          pupilId: ANNA,
          value: 'late',
          code: null,
          ...why,
        },
      },
      {
        type: 'AttendanceCleared',
        data: { lessonId: LESSON, entryId: `entry-${ANNA}`, pupilId: ANNA, reason: 'typo' },
      },
    );
    const trace = { by: 'person-of-account-1', recordedAt: '2026-10-06T06:10:00.000Z' };
    expect(doc.attendance).toEqual([
      {
        entryId: `entry-${ANNA}`,
        pupilId: ANNA,
        ...trace,
        eventId: 'event-3',
        value: null,
        reason: 'typo',
        before: [
          { ...trace, eventId: 'event-1', value: 'absent', code: 'ill' },
          { ...trace, eventId: 'event-2', value: 'late', reason: 'other', sealed: 'sealed words' },
        ],
      },
    ]);
  });

  it('keeps what makes a mark the mark it is, whatever its value', () => {
    const doc = told(
      scheduled(),
      markGiven('m1', ANNA, '2'),
      markGiven('m2', ANNA, '3', { retakeOf: 'm1', doneOn: '2026-10-08' }),
      {
        type: 'MarkCorrected',
        data: { lessonId: LESSON, markId: 'm2', pupilId: ANNA, value: '4', reason: 'typo' },
      },
    );
    expect(doc.marks[1]).toMatchObject({
      markId: 'm2',
      workId: 'work-1',
      retakeOf: 'm1',
      doneOn: '2026-10-08',
      value: '4',
      before: [{ value: '3' }],
    });
    expect(doc.marks[0]).not.toHaveProperty('before');
  });

  it('says when a device claims another time, and what an import brought', () => {
    const imported = { source: 'paper' };
    const held: LessonEvent = { type: 'LessonHeld', data: { lessonId: LESSON, entryId: 'h', imported } };
    const doc = fold(recorded(scheduled()), recorded(held, 1, { claimedAt: '2026-10-06T05:00:00.000Z' }))!;
    expect(doc.held).toMatchObject({ value: true, imported: 'paper', claimedAt: '2026-10-06T05:00:00.000Z' });
  });

  it('remembers that it was held before it was stated anew', () => {
    const held = (entryId: string): LessonEvent => ({
      type: 'LessonHeld',
      data: { lessonId: LESSON, entryId },
    });
    const doc = told(
      scheduled(),
      held('h1'),
      { type: 'HeldWithdrawn', data: { lessonId: LESSON, entryId: 'h1', reason: 'typo' } },
      held('h2'),
    );
    expect(doc.held).toMatchObject({
      entryId: 'h2',
      value: true,
      before: [{ value: true }, { value: null }],
    });
    expect(doc.held).not.toHaveProperty('reason');
  });

  it('does not restart the 24 hours of a lesson that was over when it was moved', () => {
    const moved = (afterEnd: boolean): LessonEvent => ({
      type: 'LessonMoved',
      data: {
        lessonId: LESSON,
        date: '2026-10-09',
        number: 7,
        startsAt: '2026-10-09T11:00:00.000Z',
        endsAt: '2026-10-09T11:40:00.000Z',
        room: null,
        reason: 'r',
        afterEnd,
      },
    });
    const early = fold(done(scheduled(), 0), done(moved(false), 1, { time: '09:40' }))!;
    expect(early.clock).toEqual({ start: '2026-10-09T11:00:00.000Z', end: '2026-10-09T11:40:00.000Z' });
    const late = fold(done(scheduled(), 0), done(moved(true), 1, { time: '09:41' }))!;
    expect(late.clock).toEqual({ start: samplePlan.startsAt, end: samplePlan.endsAt });
    expect(late).toMatchObject({
      date: '2026-10-09',
      number: 7,
      moves: [{ from: { date: '2026-10-06', number: 2 } }],
    });
  });

  it('keeps its substitutes when its plan changes, and gives them back', () => {
    const substituted: LessonEvent = {
      type: 'LessonSubstituted',
      data: { lessonId: LESSON, teacherIds: ['t2'], replaced: ['teacher-1'], reason: 'r' },
    };
    const replanned: LessonEvent = {
      type: 'LessonReplanned',
      data: { lessonId: LESSON, ...samplePlan, teacherIds: ['t3'], room: '9' },
    };
    const doc = told(scheduled(), substituted, replanned);
    expect(doc).toMatchObject({ teacherIds: ['t2'], plannedTeacherIds: ['t3'], room: '9' });
    expect(lessons.indexes!['byTeacher']!(doc).map(([id]) => id)).toEqual(['t2', 't3']);
    const withdrawn: LessonEvent = { type: 'SubstitutionWithdrawn', data: { lessonId: LESSON, reason: 'r' } };
    expect(told(scheduled(), substituted, replanned, withdrawn)).toMatchObject({
      teacherIds: ['t3'],
      substitution: null,
    });
  });

  it('is gone when it was unplanned', () =>
    expect(
      fold(done(scheduled(), 0), done({ type: 'LessonUnplanned', data: { lessonId: LESSON } }, 1)),
    ).toBeNull());

  it('stands once under each of its keys', () => {
    const doc = told(scheduled({ groupIds: ['g1', 'g2'], classIds: ['5a', '5b', '5a'] }));
    const keysOf = (index: string): unknown => lessons.indexes![index]!(doc);
    const when = [samplePlan.date, samplePlan.startsAt];
    expect(keysOf('byRegister')).toEqual([['register-1', ...when]]);
    expect(keysOf('byGroup')).toEqual([
      ['g1', ...when],
      ['g2', ...when],
    ]);
    expect(keysOf('byClass')).toEqual([
      ['5a', ...when],
      ['5b', ...when],
    ]);
    expect(keysOf('byTeacher')).toEqual([['teacher-1', ...when]]);
    expect(keysOf('byDate')).toEqual([when]);
  });
});

it('the stored lesson always says what the decider decided upon', () => {
  const pupil = fc.constantFrom(ANNA, BORIS);
  const value = fc.constantFrom<Mark>('2', '3', '4', '5');
  const action: fc.Arbitrary<LessonAction> = fc.oneof(
    fc.constantFrom('A', 'B', '').map((topic) => ({ kind: 'set-topic' as const, topic, planned: false })),
    fc.constantFrom('A', '').map((text) => ({ kind: 'set-homework' as const, text, dueDate: null })),
    fc.constantFrom('x', 'y', '').map((sealed) => ({ kind: 'set-comment' as const, sealed })),
    fc.constantFrom<LessonAction>(
      { kind: 'state-held' },
      { kind: 'withdraw-held', reason: 'typo' },
      { kind: 'take-roll-call', exceptions: [] },
      { kind: 'withdraw-roll-call', reason: 'typo' },
    ),
    fc
      .tuple(pupil, fc.constantFrom('present' as const, 'absent' as const, 'late' as const))
      .map(([pupilId, said]) => ({
        kind: 'set-attendance' as const,
        pupilId,
        value: said,
        code: null,
        reason: 'typo' as const,
      })),
    fc.tuple(pupil, value).map(([pupilId, mark]) => ({
      kind: 'give-mark' as const,
      workId: null,
      pupilId,
      value: mark,
      doneOn: '2026-10-07',
    })),
    fc.tuple(fc.nat(9), value).map(([which, mark]) => ({
      kind: 'correct-mark' as const,
      markId: String(which),
      value: mark,
      reason: 'typo' as const,
    })),
    fc
      .nat(9)
      .map((which) => ({ kind: 'revoke-mark' as const, markId: String(which), reason: 'typo' as const })),
  );
  const now = at('12:00', '2026-10-08');
  const system = { accountId: 'job', role: 'system', sessionId: null } as const;
  const arranging: fc.Arbitrary<LessonCommand> = fc.constantFrom<LessonCommand>(
    { kind: 'CancelLesson', reason: 'r', document: 'd', now },
    { kind: 'RestoreLesson', reason: 'r' },
    { kind: 'SubstituteTeachers', teacherIds: ['t2'], reason: 'r' },
    { kind: 'WithdrawSubstitution', reason: 'r' },
    { kind: 'MoveLesson', to: { ...samplePlan, room: 'x' }, reason: 'r', now },
    {
      kind: 'PlanLesson',
      lessonId: LESSON,
      slotId: 'slot-1',
      originalDate: '',
      plan: { ...samplePlan, teacherIds: ['t3'] },
      now,
    },
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(arranging, { weight: 4, arbitrary: action }), { maxLength: 40 }),
      (steps) => {
        const events = [recorded(scheduled())];
        const markIds: string[] = [];
        let state = lesson.evolve(null, events[0]!);
        for (const [index, step] of steps.entries()) {
          const where = setting({
            now,
            actor: system,
            commandId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
          });
          const named =
            'markId' in step
              ? { ...step, markId: markIds[Number(step.markId) % (markIds.length || 1)] ?? 'x' }
              : step;
          const command: LessonCommand = /^[A-Z]/.test(named.kind)
            ? (named as LessonCommand)
            : { kind: 'RecordEntry', action: named as LessonAction, setting: where };
          try {
            for (const fact of lesson.decide(command, state)) {
              const event = recorded(fact, events.length);
              events.push(event);
              state = lesson.evolve(state, event);
              if (fact.type === 'MarkGiven') markIds.push(fact.data.markId);
            }
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
          }
        }
        const doc = fold(...events)!;
        const decided = state!;
        expect(doc).toMatchObject({
          ...decided.plan,
          teacherIds: teachersOf(decided),
          status: decided.status,
        });
        expect(doc.topic?.topic ?? '').toBe(decided.topic?.value.topic ?? '');
        expect(doc.homework?.text ?? '').toBe(decided.homework?.value.text ?? '');
        expect(doc.comment?.sealed ?? '').toBe(decided.comment?.value ?? '');
        expect(stands(doc.held)).toBe(decided.held?.value ?? false);
        expect(stands(doc.rollCall)).toBe(decided.rollCall?.value ?? false);
        expect(doc.marks.map((mark) => [mark.markId, mark.value, mark.eventId])).toEqual(
          [...decided.marks.values()].map((mark) => [mark.markId, mark.value, mark.recording.eventId]),
        );
        const last = new Map(
          doc.attendance.map((entry) => [entry.pupilId, [entry.entryId, entry.value, entry.eventId]]),
        );
        expect(last).toEqual(
          new Map(
            [...decided.attendance].map(([pupilId, entry]) => [
              pupilId,
              [entry.entryId, entry.value?.value ?? null, entry.recording.eventId],
            ]),
          ),
        );
        expect(entriesOf(doc)).toBe(
          [decided.comment?.value, decided.held?.value, decided.rollCall?.value].filter(Boolean).length +
            [...decided.attendance.values(), ...decided.marks.values()].filter(
              (entry) => entry.value !== null,
            ).length,
        );
        // A document that was stored and read again folds on to the same.
        const [head, tail] = [events.slice(0, events.length >> 1), events.slice(events.length >> 1)];
        const halfway = fold(...head);
        const read = halfway && (JSON.parse(canonicalJson(halfway)) as LessonDoc);
        const end = tail.reduce(foldOn, read);
        expect(canonicalJson(end)).toBe(canonicalJson(doc));
      },
    ),
    { numRuns: 500 },
  );
}, 60_000);
