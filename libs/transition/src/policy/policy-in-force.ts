import type { Snapshot } from '#projecting';
import {
  POLICY_HISTORY,
  transitionPolicies,
  type TransitionPolicyHistory,
} from './transition-policies.projection.ts';
import type { TransitionPolicyInForce } from './transition-policy.ts';
import { defaultTransitionPolicy } from './transition-policy.events.ts';

/** The policy that a snapshot shows, and its version; 0 is the default. */
export async function policyInForce(snapshot: Snapshot, schoolId: string): Promise<TransitionPolicyInForce> {
  const versions = await policyVersions(snapshot, schoolId);
  return versions.at(-1) ?? { version: 0, policy: defaultTransitionPolicy };
}

/** Every version that was set, oldest first. */
export async function policyVersions(
  snapshot: Snapshot,
  schoolId: string,
): Promise<TransitionPolicyHistory['versions']> {
  const doc = await snapshot.get(transitionPolicies.name, schoolId, POLICY_HISTORY);
  return doc === null ? [] : (JSON.parse(doc.body) as TransitionPolicyHistory).versions;
}
