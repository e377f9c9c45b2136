import type { AnyProjection, Reactor } from '#projecting';
import { acts } from './acts/acts.projection.ts';
import { consents } from './consent/consent.projection.ts';
import { offices } from './orders/offices.projection.ts';
import { orderFollower } from './orders/order-follower.reactor.ts';
import { orders } from './orders/orders.projection.ts';
import { planWatcher } from './plan/plan-watcher.reactor.ts';
import { plans } from './plan/plan.projection.ts';
import { transitionPolicies } from './policy/transition-policies.projection.ts';
import { resourceDocs } from './resources/resources.projection.ts';
import { timetableRooms } from './resources/timetable-rooms.projection.ts';
import { certificates } from './training/certificate/certificates.projection.ts';
import { courses } from './training/course/courses.projection.ts';
import { testDeadline } from './training/test/test-deadline.reactor.ts';
import { trainings } from './training/trainings.projection.ts';
import { assessments } from './verdict/assessments.projection.ts';

export { TransitionModule } from './transition.module.ts';

/** Every read model of this context. */
export const transitionProjections: readonly AnyProjection[] = [
  acts,
  transitionPolicies,
  resourceDocs,
  timetableRooms,
  courses,
  trainings,
  certificates,
  plans,
  consents,
  assessments,
  orders,
  offices,
];

/** What follows by itself: a test ends when its time has run out, tasks that are seen done complete themselves. */
export const transitionReactors: readonly Reactor[] = [testDeadline, planWatcher, orderFollower];

export { AgreeAct } from './acts/agree-act.ts';
export { ApproveAct } from './acts/approve-act.ts';
export { AssignAct } from './acts/assign-act.ts';
export { AttachActDocument } from './acts/attach-act-document.ts';
export { DraftAct } from './acts/draft-act.ts';
export { ReviewAct } from './acts/review-act.ts';
export { newestLines as actLines } from './acts/acts-catalogue.ts';
export { RecordConsent } from './consent/record-consent.ts';
export { DraftOrder } from './orders/draft-order.ts';
export { FillOrder } from './orders/fill-order.ts';
export { FollowOrder } from './orders/follow-order.ts';
export { IssueOrder } from './orders/issue-order.ts';
export { PrintingPress } from './papers/rendering/printing-press.ts';
export { ChangePlan } from './plan/change-plan.ts';
export { LookAtPlan } from './plan/look-at-plan.ts';
export { beginningPlan } from './plan/stages.ts';
export { EquipRooms } from './resources/equip-rooms.ts';
export { SetWorkplaces } from './resources/set-workplaces.ts';
export { EnrolLearners } from './training/course/enrol-learners.ts';
export { OpenCourse } from './training/course/open-course.ts';
export { PlanSession } from './training/course/plan-session.ts';
export { TakeAttendance } from './training/course/take-attendance.ts';
export { IssueCertificate } from './training/certificate/issue-certificate.ts';
export { AnswerQuestion } from './training/test/answer-question.ts';
export { BeginTest } from './training/test/begin-test.ts';
export { FinishTest } from './training/test/finish-test.ts';
export { questionOf } from './training/test/question-bank.ts';
export { training } from './training/training.ts';
export { DrawActOfReadiness } from './verdict/act/draw-act-of-readiness.ts';
export { MakeAssessment } from './verdict/make-assessment.ts';
