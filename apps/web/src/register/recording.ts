import type { AbsenceCode, Act, CorrectionReason, LessonView, Mark, Wish } from '../outbox/act.ts';
import { standingEvent } from '../outbox/standing.ts';
import type { NewAct } from '../outbox/outbox.ts';
import type { Cell } from './cell.ts';
import { shownLesson } from './shown-lesson.ts';

/** Who records, and for how long they mend their own mistakes without a word. */
export interface Recorder {
  readonly personId: string | null;
  readonly typoMinutes: number;
}

/** A reason to change what was recorded, where one is needed. */
export interface Because {
  readonly reason: CorrectionReason;
  readonly note?: string;
}

/** What follows from a key in a cell: acts, or a question that has to be answered first. */
export type Outcome =
  | { readonly kind: 'acts'; readonly acts: readonly NewAct[] }
  /** The acts, once a reason is given. */
  | { readonly kind: 'reason'; readonly acts: readonly NewAct[] }
  /** The pupil was absent: was the work done later, or is the attendance wrong? */
  | { readonly kind: 'absent'; readonly value: Mark }
  | { readonly kind: 'has-marks' }
  | { readonly kind: 'nothing' };

const NOTHING: Outcome = { kind: 'nothing' };

/** The place where a mark typed in a cell goes: the latest mark of the column's work, or a new one. */
const lastOf = (cell: Cell, workId: string): Cell['marks'][number] | undefined =>
  cell.marks.findLast((mark) => mark.workId === workId && !mark.isRetaken);

/** A mark typed in a cell. @param another beside the one that stands */
export function recordMark(
  lesson: LessonView,
  cell: Cell,
  acts: readonly Act[],
  recorder: Recorder,
  { value, workId, another }: { readonly value: Mark; readonly workId: string; readonly another: boolean },
): Outcome {
  const stands = another ? undefined : lastOf(cell, workId);
  if (stands?.value === value) return NOTHING;
  if (cell.attendance?.value === 'absent' && stands === undefined) return { kind: 'absent', value };
  const { pupilId } = cell;
  const wish: Wish = { kind: 'mark', pupilId, workId, markId: stands?.markId ?? null, value };
  return asked(lesson, acts, recorder, wish);
}

/** A mark of a pupil who was absent: for work done on another day, or with the attendance corrected in the same step. */
export function recordMarkOfAbsent(
  lesson: LessonView,
  cell: Cell,
  {
    value,
    workId,
    doneOn,
  }: { readonly value: Mark; readonly workId: string; readonly doneOn: string | null },
  because: Because | null,
): readonly NewAct[] {
  const { lessonId } = lesson;
  const { pupilId } = cell;
  const given: Wish = {
    kind: 'mark',
    pupilId,
    workId,
    markId: null,
    value,
    ...(doneOn === null ? {} : { doneOn }),
  };
  const mark: NewAct = { lessonId, wish: given, seen: standingEvent(lesson, given) };
  if (doneOn !== null) return [mark];
  const present: Wish = { kind: 'attendance', pupilId, value: 'present', code: null };
  return [{ lessonId, wish: present, seen: standingEvent(lesson, present), ...because }, mark];
}

/** Attendance typed in a cell. */
export function recordAttendance(
  lesson: LessonView,
  cell: Cell,
  acts: readonly Act[],
  recorder: Recorder,
  { value, code }: { readonly value: 'absent' | 'late' | 'present'; readonly code: AbsenceCode | null },
): Outcome {
  const stands = cell.attendance;
  if (value === 'present' ? stands === null : stands?.value === value && stands.code === code) return NOTHING;
  if (value === 'absent' && cell.marks.some(({ doneOn }) => doneOn === null)) return { kind: 'has-marks' };
  return asked(lesson, acts, recorder, { kind: 'attendance', pupilId: cell.pupilId, value, code });
}

