import { isLocalDate } from '#kernel';
import type { ActionOf } from './actions.ts';
import { requireAttends } from './attendance.ts';
import { defaultWorkOf, type LessonEvent } from './lesson.events.ts';
import { correctedAt, type Lesson } from './lesson-state.ts';
import { cellOf, correctionOf, requireScale, retakenMark, revocationOf } from './mark-cells.ts';
import { refusedField, requireOpen, requireSeen, requireTakesPlace } from './refusals.ts';
import { importedPart, type Setting } from './setting.ts';
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
  const retaken = action.retakeOf === undefined ? null : retakenMark(lesson.marks, action.retakeOf, pupilId);
  const workId = action.workId ?? retaken?.workId ?? defaultWorkOf(lesson.lessonId);
  if (retaken !== null && workId !== retaken.workId) {
    throw refusedField('other-work', 'workId', 'A retake is for the work of the mark it retakes.', {
      status: 422,
    });
  }
  requireSeen(action, cellOf(lesson.marks, workId, pupilId), value, setting);
  requireTakesPlace(lesson);
  requireOpen(lesson, setting);
  requireAttends(lesson.plan, pupilId, setting);
  requireScale(value, lesson.plan, setting);
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
  const { value } = action;
  const correction = correctionOf(lesson.marks, action, { ...lesson.plan, ...correctedAt(lesson) }, setting);
  if (correction === null) return [];
  const { markId, pupilId, why } = correction;
  return [{ type: 'MarkCorrected', data: { lessonId: lesson.lessonId, markId, pupilId, value, ...why } }];
}

/** Takes a mark back: it stays in the history and counts no more. */
export function revokeMark(action: ActionOf<'revoke-mark'>, lesson: Lesson, setting: Setting): LessonEvent[] {
  const revocation = revocationOf(lesson.marks, action, correctedAt(lesson), setting);
  if (revocation === null) return [];
  const { markId, pupilId, why } = revocation;
  return [{ type: 'MarkRevoked', data: { lessonId: lesson.lessonId, markId, pupilId, ...why } }];
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
