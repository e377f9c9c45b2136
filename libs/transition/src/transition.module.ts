import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Config } from '#platform';
import { TransitionThings } from './access/transition-things.ts';
import { Acts } from './acts/acts.ts';
import { AddActHandler, AddActRoute } from './acts/add-act.ts';
import { AgreeActHandler, AgreeActRoute } from './acts/agree-act.ts';
import { ApproveActHandler, ApproveActRoute } from './acts/approve-act.ts';
import { AssignActHandler, AssignActRoute } from './acts/assign-act.ts';
import { AttachActDocumentHandler, AttachActDocumentRoute } from './acts/attach-act-document.ts';
import { DraftActHandler, DraftActRoute } from './acts/draft-act.ts';
import { GetActDocumentHandler, GetActDocumentRoute } from './acts/get-act-document.ts';
import { GetActsHandler, GetActsRoute } from './acts/get-acts.ts';
import { GetActsConditionHandler, GetActsConditionRoute } from './acts/get-acts-condition.ts';
import { ReviewActHandler, ReviewActRoute } from './acts/review-act.ts';
import { WithdrawActVersionHandler, WithdrawActVersionRoute } from './acts/withdraw-act-version.ts';
import { AskParentsRoute } from './consent/ask-parents.ts';
import { GetConsentHandler, GetConsentRoute, GetOwnNoticesHandler } from './consent/get-consent.ts';
import { RecordConsentHandler } from './consent/record-consent.ts';
import { TellStaffRoute } from './consent/tell-staff.ts';
import { FileStore } from './files/file-store.ts';
import { openFileStore } from './files/open-file-store.ts';
import { BeginPlanRoute } from './plan/begin-plan.ts';
import { ChangePlanHandler } from './plan/change-plan.ts';
import { ChangeTasksRoute } from './plan/change-tasks.ts';
import { GetPlanHandler, GetPlanRoute } from './plan/get-plan.ts';
import { LookAtPlanHandler } from './plan/look-at-plan.ts';
import { PrintPlanHandler, PrintPlanRoute } from './plan/print-plan.ts';
import { GetTransitionPolicyHandler, GetTransitionPolicyRoute } from './policy/get-transition-policy.ts';
import { SetTransitionPolicyHandler, SetTransitionPolicyRoute } from './policy/set-transition-policy.ts';
import { EquipRoomsHandler, EquipRoomsRoute } from './resources/equip-rooms.ts';
import { GetResourcesHandler, GetResourcesRoute } from './resources/get-resources.ts';
import {
  GetResourcesConditionHandler,
  GetResourcesConditionRoute,
} from './resources/get-resources-condition.ts';
import { ImportResourcesHandler, ImportResourcesRoute } from './resources/import/import-resources.ts';
import { SetWorkplacesHandler, SetWorkplacesRoute } from './resources/set-workplaces.ts';
import { Staff } from './resources/staff.ts';
import { WithdrawRoomHandler, WithdrawRoomRoute } from './resources/withdraw-room.ts';
import { SchoolFacts } from './school-facts.ts';
import {
  AcceptOutsideCertificateHandler,
  AcceptOutsideCertificateRoute,
} from './training/certificate/accept-outside-certificate.ts';
import {
  ConfirmCertificateHandler,
  ConfirmCertificateRoute,
} from './training/certificate/confirm-certificate.ts';
import { IssueCertificateHandler, IssueCertificateRoute } from './training/certificate/issue-certificate.ts';
import { PrintCertificateHandler, PrintCertificateRoute } from './training/certificate/print-certificate.ts';
import {
  WithdrawCertificateHandler,
  WithdrawCertificateRoute,
} from './training/certificate/withdraw-certificate.ts';
import { CancelSessionHandler, CancelSessionRoute } from './training/course/cancel-session.ts';
import { EnrolLearnersHandler, EnrolLearnersRoute } from './training/course/enrol-learners.ts';
import { GetCoursesHandler, GetCoursesRoute } from './training/course/get-courses.ts';
import { OpenCourseHandler, OpenCourseRoute } from './training/course/open-course.ts';
import { PlanSessionHandler, PlanSessionRoute } from './training/course/plan-session.ts';
import { TakeAttendanceHandler, TakeAttendanceRoute } from './training/course/take-attendance.ts';
import { WithdrawLearnerHandler, WithdrawLearnerRoute } from './training/course/withdraw-learner.ts';
import { GetOwnTrainingHandler, GetOwnTrainingRoute } from './training/get-own-training.ts';
import { GetTrainingHandler, GetTrainingRoute } from './training/get-training.ts';
import { GetTrainingConditionHandler, GetTrainingConditionRoute } from './training/get-training-condition.ts';
import { AnswerQuestionHandler, AnswerQuestionRoute } from './training/test/answer-question.ts';
import { BeginTestHandler, BeginTestRoute } from './training/test/begin-test.ts';
import { FinishTestHandler, FinishTestRoute } from './training/test/finish-test.ts';
import { GetTestHandler, GetTestRoute } from './training/test/get-test.ts';
import { TrainingTexts } from './training/training-lines.ts';
import { AttachOrderScanHandler, AttachOrderScanRoute } from './orders/attach-order-scan.ts';
import { DraftOrderHandler, DraftOrderRoute } from './orders/draft-order.ts';
import { DropOrderHandler, DropOrderRoute } from './orders/drop-order.ts';
import { EditOrderTextHandler, EditOrderTextRoute } from './orders/edit-order-text.ts';
import { FillOrderHandler, FillOrderRoute } from './orders/fill-order.ts';
import { GetOrderHandler, GetOrderRoute } from './orders/get-order.ts';
import { GetOrderFileHandler, GetOrderPaperRoute, PreviewOrderHandler } from './orders/get-order-paper.ts';
import { GetOrdersHandler, GetOrdersRoute } from './orders/get-orders.ts';
import { IssueOrderHandler, IssueOrderRoute } from './orders/issue-order.ts';
import { FollowOrderHandler } from './orders/follow-order.ts';
import { Orders } from './orders/orders.ts';
import { PrintingPress } from './papers/rendering/printing-press.ts';
import { GetMonitoringHandler, GetMonitoringRoute } from './monitoring/get-monitoring.ts';
import {
  PrintActOfReadinessHandler,
  PrintActOfReadinessRoute,
} from './verdict/act/print-act-of-readiness.ts';
import { CompareAssessmentsHandler, CompareAssessmentsRoute } from './verdict/compare-assessments.ts';
import { DrawActOfReadinessHandler, DrawActOfReadinessRoute } from './verdict/act/draw-act-of-readiness.ts';
import {
  GetAssessmentHandler,
  GetAssessmentsHandler,
  GetAssessmentsRoute,
} from './verdict/get-assessments.ts';
import { GetVerdictHandler, GetVerdictRoute } from './verdict/get-verdict.ts';
import { GiveVerdict } from './verdict/give-verdict.ts';
import { MakeAssessmentHandler, MakeAssessmentRoute } from './verdict/make-assessment.ts';

