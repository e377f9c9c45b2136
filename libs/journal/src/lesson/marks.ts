import { isLocalDate } from '#kernel';
import type { ActionOf } from './actions.ts';
import { requireAttends } from './attendance.ts';
import { whyOf } from './corrections.ts';
import { defaultWorkOf, type LessonEvent, type Mark } from './lesson.events.ts';
import type { Lesson, MarkEntry } from './lesson-state.ts';
import { refusedField, requireOpen, requireSeen, requireTakesPlace, type Stood } from './refusals.ts';
import { gradingOf, importedPart, type Setting } from './setting.ts';
import { noSuchWork, workOf } from './works.ts';

/**
 * A mark for a work, beside those that stand already. A pupil who was absent gets it for work done later
 * (`doneOn`); a retake is another mark, and both stay visible.
 */
export function giveMark(
  action: ActionOf<'give-mark'>,
  lesson: Lesson,
  setting: Setting,
  markId: string,
): LessonEvent[] {
  const { pupilId, value } = action;
  const retaken = action.retakeOf === undefined ? null : retakenMark(action, action.retakeOf, lesson);
  const workId = action.workId ?? retaken?.workId ?? defaultWorkOf(lesson.lessonId);
  if (retaken !== null && workId !== retaken.workId) {
    throw refusedField('other-work', 'workId', 'A retake is for the work of the mark it retakes.', {
      status: 422,
    });
  }
  requireSeen(action, cellOf(lesson, workId, pupilId), value, setting);
  requireTakesPlace(lesson);
  requireOpen(lesson, setting);
  requireAttends(lesson, pupilId, setting);
  requireScale(value, lesson, setting);
  if (workOf(lesson, workId) === null) throw noSuchWork(workId);
  const doneOn = doneOnOf(action, lesson, setting);
  return [
    {
      type: 'MarkGiven',
      data: {
        lessonId: lesson.lessonId,
        markId,
        workId,
        pupilId,
        value,
        ...(doneOn === null ? {} : { doneOn }),
        ...(retaken === null ? {} : { retakeOf: retaken.markId }),
        basis: setting.basis,
        ...importedPart(setting),
      },
    },
  ];
}

/** Another value for the same mark. */
export function correctMark(
  action: ActionOf<'correct-mark'>,
  lesson: Lesson,
  setting: Setting,
): LessonEvent[] {
  const mark = markOf(lesson, action.markId);
  const { value } = action;
  if (mark.value === value) return [];
  requireSeen(action, mark, value, setting);
  if (mark.value === null) {
    throw refusedField('mark-revoked', 'markId', 'The mark was taken back; a new one can be given.');
  }
  requireScale(value, lesson, setting);
  const { markId, pupilId } = mark;
  const why = whyOf(action, mark.recording, setting);
  return [{ type: 'MarkCorrected', data: { lessonId: lesson.lessonId, markId, pupilId, value, ...why } }];
}

/** Takes a mark back: it stays in the history and counts no more. */
export function revokeMark(action: ActionOf<'revoke-mark'>, lesson: Lesson, setting: Setting): LessonEvent[] {
  const mark = markOf(lesson, action.markId);
  if (mark.value === null) return [];
  requireSeen(action, mark, null, setting);
  const { markId, pupilId } = mark;
  if (retakeOf(lesson, markId) !== null) {
    throw refusedField('has-retake', 'markId', 'The mark was retaken: revoke the retake first.');
  }
  const why = whyOf(action, mark.recording, setting);
  return [{ type: 'MarkRevoked', data: { lessonId: lesson.lessonId, markId, pupilId, ...why } }];
}

function markOf(lesson: Lesson, markId: string): MarkEntry {
  const mark = lesson.marks.get(markId);
  if (mark) return mark;
  throw refusedField('no-such-mark', 'markId', `The lesson has no mark ${markId}.`, { status: 404 });
}

/**
 * What stands in a pupil's cell of a work: the mark recorded last of those that stand; when none does, nothing,
 * since the last one was taken back.
 */
function cellOf(lesson: Lesson, workId: string, pupilId: string): Stood | null {
  let last: MarkEntry | null = null;
  for (const mark of lesson.marks.values()) {
    if (mark.workId !== workId || mark.pupilId !== pupilId) continue;
    const stands = mark.value !== null;
    const lastStands = last !== null && last.value !== null;
    if (last === null || (stands && !lastStands)) last = mark;
    else if (stands === lastStands && mark.recording.order > last.recording.order) last = mark;
  }
  return last;
}

/** The standing mark that retakes this one, or null. */
const retakeOf = (lesson: Lesson, markId: string): MarkEntry | null =>
  [...lesson.marks.values()].find((mark) => mark.retakeOf === markId && mark.value !== null) ?? null;

function retakenMark(action: ActionOf<'give-mark'>, markId: string, lesson: Lesson): MarkEntry {
  const mark = markOf(lesson, markId);
  if (mark.pupilId !== action.pupilId) {
    throw refusedField('other-pupil', 'retakeOf', 'The mark to retake is another pupil’s.', { status: 422 });
  }
  if (mark.value === null) {
    throw refusedField('mark-revoked', 'retakeOf', 'The mark was taken back; a new one can be given.');
  }
  if (retakeOf(lesson, markId) !== null) {
    throw refusedField('already-retaken', 'retakeOf', 'The mark was retaken: retake the later one.');
  }
  return mark;
}

/** @throws Refused `no-marks-here`, `mark-out-of-scale` as the register grades on the lesson's date */
function requireScale(value: Mark, lesson: Lesson, setting: Setting): void {
  const grading = gradingOf(lesson, setting);
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

/**
 * The day the work was done, where it is to be recorded: not before the lesson, not in the future. A pupil who
 * was absent needs one; of one who was there, the lesson's own day goes without saying.
 */
function doneOnOf(
  { doneOn, pupilId }: ActionOf<'give-mark'>,
  lesson: Lesson,
  setting: Setting,
): string | null {
  const { date } = lesson.plan;
  const absent = lesson.attendance.get(pupilId)?.value?.value === 'absent';
  if (doneOn === undefined) {
    if (!absent) return null;
    throw refusedField('pupil-absent', 'doneOn', 'The pupil was absent: say when the work was done.');
  }
  if (!isLocalDate(doneOn) || doneOn < date || doneOn > setting.today) {
    throw refusedField('done-on-out-of-range', 'doneOn', `The day lies from ${date} to ${setting.today}.`, {
      status: 422,
    });
  }
  return absent || doneOn !== date ? doneOn : null;
}
