import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Recorded, Refused } from '#kernel';
import { recorded } from '#kernel/testing';
import type { LessonAction } from './actions.ts';
import { lesson } from './lesson.ts';
import { defaultWorkOf, type LessonEvent, type Mark } from './lesson.events.ts';
import { ANNA, at, BORIS, LEFT, LESSON, scheduled, setting, STRANGER } from './lesson-samples.ts';
import { entryIdOf } from './setting.ts';

/**
 * The lesson as a naive person would keep it on paper: cells with values, no events. It knows every rule that says
 * whether an act is accepted, but not how the decider finds out.
 */
class Paper {
  stopped = false;
  readonly members = new Set([ANNA, BORIS]);
  readonly attendance = new Map<string, 'absent' | 'late'>();
  readonly marks = new Map<
    string,
    { pupilId: string; value: Mark | null; later: boolean; retakeOf: string | null }
  >();
  held = false;
  rollCall = false;
  comment = '';
  topic = '';

  standing(pupilId: string): string[] {
    return [...this.marks]
      .filter(([, mark]) => mark.pupilId === pupilId && mark.value !== null)
      .map(([id]) => id);
  }

  retaken(markId: string): boolean {
    return [...this.marks.values()].some((mark) => mark.retakeOf === markId && mark.value !== null);
  }

  /** Does the act, or says that it is not accepted. */
  act(action: LessonAction, entryId: string): boolean {
    switch (action.kind) {
      case 'set-topic':
        this.topic = action.topic;
        return true;
      case 'set-comment':
        if (action.sealed === this.comment) return true;
        if (action.sealed !== '' && this.stopped) return false;
        this.comment = action.sealed;
        return true;
      case 'state-held':
        if (!this.held && this.stopped) return false;
        this.held = true;
        return true;
      case 'withdraw-held':
        this.held = false;
        return true;
      case 'take-roll-call':
        if (!this.rollCall && this.stopped) return false;
        this.rollCall = true;
        return true;
      case 'withdraw-roll-call':
        this.rollCall = false;
        return true;
      case 'set-attendance': {
        const { pupilId, value } = action;
        if (value === 'present') {
          this.attendance.delete(pupilId);
          return true;
        }
        const stands = this.attendance.get(pupilId);
        if (stands === value) return true;
        if (value === 'absent' && this.standing(pupilId).some((id) => !this.marks.get(id)!.later))
          return false;
        if (stands === undefined && (this.stopped || !this.members.has(pupilId))) return false;
        this.attendance.set(pupilId, value);
        return true;
      }
      case 'give-mark': {
        const { pupilId, value, doneOn, retakeOf } = action;
        const old = retakeOf === undefined ? null : this.marks.get(retakeOf);
        if (old === undefined) return false;
        if (old !== null && (old.pupilId !== pupilId || old.value === null || this.retaken(retakeOf!)))
          return false;
        if (this.stopped || !this.members.has(pupilId) || !['2', '3', '4', '5'].includes(value)) return false;
        if (this.attendance.get(pupilId) === 'absent' && doneOn === undefined) return false;
        this.marks.set(entryId, { pupilId, value, later: doneOn !== undefined, retakeOf: retakeOf ?? null });
        return true;
      }
      case 'correct-mark': {
        const mark = this.marks.get(action.markId);
        if (mark === undefined) return false;
        if (mark.value === action.value) return true;
        if (mark.value === null || !['2', '3', '4', '5'].includes(action.value)) return false;
        mark.value = action.value;
        return true;
      }
      case 'revoke-mark': {
        const mark = this.marks.get(action.markId);
        if (mark === undefined) return false;
        if (mark.value === null) return true;
        if (this.retaken(action.markId)) return false;
        mark.value = null;
        return true;
      }
      case 'set-homework':
      case 'set-work':
      case 'remove-work':
        throw new Error(`The paper does not know ${action.kind}`);
    }
  }
}

/** Which pupil, and which of the marks given so far. */
const pupil = fc.constantFrom(ANNA, BORIS, LEFT, STRANGER);
const which = fc.nat({ max: 20 });
const value = fc.constantFrom<Mark>('1', '2', '3', '4', '5', 'pass');
const attended = fc.constantFrom('present' as const, 'absent' as const, 'late' as const);
const doneOn = fc.option(fc.constantFrom('2026-10-07', '2026-10-08'), { nil: undefined });

/** An act by place: which mark it is about is known only when it is done. */
type Act =
  | { kind: 'action'; action: LessonAction }
  | { kind: 'retake'; which: number; pupilId: string; value: Mark; doneOn: string | undefined }
  | { kind: 'correct'; which: number; value: Mark }
  | { kind: 'revoke'; which: number }
  | { kind: 'stop' }
  | { kind: 'restore' };

