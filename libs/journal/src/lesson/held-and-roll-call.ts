import type { ActionOf } from './actions.ts';
import { setAttendance } from './attendance.ts';
import { whyOf } from './corrections.ts';
import type { LessonEvent } from './lesson.events.ts';
import { after, correctedAt, type Lesson } from './lesson-state.ts';
import { refusedAt, requireOpen, requireSeen, requireTakesPlace } from './refusals.ts';
import { entryIdOf, importedPart, type Setting, thisCommand } from './setting.ts';

/** The teacher's statement that the lesson took place. */
export function stateHeld(
  action: ActionOf<'state-held'>,
  lesson: Lesson,
  setting: Setting,
  entryId: string,
): LessonEvent[] {
  if (lesson.held?.value === true) return [];
  requireSeen(action, lesson.held && { ...lesson.held, value: null }, true, setting);
  requireTakesPlace(lesson);
  requireOpen(lesson, setting);
  return [{ type: 'LessonHeld', data: { lessonId: lesson.lessonId, entryId, ...importedPart(setting) } }];
}

export function withdrawHeld(
  action: ActionOf<'withdraw-held'>,
  lesson: Lesson,
  setting: Setting,
): LessonEvent[] {
  const { held } = lesson;
  if (held?.value !== true) return [];
  requireSeen(action, held, false, setting);
  const why = whyOf(action, held.recording, correctedAt(lesson), setting);
  return [{ type: 'HeldWithdrawn', data: { lessonId: lesson.lessonId, entryId: held.entryId, ...why } }];
}

/**
 * One act for everyone: those whose attendance is not said otherwise, by an exception or by an entry that stands,
 * were present. Taken again, only what is new is recorded.
 */
export function takeRollCall(
  action: ActionOf<'take-roll-call'>,
  lesson: Lesson,
  setting: Setting,
  index: number,
): LessonEvent[] {
  const { lessonId } = lesson;
  const facts: LessonEvent[] = [];
  if (lesson.rollCall?.value !== true) {
    requireTakesPlace(lesson);
    requireOpen(lesson, setting);
    const entryId = entryIdOf(setting.commandId, index);
    const { basis } = setting;
    facts.push({ type: 'RollCallTaken', data: { lessonId, entryId, basis, ...importedPart(setting) } });
  }
  let current = lesson;
  for (const [place, exception] of action.exceptions.entries()) {
    const entryId = entryIdOf(setting.commandId, index, exception.pupilId);
    const said = refusedAt(`exceptions[${place}].`, {}, () =>
      setAttendance({ kind: 'set-attendance', ...exception }, current, setting, entryId),
    );
    for (const fact of said) current = after(current, fact, thisCommand(setting));
    facts.push(...said);
  }
  return facts;
}

/** Takes the roll call back; what was said of single pupils stays. */
export function withdrawRollCall(
  action: ActionOf<'withdraw-roll-call'>,
  lesson: Lesson,
  setting: Setting,
): LessonEvent[] {
  const { rollCall } = lesson;
  if (rollCall?.value !== true) return [];
  requireSeen(action, rollCall, false, setting);
  const why = whyOf(action, rollCall.recording, correctedAt(lesson), setting);
  return [
    { type: 'RollCallWithdrawn', data: { lessonId: lesson.lessonId, entryId: rollCall.entryId, ...why } },
  ];
}
