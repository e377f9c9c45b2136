import type { AnyProjection, Reactor } from '#projecting';
import { absenceReasons } from './absence/absences.projection.ts';
import { acknowledgements } from './diary/acknowledgements.projection.ts';
import { lessons } from './lessons/lessons.projection.ts';
import { lessonPlanner } from './planner/planner.reactor.ts';
import { lessonPolicy } from './timetable/lesson-policy.projection.ts';
import { datedWorks } from './work/dated-works.projection.ts';

export { JournalModule } from './journal.module.ts';

/** Every read model of this context. */
export const journalProjections: readonly AnyProjection[] = [
  lessons,
  datedWorks,
  absenceReasons,
  acknowledgements,
  lessonPolicy,
];

/** What follows by itself. Its command `PlanTimetable` is made of payload and context like any other. */
export const journalReactors: readonly Reactor[] = [lessonPlanner];

export { RecordAbsence } from './absence/record-absence.ts';
export { AcknowledgeWeek } from './diary/acknowledge-week.ts';
export { GetDiary } from './diary/get-diary.ts';
export type { LessonAction } from './lesson/actions.ts';
export { CancelLesson } from './lesson/cancel-lesson.ts';
export { MoveLesson } from './lesson/move-lesson.ts';
export { RecordEntries, RecordEntry, type SpokenAction } from './lesson/record-entries.ts';
export { ReviewCorrection } from './lesson/review-correction.ts';
export { ReplaceLesson } from './lesson/replace-lesson.ts';
export { RestoreLesson } from './lesson/restore-lesson.ts';
export { ScheduleLesson } from './lesson/schedule-lesson.ts';
export { SubstituteTeachers } from './lesson/substitute-teachers.ts';
export { type PlanReport, Planner, type PlanRequest } from './planner/planner.ts';
export { PlanTimetable, type TimetableChange } from './planner/plan-timetable.ts';
export { GetRegister } from './register/get-register.ts';
