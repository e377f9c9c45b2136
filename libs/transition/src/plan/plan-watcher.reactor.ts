import { addDays, type AnyFact, schoolOf, weekdayOf } from '#kernel';
import type { Reaction, Reactor } from '#projecting';
import type { RegisterEvent, TimetableEvent } from '#school/events';
import type { ActEvent } from '../acts/act.events.ts';
import type { OrderEvent } from '../orders/order.events.ts';
import type { TransitionPolicyEvent } from '../policy/transition-policy.events.ts';
import type { ResourcesEvent } from '../resources/resources.events.ts';
import type { CourseEvent } from '../training/course/course.events.ts';
import type { TrainingEvent } from '../training/training.events.ts';
import type { Look, LookAtPlan } from './look-at-plan.ts';
import type { PlanEvent } from './plan.events.ts';

/** Whatever one of the three conditions may follow from. */
const changes: readonly (
  | ActEvent
  | ResourcesEvent
  | TrainingEvent
  | CourseEvent
  | TransitionPolicyEvent
  | RegisterEvent
  | TimetableEvent
  | OrderEvent
)['type'][] = [
  'ActReviewed',
  'ActAdded',
  'ActAgreed',
  'ActApproved',
  'ActVersionWithdrawn',
  'RoomEquipped',
  'RoomWithdrawn',
  'WorkplaceSet',
  'TestFinished',
  'OutsideCertificateAccepted',
  'CertificateWithdrawn',
  'CourseHoursAttended',
  'TransitionPolicySet',
  'RegisterTeacherAssigned',
  'RegisterTeacherReleased',
  'TimetablePublished',
  'TimetableEnded',
  'OrderIssued',
  'OrderRepealed',
];
const starts: readonly PlanEvent['type'][] = ['PlanBegun', 'PlanMoved'];

/** A plan is looked after for so many weeks from its start, or from when it was moved. */
const WEEKS = 60;
/** On Mondays, when it is morning from Kaliningrad to Kamchatka (UTC). */
const HOUR = '03:00:00.000Z';

/**
 * Has the plan looked at after whatever its tasks may follow from: facts of the transition at once, the criteria on
 * every Monday for the week that is over.
 */
export const planWatcher: Reactor<AnyFact> = {
  name: 'plan-watcher',
  on: [...changes, ...starts],
  react: async ({ type, stream, position, metadata: { recordedAt } }) => {
    const reaction = (step: string, look: Look, due?: string): Reaction => ({
      schoolId: schoolOf(stream),
      step,
      command: 'LookAtPlan',
      payload: { look, seenAt: position } satisfies LookAtPlan['input'],
      ...(due === undefined ? {} : { due }),
    });
    const now = reaction('conditions', 'conditions');
    if (!starts.some((start) => start === type)) return [now];
    const today = recordedAt.slice(0, 10);
    const monday = addDays(today, 8 - weekdayOf(today));
    const weeks = Array.from({ length: WEEKS }, (_, week) =>
      reaction(`week-${week + 1}`, 'criteria', `${addDays(monday, 7 * week)}T${HOUR}`),
    );
    return [now, reaction('criteria', 'criteria'), ...weeks];
  },
};
