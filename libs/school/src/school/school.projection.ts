import { projection } from '#projecting';
import type { PolicyEvent, SchoolPolicy } from '../policy/policy.events.ts';
import type { SchoolEvent } from './school.events.ts';
import type { School } from './school.ts';

/** One version of the school's policy, with who set it and when. */
interface PolicyVersion {
  readonly version: number;
  readonly policy: SchoolPolicy;
  readonly reason: string;
  readonly eventId: string;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
  /** null for an account without a person. */
  readonly setBy: string | null;
}

/** The school's card and every policy it ever set, oldest first. */
export interface SchoolCard extends School {
  readonly policies: readonly PolicyVersion[];
}

/** The key of the one document that each school has. */
export const SCHOOL_CARD = 'school';

export const schoolCard = projection<SchoolCard, SchoolEvent | PolicyEvent>({
  name: 'school',
  version: 1,
  key: () => SCHOOL_CARD,
  evolve: {
    SchoolSetUp: (_, { data: { schoolId, name, shortName, timeZone } }) => ({
      schoolId,
      name,
      shortName,
      timeZone,
      policies: [],
    }),
    SchoolRenamed: (card, { data: { name, shortName } }) => card && { ...card, name, shortName },
    PolicySet: (card, { id, data: { version, policy, reason }, metadata: { recordedAt, actor } }) =>
      card && {
        ...card,
        policies: [
          ...card.policies,
          { version, policy, reason, eventId: id, recordedAt, setBy: actor.personId ?? null },
        ],
      },
  },
});
