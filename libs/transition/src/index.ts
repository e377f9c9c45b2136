import type { AnyProjection, Reactor } from '#projecting';
import { acts } from './acts/acts.projection.ts';
import { consents } from './consent/consent.projection.ts';
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
];

/** What follows by itself: a test ends when its time has run out, tasks that are seen done complete themselves. */
export const transitionReactors: readonly Reactor[] = [testDeadline, planWatcher];

export { LookAtPlan } from './plan/look-at-plan.ts';
export { FinishTest } from './training/test/finish-test.ts';
