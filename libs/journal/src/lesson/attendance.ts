import type { ActionOf } from './actions.ts';
import { whyOf } from './corrections.ts';
import type { LessonEvent } from './lesson.events.ts';
import { correctedAt, type Lesson } from './lesson-state.ts';
import { refusedField, requireNotImported, requireOpen, requireSeen, requireTakesPlace } from './refusals.ts';
import { attends, importedPart, type Occasion, type Setting } from './setting.ts';

/**
 * One pupil's attendance. `present` takes an absence or lateness back; another value for one that stands corrects
 * the same entry. Nobody becomes absent while a mark says that they worked on this lesson.
 */
export function setAttendance(
  action: ActionOf<'set-attendance'>,
  lesson: Lesson,
  setting: Setting,
  entryId: string,
): LessonEvent[] {
  const { lessonId } = lesson;
  const { pupilId, value, code } = action;
  if (code !== null && value !== 'absent') {
    throw refusedField('code-without-absence', 'code', 'Only an absence has a reason.', { status: 422 });
  }
  const entry = lesson.attendance.get(pupilId) ?? null;
  const stood = entry?.value ?? null;
  if (value === 'present' ? stood === null : stood?.value === value && stood.code === code) return [];
  requireSeen(action, entry, value === 'present' ? null : { value, code }, setting);
  if (value === 'present') {
    requireNotImported(setting, 'value');
    const why = whyOf(action, entry!.recording, correctedAt(lesson), setting);
    return [{ type: 'AttendanceCleared', data: { lessonId, entryId: entry!.entryId, pupilId, ...why } }];
  }
  if (value === 'absent') requireNoMarksOfThatDay(lesson, pupilId);
  if (stood !== null) {
    requireNotImported(setting, 'value');
    const why = whyOf(action, entry!.recording, correctedAt(lesson), setting);
    const corrected = { lessonId, entryId: entry!.entryId, pupilId, value, code, ...why };
    return [{ type: 'AttendanceCorrected', data: corrected }];
  }
  requireTakesPlace(lesson);
  requireOpen(lesson, setting);
  requireAttends(lesson.plan, pupilId, setting);
  const { basis } = setting;
  const marked = { lessonId, entryId, pupilId, value, code, basis, ...importedPart(setting) };
  return [{ type: 'AttendanceMarked', data: marked }];
}

/** @throws Refused `pupil-not-in-group` unless the pupil belongs to one of its groups on its date */
export function requireAttends(occasion: Occasion, pupilId: string, setting: Setting): void {
  if (!attends(occasion, pupilId, setting)) {
    throw refusedField(
      'pupil-not-in-group',
      'pupilId',
      `The pupil was in none of the groups on ${occasion.date}.`,
    );
  }
}

function requireNoMarksOfThatDay(lesson: Lesson, pupilId: string): void {
  const markIds = [...lesson.marks.values()]
    .filter((mark) => mark.pupilId === pupilId && mark.value !== null && mark.doneOn === null)
    .map((mark) => mark.markId);
  if (markIds.length > 0) {
    throw refusedField('has-marks', 'value', 'The pupil has marks for work done on this lesson.', {
      markIds,
    });
  }
}