const acting = (action: LessonAction): Act => ({ kind: 'action', action });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom('A', 'B', '').map((topic) => acting({ kind: 'set-topic', topic, planned: false })),
  fc.constantFrom('x', 'y', '').map((sealed) => acting({ kind: 'set-comment', sealed })),
  fc
    .constantFrom<LessonAction>(
      { kind: 'state-held' },
      { kind: 'withdraw-held', reason: 'typo' },
      { kind: 'take-roll-call', exceptions: [] },
      { kind: 'withdraw-roll-call', reason: 'typo' },
    )
    .map(acting),
  fc
    .tuple(pupil, attended)
    .map(([pupilId, said]) =>
      acting({ kind: 'set-attendance', pupilId, value: said, code: null, reason: 'checking-error' }),
    ),
  {
    weight: 3,
    arbitrary: fc
      .tuple(pupil, value, doneOn)
      .map(([pupilId, mark, day]) =>
        acting({ kind: 'give-mark', workId: null, pupilId, value: mark, doneOn: day }),
      ),
  },
  fc.record({ kind: fc.constant('retake' as const), which, pupilId: pupil, value, doneOn }),
  fc.record({ kind: fc.constant('correct' as const), which, value }),
  fc.record({ kind: fc.constant('revoke' as const), which }),
  fc.constantFrom<Act>({ kind: 'stop' }, { kind: 'restore' }),
);

/** The lesson under test: its events so far and the state they fold to. */
class Journal {
  readonly events: Recorded<LessonEvent>[] = [];
  readonly markIds: string[] = [];
  commands = 0;

  get state() {
    return this.events.reduce((state, event) => lesson.evolve(state, event), lesson.initial);
  }

  record(facts: readonly LessonEvent[]): void {
    for (const fact of facts) {
      this.events.push(recorded(fact, this.events.length, { recordedAt: '2026-10-08T09:00:00.000Z' }));
      if (fact.type === 'MarkGiven') this.markIds.push(fact.data.markId);
    }
  }

  /** The event that stands where the action is about, as a page would show it. */
  seen(action: LessonAction): string | null {
    const { state } = this;
    const of = (
      stood: { value: unknown; recording: { eventId: string } } | null | undefined,
    ): string | null => (stood ? stood.recording.eventId : null);
    switch (action.kind) {
      case 'set-topic':
        return of(state!.topic);
      case 'set-comment':
        return of(state!.comment);
      case 'state-held':
      case 'withdraw-held':
        return of(state!.held);
      case 'withdraw-roll-call':
        return of(state!.rollCall);
      case 'set-attendance':
        return of(state!.attendance.get(action.pupilId));
      case 'correct-mark':
      case 'revoke-mark':
        return of(state!.marks.get(action.markId));
      case 'give-mark': {
        const cell = [...state!.marks.values()].filter((mark) => mark.pupilId === action.pupilId);
        const standing = cell.filter((mark) => mark.value !== null);
        standing.sort((a, b) => a.recording.order - b.recording.order);
        return standing.at(-1)?.recording.eventId ?? null;
      }
      case 'take-roll-call':
      case 'set-homework':
      case 'set-work':
      case 'remove-work':
        return null;
    }
  }
}

const now = at('12:00', '2026-10-08');
const commandIdOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const other = { accountId: 'account-2', personId: 'p2', role: 'teacher', sessionId: null } as const;

