import type { Fold } from '#event-store';
import { defaultPolicy, type PolicyEvent, type SchoolPolicy } from '#school/events';

/** The school's policy now. */
export const schoolPolicy: Fold<SchoolPolicy, PolicyEvent> = {
  name: 'journal-policy',
  initial: defaultPolicy,
  evolve: (_, event) => event.data.policy,
};
