import { type Decider, type FactOf, isLocalDate, type LocalDate, notFound, type Recorded } from '#kernel';
import type { ActionOf, Seen } from '../lesson/actions.ts';
import { requireAttends } from '../lesson/attendance.ts';
import {
  correctedIn,
  type MarkEntry,
  recordingOf,
  type Standing,
  type TermCorrections,
  withWord,
  type Work,
} from '../lesson/lesson-state.ts';
import { cellOf, correctionOf, requireScale, retakenMark, revocationOf } from '../lesson/mark-cells.ts';
import { refusedField, requireSeen } from '../lesson/refusals.ts';
import { type Review, reviewOf, type Verdict } from '../lesson/reviewing.ts';
import { entryIdOf, type Occasion, type Setting } from '../lesson/setting.ts';
import { workSaid } from '../lesson/works.ts';
import type { YearFacts } from '../school-facts/year.ts';
import type { DatedWorkEvent } from './work.events.ts';

/** How many lessons one work may span: a quarter of daily lessons. */
export const MAX_SPANNED = 50;

/** What the teacher says of it. */
interface SaidOfWork extends Work {
  readonly date: LocalDate;
  readonly lessonIds: readonly string[];
}

/** A work beyond one lesson, as its own stream tells it. */
export interface DatedWork {
  readonly workId: string;
  readonly registerId: string;
  /** null: removed. */
  readonly said: Standing<SaidOfWork | null>;
  /** By mark id, in the order of being given. */
  readonly marks: ReadonlyMap<string, MarkEntry>;
  readonly termCorrections: TermCorrections;
}

/** One thing that a teacher of the register does with it, or the deputy head who reviews it. */
export type WorkAction =
  | ({ readonly kind: 'set-dated-work' } & SaidOfWork & Seen)
  | ({ readonly kind: 'remove-dated-work' } & Seen)
  | Omit<ActionOf<'give-mark'>, 'workId'>
  | ActionOf<'correct-mark'>
  | ActionOf<'revoke-mark'>
  | ({ readonly kind: 'review-correction' } & Review);

export interface WorkCommand {
  readonly workId: string;
  readonly action: WorkAction;
  readonly setting: Setting;
  readonly year: Pick<YearFacts, 'from' | 'to'>;
  /** The registers of the lessons that the action names; null where there is no such lesson. */
  readonly lessons: ReadonlyMap<string, string | null>;
}

/**
 * A work that is no one lesson's: a teacher of the register sets it for a day and marks those who belonged to the
 * register's groups on that day. Late marks are accepted like any others; a correction names its reason.
 */
