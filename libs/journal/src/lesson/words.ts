import { isLocalDate } from '#kernel';
import type { ActionOf } from './actions.ts';
import type { LessonEvent } from './lesson.events.ts';
import type { Lesson } from './lesson-state.ts';
import { MAX_HOMEWORK, MAX_SEALED, MAX_TOPIC } from './limits.ts';
import { limited, refusedField, requireNotImported, requireSeen, requireTakesPlace } from './refusals.ts';
import { importedPart, isForGradeOne, type Setting } from './setting.ts';

/** The topic: any time, before the lesson or long after. A planned one never replaces a recorded one. */
export function setTopic(action: ActionOf<'set-topic'>, lesson: Lesson, setting: Setting): LessonEvent[] {
  const topic = limited(action.topic, MAX_TOPIC, 'topic');
  const stood = lesson.topic;
  const standing = stood?.value ?? { topic: '', planned: false };
  const planned = action.planned && topic !== '';
  if (topic === standing.topic && (planned === standing.planned || topic === '')) return [];
  requireSeen(action, stood && { ...stood, value: stood.value.topic || null }, topic, setting);
  if (standing.topic !== '' && !standing.planned) {
    if (planned)
      throw refusedField('topic-recorded', 'planned', 'The topic was recorded: no plan replaces it.');
    requireNotImported(setting, 'topic');
  }
  return [{ type: 'TopicSet', data: { lessonId: lesson.lessonId, topic, planned } }];
}

/** Homework: any time; in grade 1 by the school's policy. */
export function setHomework(
  action: ActionOf<'set-homework'>,
  lesson: Lesson,
  setting: Setting,
): LessonEvent[] {
  const text = limited(action.text, MAX_HOMEWORK, 'text');
  const dueDate = text === '' ? null : action.dueDate;
  const stood = lesson.homework;
  const standing = stood?.value ?? { text: '', dueDate: null };
  if (text === standing.text && dueDate === standing.dueDate) return [];
  requireSeen(action, stood && { ...stood, value: stood.value.text || null }, text, setting);
  if (standing.text !== '') requireNotImported(setting, 'text');
  if (text !== '' && !setting.policy.homeworkInGradeOne && isForGradeOne(lesson.plan, setting)) {
    throw refusedField('no-homework-in-grade-one', 'text', 'The school sets no homework in grade 1.');
  }
  if (dueDate !== null && (!isLocalDate(dueDate) || dueDate < lesson.plan.date)) {
    throw refusedField('due-before-lesson', 'dueDate', 'Homework is not due before its lesson.', {
      status: 422,
    });
  }
  return [{ type: 'HomeworkSet', data: { lessonId: lesson.lessonId, text, dueDate } }];
}

/** The comment: any time. The same entry as long as it is not cleared. */
export function setComment(
  action: ActionOf<'set-comment'>,
  lesson: Lesson,
  setting: Setting,
  entryId: string,
): LessonEvent[] {
  const sealed = limited(action.sealed, MAX_SEALED, 'text');
  const stood = lesson.comment;
  const standing = stood?.value ?? '';
  if (sealed === standing) return [];
  requireSeen(action, stood && { ...stood, value: stood.value || null }, sealed, setting);
  if (standing !== '') requireNotImported(setting, 'text');
  if (sealed !== '') requireTakesPlace(lesson);
  return [
    {
      type: 'LessonCommented',
      data: {
        lessonId: lesson.lessonId,
        entryId: standing === '' ? entryId : stood!.entryId,
        sealed,
        ...importedPart(setting),
      },
    },
  ];
}