/** Backspace: the latest mark of the column's work, any other mark, or the attendance. */
export function takeBack(
  lesson: LessonView,
  cell: Cell,
  acts: readonly Act[],
  recorder: Recorder,
  workId: string,
): Outcome {
  const mark = lastOf(cell, workId) ?? cell.marks.findLast(({ isRetaken }) => !isRetaken);
  const { pupilId } = cell;
  if (mark !== undefined) {
    const wish: Wish = { kind: 'mark', pupilId, workId: mark.workId, markId: mark.markId, value: null };
    return asked(lesson, acts, recorder, wish);
  }
  if (cell.attendance === null) return NOTHING;
  return asked(lesson, acts, recorder, { kind: 'attendance', pupilId, value: 'present', code: null });
}

/** The act, with a question before it when it changes what is no longer fresh or was recorded by somebody else. */
export function asked(lesson: LessonView, acts: readonly Act[], recorder: Recorder, wish: Wish): Outcome {
  const act: NewAct = { lessonId: lesson.lessonId, wish, seen: standingEvent(lesson, wish) };
  const entry = entryOf(lesson, wish);
  const isOwnOnItsWay = acts.some((other) => other.wish.kind === wish.kind && samePupil(other.wish, wish));
  if (entry === null || isOwnOnItsWay) return { kind: 'acts', acts: [act] };
  const age = Date.now() - Date.parse(entry.recordedAt);
  const isFresh = entry.by === recorder.personId && age < recorder.typoMinutes * 60_000;
  return isFresh ? { kind: 'acts', acts: [act] } : { kind: 'reason', acts: [act] };
}

const samePupil = (a: Wish, b: Wish): boolean =>
  ('pupilId' in a ? a.pupilId : null) === ('pupilId' in b ? b.pupilId : null);

/** The recorded value that a wish would change with a reason; null when there is none. */
function entryOf(
  lesson: LessonView,
  wish: Wish,
): { readonly by: string; readonly recordedAt: string } | null {
  switch (wish.kind) {
    case 'attendance': {
      const entry = lesson.attendance.findLast(({ pupilId }) => pupilId === wish.pupilId);
      return entry === undefined || entry.value === null ? null : entry;
    }
    case 'mark':
      return wish.markId === null
        ? null
        : (lesson.marks.find(({ markId }) => markId === wish.markId) ?? null);
    case 'held':
      return wish.held ? null : (lesson.held ?? null);
    case 'roll-call':
      return wish.taken ? null : (lesson.rollCall ?? null);
    case 'topic':
    case 'homework':
    case 'comment':
    case 'work':
      return null;
  }
}

/**
 * What takes an act back: the value that stood before it.
 * @param before the lesson's cell, and its panel, before the act
 */
export function inverseOf(
  wish: Wish,
  lesson: LessonView,
  cell: Cell | null,
  acts: readonly Act[],
): Wish | null {
  switch (wish.kind) {
    case 'attendance': {
      const stood = cell?.attendance ?? null;
      return {
        kind: 'attendance',
        pupilId: wish.pupilId,
        value: stood?.value ?? 'present',
        code: stood?.code ?? null,
      };
    }
    case 'mark': {
      const stood =
        wish.markId === null ? null : (cell?.marks.find(({ markId }) => markId === wish.markId) ?? null);
      // A mark that was taken back is given anew.
      return wish.value === null && stood !== null
        ? { kind: 'mark', pupilId: wish.pupilId, workId: wish.workId, markId: null, value: stood.value }
        : {
            kind: 'mark',
            pupilId: wish.pupilId,
            workId: wish.workId,
            markId: wish.markId,
            value: stood?.value ?? null,
          };
    }
    case 'held':
      return { kind: 'held', held: !wish.held };
    case 'roll-call':
      return { kind: 'roll-call', taken: !wish.taken };
    case 'topic':
    case 'homework':
    case 'comment': {
      const shown = shownLesson(lesson, acts);
      return wish.kind === 'topic'
        ? { kind: 'topic', text: shown.topic }
        : wish.kind === 'homework'
          ? { kind: 'homework', text: shown.homework, dueDate: shown.dueDate }
          : { kind: 'comment', text: shown.comment };
    }
    case 'work': {
      const stood = shownLesson(lesson, acts).works.find(({ workId }) => workId === wish.workId);
      return stood === undefined ? null : { ...wish, ...stood, kind: 'work' };
    }
  }
}