export const datedWork: Decider<DatedWork | null, WorkCommand, DatedWorkEvent> = {
  name: 'dated-work',
  initial: null,
  decide(command, work) {
    const { workId, action, setting } = command;
    const { registerId } = setting.register;
    if (work !== null && work.registerId !== registerId) throw noSuchWork(workId);
    if (action.kind === 'set-dated-work') return setDatedWork(action, work, command);
    if (work === null) throw noSuchWork(workId);
    const { termCorrections } = work;
    switch (action.kind) {
      case 'remove-dated-work':
        return removeDatedWork(action, work, setting);
      case 'give-mark':
        return giveMark(action, work, setting);
      case 'correct-mark': {
        const { value } = action;
        const occasion = { ...occasionOf(standing(work), setting), termCorrections };
        const correction = correctionOf(work.marks, action, occasion, setting);
        if (correction === null) return [];
        const { why, ...mark } = correction;
        return [{ type: 'DatedWorkMarkCorrected', data: { workId, ...mark, value, ...why } }];
      }
      case 'revoke-mark': {
        // No mark of a removed work stands: there is nothing left to take back on any day.
        const { date } = work.said.value ?? { date: setting.today };
        const revocation = revocationOf(work.marks, action, { date, termCorrections }, setting);
        if (revocation === null) return [];
        const { why, ...mark } = revocation;
        return [{ type: 'DatedWorkMarkRevoked', data: { workId, ...mark, ...why } }];
      }
      case 'review-correction': {
        const reviewed = reviewOf(action, termCorrections);
        if (reviewed === null) return [];
        const { note, ...data } = reviewed;
        return action.verdict === 'approved'
          ? [{ type: 'DatedWorkCorrectionApproved', data: { workId, ...data } }]
          : [{ type: 'DatedWorkCorrectionReturned', data: { workId, ...data, note } }];
      }
    }
  },
  evolve(work, event) {
    if (event.type === 'DatedWorkSet') {
      const { workId, registerId, workType, weight, title, date, lessonIds } = event.data;
      const value = { workType, weight, title, date, lessonIds };
      const said = { value, recording: recordingOf(event) };
      const { marks = new Map(), termCorrections = new Map() } = work ?? {};
      return { workId, registerId, said, marks, termCorrections };
    }
    if (work === null) throw new Error(`${event.type} in a stream that does not begin with DatedWorkSet`);
    switch (event.type) {
      case 'DatedWorkCorrectionApproved':
        return reviewed(work, event, 'approved');
      case 'DatedWorkCorrectionReturned':
        return reviewed(work, event, 'returned');
      case 'DatedWorkRemoved':
        return { ...work, said: { value: null, recording: recordingOf(event) } };
      case 'DatedWorkMarked': {
        const { workId, markId, pupilId, value, doneOn = null, retakeOf = null } = event.data;
        const recording = recordingOf(event);
        return marked(work, { markId, workId, pupilId, value, doneOn, retakeOf, recording });
      }
      case 'DatedWorkMarkCorrected':
        return changed(work, event, event.data.value);
      case 'DatedWorkMarkRevoked':
        return changed(work, event, null);
    }
  },
};

function setDatedWork(
  action: SaidOfWork & Seen,
  work: DatedWork | null,
  { workId, setting, year, lessons }: WorkCommand,
): DatedWorkEvent[] {
  const { date } = action;
  const said = { ...workSaid(action), date, lessonIds: spanned(action.lessonIds, lessons, setting) };
  const stood = work?.said ?? null;
  if (stood !== null && stood.value !== null && isSame(stood.value, said)) return [];
  requireSeen(action, stood, said, setting);
  if (!isLocalDate(date) || date < year.from || date > year.to) {
    const detail = `The date lies in the academic year, from ${year.from} to ${year.to}.`;
    throw refusedField('outside-year', 'date', detail, { status: 422 });
  }
  if (work !== null) requireMarksFit(work, date, setting);
  const { registerId, subjectId, kind, groupIds } = setting.register;
  const { basis } = setting;
  return [{ type: 'DatedWorkSet', data: { workId, registerId, subjectId, kind, groupIds, ...said, basis } }];
}

/** Takes a work back that no mark stands for. */
function removeDatedWork(action: Seen, work: DatedWork, setting: Setting): DatedWorkEvent[] {
  if (work.said.value === null) return [];
  requireSeen(action, work.said, null, setting);
  if (standingMarks(work).length > 0) {
    throw refusedField('work-has-marks', 'workId', 'Marks stand for this work: revoke them first.');
  }
  return [{ type: 'DatedWorkRemoved', data: { workId: work.workId } }];
}

/** A mark for the work, beside those that stand already; a retake is another mark, and both stay visible. */
function giveMark(
  action: Omit<ActionOf<'give-mark'>, 'workId'>,
  work: DatedWork,
  setting: Setting,
): DatedWorkEvent[] {
  const { workId, marks } = work;
  const { pupilId, value, doneOn } = action;
  const { date } = standing(work);
  const occasion = occasionOf({ date }, setting);
  const retaken = action.retakeOf === undefined ? null : retakenMark(marks, action.retakeOf, pupilId);
  requireSeen(action, cellOf(marks, workId, pupilId), value, setting);
  if (setting.today < date) {
    throw refusedField('not-open-yet', 'workId', 'The day of the work has not come yet.', { opensOn: date });
  }
  requireAttends(occasion, pupilId, setting);
  requireScale(value, occasion, setting);
  if (doneOn !== undefined && (!isLocalDate(doneOn) || doneOn < date || doneOn > setting.today)) {
    throw refusedField('done-on-out-of-range', 'doneOn', `The day lies from ${date} to ${setting.today}.`, {
      status: 422,
    });
  }
  return [
    {
      type: 'DatedWorkMarked',
      data: {
        workId,
        markId: entryIdOf(setting.commandId, 0),
        pupilId,
        value,
        ...(doneOn === undefined || doneOn === date ? {} : { doneOn }),
        ...(retaken === null ? {} : { retakeOf: retaken.markId }),
        basis: setting.basis,
      },
    },
  ];
}

