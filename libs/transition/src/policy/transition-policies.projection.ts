import { projection } from '#projecting';
import type { TransitionPolicy, TransitionPolicyEvent } from './transition-policy.events.ts';

/** One version of the policy, with who set it and when. */
export interface TransitionPolicyVersion {
  readonly version: number;
  readonly policy: TransitionPolicy;
  readonly reason: string;
  readonly eventId: string;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
  /** null for an account without a person. */
  readonly setBy: string | null;
}

/** Every version that a school ever set, oldest first. */
export interface TransitionPolicyHistory {
  readonly versions: readonly TransitionPolicyVersion[];
}

/** The key of the one document that each school has. */
export const POLICY_HISTORY = 'policy';

export const transitionPolicies = projection<TransitionPolicyHistory, TransitionPolicyEvent>({
  name: 'transition-policy',
  version: 1,
  key: () => POLICY_HISTORY,
  evolve: {
    TransitionPolicySet: (
      doc,
      { id, data: { version, policy, reason }, metadata: { recordedAt, actor } },
    ) => ({
      versions: [
        ...(doc?.versions ?? []),
        { version, policy, reason, eventId: id, recordedAt, setBy: actor.personId ?? null },
      ],
    }),
  },
});
