import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GetAbsencesHandler, GetAbsencesRoute } from './absence/get-absences.ts';
import { RecordAbsenceHandler, RecordAbsenceRoute } from './absence/record-absence.ts';
import { AbsenceScopes } from './access/absence-scopes.ts';
import { LessonScopes } from './access/lesson-scopes.ts';
import { OwnClasses } from './access/own-classes.ts';
import { RegisterScopes } from './access/register-scopes.ts';
import { GetFreeTeachersHandler, GetFreeTeachersRoute } from './arrangements/get-free-teachers.ts';
import { GetSubstitutionsHandler, GetSubstitutionsRoute } from './arrangements/get-substitutions.ts';
import { GetAbsenteesHandler, GetAbsenteesRoute } from './class-day/get-absentees.ts';
import { GetClassDayHandler, GetClassDayRoute } from './class-day/get-class-day.ts';
import { GetMissedLessonsHandler, GetMissedLessonsRoute } from './class-day/get-missed-lessons.ts';
import { GetCorrectionsHandler, GetCorrectionsRoute } from './corrections/get-corrections.ts';
import { AcknowledgeWeekHandler, AcknowledgeWeekRoute } from './diary/acknowledge-week.ts';
import { GetDiaryChangesHandler, GetDiaryChangesRoute } from './diary/get-changes.ts';
import { GetDiaryHandler, GetDiaryRoute } from './diary/get-diary.ts';
import { GetDiarySubjectsHandler, GetDiarySubjectsRoute } from './diary/get-subjects.ts';
import { CancelLessonHandler, CancelLessonRoute } from './lesson/cancel-lesson.ts';
import { CorrectMarkRoute } from './lesson/correct-mark.ts';
import { GiveMarkRoute } from './lesson/give-mark.ts';
import { MoveLessonHandler, MoveLessonRoute } from './lesson/move-lesson.ts';
import { RecordEntriesHandler, RecordEntryHandler } from './lesson/record-entries.ts';
import { RecordManyRoute } from './lesson/record-many.ts';
import { ReplaceLessonHandler, ReplaceLessonRoute } from './lesson/replace-lesson.ts';
import { RestoreLessonHandler, RestoreLessonRoute } from './lesson/restore-lesson.ts';
import { ReviewCorrectionHandler, ReviewCorrectionRoute } from './lesson/review-correction.ts';
import { ScheduleLessonHandler, ScheduleLessonRoute } from './lesson/schedule-lesson.ts';
import { SetAttendanceRoute } from './lesson/set-attendance.ts';
import { SetCommentRoute } from './lesson/set-comment.ts';
import { SetHeldRoute } from './lesson/set-held.ts';
import { SetHomeworkRoute } from './lesson/set-homework.ts';
import { SetRollCallRoute } from './lesson/set-roll-call.ts';
import { SetTopicRoute } from './lesson/set-topic.ts';
import { Settings } from './lesson/settings.ts';
import { SetWorkRoute } from './lesson/set-work.ts';
import { SubstituteTeachersHandler, SubstituteTeachersRoute } from './lesson/substitute-teachers.ts';
import { GetLessonHandler, GetLessonRoute } from './lessons/get-lesson.ts';
import { GetMarkCountsHandler, GetMarkCountsRoute } from './mark-counts/get-mark-counts.ts';
import { LessonPlans } from './planner/lesson-plans.ts';
import { Placement } from './planner/placement.ts';
import { PlanTimetableHandler } from './planner/plan-timetable.ts';
import { Planner } from './planner/planner.ts';
import { GetRegisterHandler, GetRegisterRoute } from './register/get-register.ts';
import { SchoolFacts } from './school-facts/school-facts.ts';
import { GetLessonsHandler, GetLessonsRoute } from './timetable/get-timetable.ts';
import { WhoseLessons } from './timetable/whose-lessons.ts';
import { GetParallelTopicsHandler, GetParallelTopicsRoute } from './topics/get-parallel-topics.ts';
import { MarkDatedWorkRoute } from './work/mark-dated-work.ts';
import { RecordWorkHandler } from './work/record-work.ts';
import { ReviewWorkCorrectionRoute } from './work/review-work-correction.ts';
import { SetDatedWorkRoute } from './work/set-dated-work.ts';

/** The lesson and its entries, absence reasons, the planner; register page, timetable and diary. */
@Module({
  imports: [CqrsModule],
  controllers: [
    GetLessonRoute,
    SetTopicRoute,
    SetHomeworkRoute,
    SetCommentRoute,
    SetHeldRoute,
    SetRollCallRoute,
    SetAttendanceRoute,
    SetWorkRoute,
    GiveMarkRoute,
    CorrectMarkRoute,
    RecordManyRoute,
    SetDatedWorkRoute,
    MarkDatedWorkRoute,
    ReviewCorrectionRoute,
    ReviewWorkCorrectionRoute,
    GetCorrectionsRoute,
    ScheduleLessonRoute,
    MoveLessonRoute,
    CancelLessonRoute,
    RestoreLessonRoute,
    SubstituteTeachersRoute,
    ReplaceLessonRoute,
    RecordAbsenceRoute,
    GetAbsencesRoute,
    GetRegisterRoute,
    GetLessonsRoute,
    GetDiaryRoute,
    GetDiarySubjectsRoute,
    GetDiaryChangesRoute,
    AcknowledgeWeekRoute,
    GetAbsenteesRoute,
    GetClassDayRoute,
    GetMissedLessonsRoute,
    GetMarkCountsRoute,
    GetSubstitutionsRoute,
    GetFreeTeachersRoute,
    GetParallelTopicsRoute,
  ],
  providers: [
    SchoolFacts,
    Settings,
    Placement,
    LessonPlans,
    Planner,
    WhoseLessons,
    LessonScopes,
    RegisterScopes,
    AbsenceScopes,
    OwnClasses,
    RecordEntryHandler,
    RecordEntriesHandler,
    RecordWorkHandler,
    ReviewCorrectionHandler,
    GetCorrectionsHandler,
    ScheduleLessonHandler,
    MoveLessonHandler,
    CancelLessonHandler,
    RestoreLessonHandler,
    SubstituteTeachersHandler,
    ReplaceLessonHandler,
    PlanTimetableHandler,
    RecordAbsenceHandler,
    GetLessonHandler,
    GetAbsencesHandler,
    GetRegisterHandler,
    GetLessonsHandler,
    GetDiaryHandler,
    GetDiarySubjectsHandler,
    GetDiaryChangesHandler,
    AcknowledgeWeekHandler,
    GetAbsenteesHandler,
    GetClassDayHandler,
    GetMissedLessonsHandler,
    GetMarkCountsHandler,
    GetSubstitutionsHandler,
    GetFreeTeachersHandler,
    GetParallelTopicsHandler,
  ],
  exports: [Planner],
})
export class JournalModule {}
