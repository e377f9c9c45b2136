import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import type { PlanEvent } from './plan.events.ts';
import { type Plan, plan } from './plan.ts';

const told = (doc: Plan | null, event: Recorded<PlanEvent>): Plan | null => plan.evolve(doc, event);

/** The key of the one document that each school has. */
export const PLAN = 'plan';

/** A school's plan, folded as the rules fold it: raise the version when the decider's state changes. */
export const plans = projection<Plan, PlanEvent>({
  name: 'transition-plan',
  version: 1,
  key: () => PLAN,
  evolve: {
    PlanBegun: told,
    TaskAdded: told,
    TaskDropped: told,
    TaskAssigned: told,
    TaskRescheduled: told,
    PlanMoved: told,
    TaskCompleted: told,
    TaskSeenDone: told,
    TaskReopened: told,
  },
});