/** The lessons, each once, in the order named. @throws Refused `not-found`, `other-register` naming the lesson */
function spanned(
  lessonIds: readonly string[],
  lessons: ReadonlyMap<string, string | null>,
  { register }: Setting,
): readonly string[] {
  if (lessonIds.length > MAX_SPANNED) {
    const detail = `A work spans at most ${MAX_SPANNED} lessons.`;
    throw refusedField('invalid', 'lessonIds', detail, { status: 422 });
  }
  for (const [index, lessonId] of lessonIds.entries()) {
    const registerId = lessons.get(lessonId) ?? null;
    const field = `lessonIds[${index}]`;
    if (registerId === null) {
      throw refusedField('not-found', field, `There is no lesson ${lessonId} in this school.`, {
        status: 404,
      });
    }
    if (registerId !== register.registerId) {
      throw refusedField('other-register', field, 'The lesson is of another register.', { status: 422 });
    }
  }
  return [...new Set(lessonIds)];
}

/** A work moves to another day only where its marks could have been given. @throws Refused */
function requireMarksFit(work: DatedWork, date: LocalDate, setting: Setting): void {
  for (const { pupilId, value, doneOn } of standingMarks(work)) {
    const occasion = occasionOf({ date }, setting);
    requireAttends(occasion, pupilId, setting);
    requireScale(value, occasion, setting);
    if (date > setting.today || (doneOn !== null && doneOn < date)) {
      throw refusedField('work-has-marks', 'date', 'Marks stand for this work that are older than this day.');
    }
  }
}

const standingMarks = (work: DatedWork) =>
  [...work.marks.values()].flatMap((mark) => (mark.value === null ? [] : { ...mark, value: mark.value }));

/** @throws Refused `no-such-work` once it was removed */
function standing({ workId, said }: DatedWork): SaidOfWork {
  if (said.value === null) throw noSuchWork(workId);
  return said.value;
}

const occasionOf = ({ date }: Pick<SaidOfWork, 'date'>, { register }: Setting): Occasion => ({
  date,
  groupIds: register.groupIds,
});

const isSame = (a: SaidOfWork, b: SaidOfWork): boolean =>
  a.workType === b.workType &&
  a.weight === b.weight &&
  a.title === b.title &&
  a.date === b.date &&
  a.lessonIds.join() === b.lessonIds.join();

const marked = (work: DatedWork, mark: MarkEntry): DatedWork => ({
  ...work,
  marks: new Map(work.marks).set(mark.markId, mark),
});

function changed(
  work: DatedWork,
  event: Recorded<FactOf<DatedWorkEvent, 'DatedWorkMarkCorrected' | 'DatedWorkMarkRevoked'>>,
  value: MarkEntry['value'],
): DatedWork {
  const after = marked(work, { ...work.marks.get(event.data.markId)!, value, recording: recordingOf(event) });
  if (event.data.afterTerm === undefined) return after;
  const correction = { about: correctedIn(event.data), word: null };
  return { ...after, termCorrections: new Map(work.termCorrections).set(event.id, correction) };
}

function reviewed(
  work: DatedWork,
  event: Recorded<FactOf<DatedWorkEvent, 'DatedWorkCorrectionApproved' | 'DatedWorkCorrectionReturned'>>,
  value: Verdict,
): DatedWork {
  const word = { value, recording: recordingOf(event) };
  return { ...work, termCorrections: withWord(work.termCorrections, event.data.correctionId, word) };
}

const noSuchWork = (workId: string): Error => notFound('work', workId);
