import type { ActionOf } from './actions.ts';
import { DEFAULT_WORK, defaultWorkOf, type LessonEvent, workTypes } from './lesson.events.ts';
import type { Lesson, Work } from './lesson-state.ts';
import { MAX_TITLE, MAX_WEIGHT, MIN_WEIGHT } from './limits.ts';
import { limited, refusedField, requireSeen } from './refusals.ts';
import type { Setting } from './setting.ts';

/** The work, or null when the lesson has none of this id. */
export const workOf = (lesson: Lesson, workId: string): Work | null =>
  lesson.works.get(workId)?.value ?? (workId === defaultWorkOf(lesson.lessonId) ? DEFAULT_WORK : null);

/** What is said of a work, checked. @throws Refused `invalid`, `too-long` */
export function workSaid({ workType, weight, title }: Pick<ActionOf<'set-work'>, keyof Work>): Work {
  if (!workTypes.includes(workType)) {
    throw refusedField('invalid', 'workType', `${String(workType)} is no type of work.`, { status: 422 });
  }
  const tenths = Math.round(weight * 10);
  if (!(weight >= MIN_WEIGHT && weight <= MAX_WEIGHT && tenths / 10 === weight)) {
    throw refusedField('invalid', 'weight', `A weight is ${MIN_WEIGHT} to ${MAX_WEIGHT} in tenths.`, {
      status: 422,
    });
  }
  return { workType, weight, title: limited(title ?? '', MAX_TITLE, 'title') || null };
}

/** Adds a work or says its type, weight and title anew; the default work too. */
export function setWork(action: ActionOf<'set-work'>, lesson: Lesson, setting: Setting): LessonEvent[] {
  const { workId } = action;
  const said = workSaid(action);
  const stood = lesson.works.get(workId) ?? null;
  const current = workOf(lesson, workId);
  if (current?.workType === said.workType && current.weight === said.weight && current.title === said.title) {
    return [];
  }
  requireSeen(action, stood, said, setting);
  return [{ type: 'WorkSet', data: { lessonId: lesson.lessonId, workId, ...said } }];
}

/** Takes a work back that no mark stands for. */
export function removeWork(action: ActionOf<'remove-work'>, lesson: Lesson, setting: Setting): LessonEvent[] {
  const { workId } = action;
  if (workId === defaultWorkOf(lesson.lessonId)) {
    throw refusedField('default-work', 'workId', 'Every lesson keeps its default work.');
  }
  const stood = lesson.works.get(workId) ?? null;
  if (stood === null) throw noSuchWork(workId);
  if (stood.value === null) return [];
  requireSeen(action, stood, null, setting);
  for (const mark of lesson.marks.values()) {
    if (mark.workId === workId && mark.value !== null) {
      throw refusedField('work-has-marks', 'workId', 'Marks stand for this work: revoke them first.');
    }
  }
  return [{ type: 'WorkRemoved', data: { lessonId: lesson.lessonId, workId } }];
}

export const noSuchWork = (workId: string): Error =>
  refusedField('no-such-work', 'workId', `The lesson has no work ${workId}.`, { status: 404 });
