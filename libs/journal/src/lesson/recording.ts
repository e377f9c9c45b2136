import { Refused } from '#kernel';
import { importable, type LessonAction } from './actions.ts';
import { setAttendance } from './attendance.ts';
import { stateHeld, takeRollCall, withdrawHeld, withdrawRollCall } from './held-and-roll-call.ts';
import type { LessonEvent } from './lesson.events.ts';
import { after, type Lesson } from './lesson-state.ts';
import { MAX_ACTIONS } from './limits.ts';
import { correctMark, giveMark, revokeMark } from './marks.ts';
import { refusedAt, refusedField } from './refusals.ts';
import { entryIdOf, type Setting, thisCommand } from './setting.ts';
import { setComment, setHomework, setTopic } from './words.ts';
import { removeWork, setWork } from './works.ts';

/** What follows from one action, when the lesson stands so. `index` is its place among the command's actions. */
export function recordAction(
  action: LessonAction,
  lesson: Lesson,
  setting: Setting,
  index: number,
): readonly LessonEvent[] {
  if (setting.imported !== null && !importable.includes(action.kind)) {
    throw refusedField('not-by-import', 'kind', `An import does not ${action.kind.replaceAll('-', ' ')}.`);
  }
  const entryId = entryIdOf(setting.commandId, index);
  switch (action.kind) {
    case 'set-topic':
      return setTopic(action, lesson, setting);
    case 'set-homework':
      return setHomework(action, lesson, setting);
    case 'set-comment':
      return setComment(action, lesson, setting, entryId);
    case 'state-held':
      return stateHeld(action, lesson, setting, entryId);
    case 'withdraw-held':
      return withdrawHeld(action, lesson, setting);
    case 'take-roll-call':
      return takeRollCall(action, lesson, setting, index);
    case 'withdraw-roll-call':
      return withdrawRollCall(action, lesson, setting);
    case 'set-attendance':
      return setAttendance(action, lesson, setting, entryId);
    case 'set-work':
      return setWork(action, lesson, setting);
    case 'remove-work':
      return removeWork(action, lesson, setting);
    case 'give-mark':
      return giveMark(action, lesson, setting, entryId);
    case 'correct-mark':
      return correctMark(action, lesson, setting);
    case 'revoke-mark':
      return revokeMark(action, lesson, setting);
  }
}

/**
 * Many actions in one step, all or nothing: each sees the lesson as the actions before it leave it. A refusal
 * names the action by its place (`action`) and the field under `actions[…]`.
 */
export function recordActions(
  actions: readonly LessonAction[],
  lesson: Lesson,
  setting: Setting,
): readonly LessonEvent[] {
  if (actions.length > MAX_ACTIONS) {
    throw new Refused('too-many-actions', `One step holds at most ${MAX_ACTIONS} actions.`, { status: 422 });
  }
  const facts: LessonEvent[] = [];
  let current = lesson;
  for (const [index, action] of actions.entries()) {
    const said = refusedAt(`actions[${index}].`, { action: index }, () =>
      recordAction(action, current, setting, index),
    );
    for (const fact of said) current = after(current, fact, thisCommand(setting));
    facts.push(...said);
  }
  return facts;
}