it('keeps a lesson as a careful person keeps it on paper', () => {
  const tally = { accepted: 0, refused: 0, stopped: 0, unseen: 0 };
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 40 }), (acts) => {
      const paper = new Paper();
      const journal = new Journal();
      journal.record([scheduled()]);
      for (const step of acts) {
        if (step.kind === 'stop' || step.kind === 'restore') {
          paper.stopped = step.kind === 'stop';
          const command =
            step.kind === 'stop'
              ? ({ kind: 'CancelLesson', reason: 'Frost', document: 'd', now } as const)
              : ({ kind: 'RestoreLesson', reason: 'Thaw' } as const);
          journal.record(lesson.decide(command, journal.state));
          continue;
        }
        const markId =
          'which' in step ? (journal.markIds[step.which % (journal.markIds.length || 1)] ?? 'none') : '';
        const action: LessonAction =
          step.kind === 'action'
            ? step.action
            : step.kind === 'retake'
              ? { ...step, kind: 'give-mark', workId: null, retakeOf: markId }
              : step.kind === 'correct'
                ? { kind: 'correct-mark', markId, value: step.value, reason: 'commission' }
                : { kind: 'revoke-mark', markId, reason: 'wrong-pupil' };
        const basedOn = journal.seen(action);
        const where = setting({ now, commandId: commandIdOf((journal.commands += 1)), actor: other });
        const before = journal.state!;
        const entryId = entryIdOf(where.commandId, 0);
        let facts: readonly LessonEvent[] | Refused;
        try {
          const command = { kind: 'RecordEntry', action: { ...action, basedOn }, setting: where } as const;
          facts = lesson.decide(command, before);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          facts = error;
        }
        const accepted = paper.act(action, entryId);
        expect([action, accepted]).toEqual([action, !(facts instanceof Refused)]);
        tally[accepted ? 'accepted' : 'refused'] += 1;
        if (facts instanceof Refused) continue;
        if (paper.stopped) {
          // A lesson that does not take place gets no entry that was not there.
          tally.stopped += 1;
          const entries = ['LessonHeld', 'RollCallTaken', 'AttendanceMarked', 'MarkGiven'];
          expect(facts.filter((fact) => entries.includes(fact.type))).toEqual([]);
        }
        if (facts.length > 0 && basedOn !== null) {
          // Who has not seen what stands would have been refused, whatever the value.
          const unseen = { ...action, basedOn: 'event-unseen' };
          expect(() =>
            lesson.decide({ kind: 'RecordEntry', action: unseen, setting: where }, before),
          ).toThrow('changed-meanwhile');
          tally.unseen += 1;
        }
        journal.record(facts);
        // Saying the same again changes nothing, but for a second mark in the cell.
        if (action.kind !== 'give-mark') {
          const again = { ...action, basedOn: journal.seen(action) };
          expect(
            lesson.decide({ kind: 'RecordEntry', action: again, setting: where }, journal.state),
          ).toEqual([]);
        }
      }
      const state = journal.state!;
      expect(state.topic?.value.topic ?? '').toBe(paper.topic);
      expect(state.comment?.value ?? '').toBe(paper.comment);
      expect(state.held?.value ?? false).toBe(paper.held);
      expect(state.rollCall?.value ?? false).toBe(paper.rollCall);
      const absences = [...state.attendance].flatMap(([id, { value: said }]) =>
        said ? [[id, said.value]] : [],
      );
      expect(new Map(absences as [string, string][])).toEqual(paper.attendance);
      expect([...state.marks.values()].map((mark) => [mark.markId, mark.value])).toEqual(
        [...paper.marks].map(([id, mark]) => [id, mark.value]),
      );
      for (const mark of state.marks.values()) {
        expect(mark.workId).toBe(defaultWorkOf(LESSON));
        // Nobody has a mark for a lesson that they are said to have missed, unless for work done later.
        if (mark.value !== null && state.attendance.get(mark.pupilId)?.value?.value === 'absent') {
          expect(mark.doneOn).not.toBeNull();
        }
        // What a retake stands on stands too.
        if (mark.value !== null && mark.retakeOf !== null) {
          expect(state.marks.get(mark.retakeOf)?.value).not.toBeNull();
        }
      }
    }),
    { numRuns: 1_500 },
  );
  expect(Math.min(...Object.values(tally))).toBeGreaterThan(100);
}, 60_000);

it('one step of many actions ends as the same actions one by one', () => {
  const single: fc.Arbitrary<LessonAction> = fc.oneof(
    fc.tuple(pupil, attended).map(([pupilId, said]) => ({
      kind: 'set-attendance' as const,
      pupilId,
      value: said,
      code: null,
      reason: 'checking-error' as const,
    })),
    fc.tuple(pupil, value, doneOn).map(([pupilId, mark, day]) => ({
      kind: 'give-mark' as const,
      workId: null,
      pupilId,
      value: mark,
      doneOn: day,
    })),
    fc.constantFrom<LessonAction>({ kind: 'state-held' }, { kind: 'take-roll-call', exceptions: [] }),
  );
  const system = { accountId: 'job', role: 'system', sessionId: null } as const;
  fc.assert(
    fc.property(fc.array(single, { maxLength: 8 }), (actions) => {
      const where = setting({ now, actor: system });
      const begun = lesson.evolve(null, recorded(scheduled()));
      let together: readonly LessonEvent[] | string;
      try {
        together = lesson.decide({ kind: 'RecordEntries', actions, setting: where }, begun);
      } catch (error) {
        together = (error as Refused).code;
      }
      const apart: LessonEvent[] = [];
      let refused: string | null = null;
      let state = begun;
      for (const [index, action] of actions.entries()) {
        try {
          const one = { ...where, commandId: commandIdOf(index) };
          for (const fact of lesson.decide({ kind: 'RecordEntry', action, setting: one }, state)) {
            apart.push(fact);
            state = lesson.evolve(state, recorded(fact, apart.length));
          }
        } catch (error) {
          refused = (error as Refused).code;
          break;
        }
      }
      if (refused !== null) expect(together).toBe(refused);
      else
        expect((together as readonly LessonEvent[]).map(({ type }) => type)).toEqual(
          apart.map(({ type }) => type),
        );
    }),
    { numRuns: 1_000 },
  );
});