/** The road from a school on paper to the day it puts the paper journal away. */
@Module({
  imports: [CqrsModule],
  controllers: [
    GetActsRoute,
    AddActRoute,
    ReviewActRoute,
    AssignActRoute,
    DraftActRoute,
    AttachActDocumentRoute,
    GetActDocumentRoute,
    AgreeActRoute,
    ApproveActRoute,
    WithdrawActVersionRoute,
    GetActsConditionRoute,
    SetTransitionPolicyRoute,
    GetTransitionPolicyRoute,
    GetResourcesRoute,
    EquipRoomsRoute,
    WithdrawRoomRoute,
    SetWorkplacesRoute,
    ImportResourcesRoute,
    GetResourcesConditionRoute,
    GetCoursesRoute,
    OpenCourseRoute,
    EnrolLearnersRoute,
    WithdrawLearnerRoute,
    PlanSessionRoute,
    CancelSessionRoute,
    TakeAttendanceRoute,
    GetTrainingRoute,
    GetOwnTrainingRoute,
    GetTrainingConditionRoute,
    BeginTestRoute,
    GetTestRoute,
    AnswerQuestionRoute,
    FinishTestRoute,
    AcceptOutsideCertificateRoute,
    IssueCertificateRoute,
    WithdrawCertificateRoute,
    ConfirmCertificateRoute,
    BeginPlanRoute,
    ChangeTasksRoute,
    GetPlanRoute,
    TellStaffRoute,
    AskParentsRoute,
    GetConsentRoute,
    AttachOrderScanRoute,
    DraftOrderRoute,
    DropOrderRoute,
    EditOrderTextRoute,
    FillOrderRoute,
    IssueOrderRoute,
    GetOrdersRoute,
    GetOrderRoute,
    GetOrderPaperRoute,
    PrintCertificateRoute,
    PrintPlanRoute,
    GetVerdictRoute,
    MakeAssessmentRoute,
    CompareAssessmentsRoute,
    GetAssessmentsRoute,
    DrawActOfReadinessRoute,
    PrintActOfReadinessRoute,
    GetMonitoringRoute,
  ],
  providers: [
    { provide: FileStore, inject: [Config], useFactory: openFileStore },
    SchoolFacts,
    Acts,
    TransitionThings,
    GetActsHandler,
    AddActHandler,
    ReviewActHandler,
    AssignActHandler,
    DraftActHandler,
    AttachActDocumentHandler,
    GetActDocumentHandler,
    AgreeActHandler,
    ApproveActHandler,
    WithdrawActVersionHandler,
    GetActsConditionHandler,
    SetTransitionPolicyHandler,
    GetTransitionPolicyHandler,
    Staff,
    GetResourcesHandler,
    EquipRoomsHandler,
    WithdrawRoomHandler,
    SetWorkplacesHandler,
    ImportResourcesHandler,
    GetResourcesConditionHandler,
    TrainingTexts,
    GetCoursesHandler,
    OpenCourseHandler,
    EnrolLearnersHandler,
    WithdrawLearnerHandler,
    PlanSessionHandler,
    CancelSessionHandler,
    TakeAttendanceHandler,
    GetTrainingHandler,
    GetOwnTrainingHandler,
    GetTrainingConditionHandler,
    BeginTestHandler,
    GetTestHandler,
    AnswerQuestionHandler,
    FinishTestHandler,
    AcceptOutsideCertificateHandler,
    IssueCertificateHandler,
    WithdrawCertificateHandler,
    ConfirmCertificateHandler,
    ChangePlanHandler,
    LookAtPlanHandler,
    GetPlanHandler,
    RecordConsentHandler,
    GetConsentHandler,
    GetOwnNoticesHandler,
    PrintingPress,
    Orders,
    FollowOrderHandler,
    AttachOrderScanHandler,
    DraftOrderHandler,
    DropOrderHandler,
    EditOrderTextHandler,
    FillOrderHandler,
    IssueOrderHandler,
    GetOrdersHandler,
    GetOrderHandler,
    PreviewOrderHandler,
    GetOrderFileHandler,
    PrintCertificateHandler,
    PrintPlanHandler,
    GiveVerdict,
    GetVerdictHandler,
    MakeAssessmentHandler,
    CompareAssessmentsHandler,
    GetAssessmentsHandler,
    GetAssessmentHandler,
    DrawActOfReadinessHandler,
    PrintActOfReadinessHandler,
    GetMonitoringHandler,
  ],
})
export class TransitionModule implements OnApplicationShutdown {
  constructor(private readonly files: FileStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.files.close();
  }
}
