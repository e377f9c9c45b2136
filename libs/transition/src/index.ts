import type { AnyProjection } from '#projecting';
import { acts } from './acts/acts.projection.ts';
import { transitionPolicies } from './policy/transition-policies.projection.ts';
import { resourceDocs } from './resources/resources.projection.ts';
import { timetableRooms } from './resources/timetable-rooms.projection.ts';

export { TransitionModule } from './transition.module.ts';

/** Every read model of this context. */
export const transitionProjections: readonly AnyProjection[] = [
  acts,
  transitionPolicies,
  resourceDocs,
  timetableRooms,
];
