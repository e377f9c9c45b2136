import type { ActionOf } from './actions.ts';
import { type CorrectedAt, whyOf } from './corrections.ts';
import type { Mark, Why } from './lesson.events.ts';
import type { MarkEntry } from './lesson-state.ts';
import { refusedField, requireSeen, type Stood } from './refusals.ts';
import { gradingOf, type Occasion, type Setting } from './setting.ts';

/** The marks of a lesson, or of a work beyond lessons: by mark id, those taken back too. */
type Marks = ReadonlyMap<string, MarkEntry>;

/** Which mark changes, of whom, and why. */
interface MarkChange {
  readonly markId: string;
  readonly pupilId: string;
  readonly why: Why;
}

/**
 * What stands in a pupil's cell of a work: the mark recorded last of those that stand; when none does, nothing,
 * since the last one was taken back.
 */
export function cellOf(marks: Marks, workId: string, pupilId: string): Stood | null {
  let last: MarkEntry | null = null;
  for (const mark of marks.values()) {
    if (mark.workId !== workId || mark.pupilId !== pupilId) continue;
    const stands = mark.value !== null;
    const lastStands = last !== null && last.value !== null;
    if (last === null || (stands && !lastStands)) last = mark;
    else if (stands === lastStands && mark.recording.order > last.recording.order) last = mark;
  }
  return last;
}

/**
 * Another value for a mark; null when it has that value already.
 * @throws Refused `no-such-mark`, `changed-meanwhile`, `mark-revoked`, and by scale and reason
 */
export function correctionOf(
  marks: Marks,
  action: Omit<ActionOf<'correct-mark'>, 'kind'>,
  occasion: Occasion & CorrectedAt,
  setting: Setting,
): MarkChange | null {
  const mark = markOf(marks, action.markId);
  const { value } = action;
  if (mark.value === value) return null;
  requireSeen(action, mark, value, setting);
  if (mark.value === null) {
    throw refusedField('mark-revoked', 'markId', 'The mark was taken back; a new one can be given.');
  }
  requireScale(value, occasion, setting);
  const { markId, pupilId } = mark;
  return { markId, pupilId, why: whyOf(action, mark.recording, occasion, setting) };
}

/**
 * Taking a mark back; null when it was taken back already.
 * @throws Refused `no-such-mark`, `changed-meanwhile`, `has-retake`, and by reason
 */
export function revocationOf(
  marks: Marks,
  action: Omit<ActionOf<'revoke-mark'>, 'kind'>,
  occasion: CorrectedAt,
  setting: Setting,
): MarkChange | null {
  const mark = markOf(marks, action.markId);
  if (mark.value === null) return null;
  requireSeen(action, mark, null, setting);
  const { markId, pupilId } = mark;
  if (retakeOf(marks, markId) !== null) {
    throw refusedField('has-retake', 'markId', 'The mark was retaken: revoke the retake first.');
  }
  return { markId, pupilId, why: whyOf(action, mark.recording, occasion, setting) };
}

/** The standing mark of this pupil that is to be retaken. @throws Refused when it cannot be */
export function retakenMark(marks: Marks, markId: string, pupilId: string): MarkEntry {
  const mark = markOf(marks, markId);
  if (mark.pupilId !== pupilId) {
    throw refusedField('other-pupil', 'retakeOf', 'The mark to retake is another pupil’s.', { status: 422 });
  }
  if (mark.value === null) {
    throw refusedField('mark-revoked', 'retakeOf', 'The mark was taken back; a new one can be given.');
  }
  if (retakeOf(marks, markId) !== null) {
    throw refusedField('already-retaken', 'retakeOf', 'The mark was retaken: retake the later one.');
  }
  return mark;
}

/** @throws Refused `no-marks-here`, `mark-out-of-scale` as the register grades on that date */
export function requireScale(value: Mark, occasion: Occasion, setting: Setting): void {
  const grading = gradingOf(occasion, setting);
  if (grading === 'none') {
    throw refusedField('no-marks-here', 'value', 'No marks are given in this register.');
  }
  const scale: readonly Mark[] =
    grading === 'pass-fail'
      ? ['pass', 'fail']
      : setting.policy.markOne
        ? ['1', '2', '3', '4', '5']
        : ['2', '3', '4', '5'];
  if (!scale.includes(value)) {
    throw refusedField('mark-out-of-scale', 'value', `The scale here is ${scale.join(', ')}.`, { scale });
  }
}

function markOf(marks: Marks, markId: string): MarkEntry {
  const mark = marks.get(markId);
  if (mark) return mark;
  throw refusedField('no-such-mark', 'markId', `There is no mark ${markId} here.`, { status: 404 });
}

/** The standing mark that retakes this one, or null. */
const retakeOf = (marks: Marks, markId: string): MarkEntry | null =>
  [...marks.values()].find((mark) => mark.retakeOf === markId && mark.value !== null) ?? null;
