import { type Decider, notFound } from '#kernel';
import type { LessonAction } from './actions.ts';
import { arrange, type ArrangeLesson, unplanned } from './arranging.ts';
import type { LessonEvent } from './lesson.events.ts';
import { after, type Lesson, recordingOf } from './lesson-state.ts';
import { plan, type PlanLesson } from './planning.ts';
import { recordAction, recordActions } from './recording.ts';
import { type Review, reviewOf } from './reviewing.ts';
import type { Setting } from './setting.ts';

/**
 * What can be done with a lesson: the timetable plans it, the school arranges it, its teacher records in it, one
 * thing or many in one step, and the deputy head reviews what was corrected after the term.
 */
export type LessonCommand =
  | PlanLesson
  | ArrangeLesson
  | { readonly kind: 'ReviewCorrection'; readonly review: Review }
  | { readonly kind: 'RecordEntry'; readonly action: LessonAction; readonly setting: Setting }
  | {
      readonly kind: 'RecordEntries';
      readonly actions: readonly LessonAction[];
      readonly setting: Setting;
    };

/**
 * One dated meeting with everything that is recorded in it. Late work is always accepted and labelled by when it
 * was recorded, never locked; a correction names its reason; nobody's work is overwritten unseen.
 */
export const lesson: Decider<Lesson | null, LessonCommand, LessonEvent> = {
  name: 'lesson',
  initial: null,
  decide(command, lesson) {
    switch (command.kind) {
      case 'PlanLesson':
      case 'UnplanLesson':
        return plan(command, lesson);
      case 'RecordEntry':
        return recordAction(command.action, present(lesson), command.setting, 0);
      case 'RecordEntries':
        return recordActions(command.actions, present(lesson), command.setting);
      case 'ReviewCorrection':
        return review(command.review, existing(lesson));
      case 'MoveLesson':
      case 'CancelLesson':
      case 'RestoreLesson':
      case 'SubstituteTeachers':
      case 'WithdrawSubstitution':
      case 'ReplaceLesson':
      case 'WithdrawReplacement':
        return arrange(command, existing(lesson));
    }
  },
  evolve: (lesson, event) => after(lesson, event, recordingOf(event)),
};

function review(said: Review, { lessonId, termCorrections }: Lesson): readonly LessonEvent[] {
  const reviewed = reviewOf(said, termCorrections);
  if (reviewed === null) return [];
  const { note, ...data } = reviewed;
  return said.verdict === 'approved'
    ? [{ type: 'CorrectionApproved', data: { lessonId, ...data } }]
    : [{ type: 'CorrectionReturned', data: { lessonId, ...data, note } }];
}

function existing(lesson: Lesson | null): Lesson {
  if (lesson === null) throw notFound('lesson', 'with this id');
  return lesson;
}

function present(lesson: Lesson | null): Lesson {
  const found = existing(lesson);
  if (found.status === 'unplanned') throw unplanned();
  return found;
}
