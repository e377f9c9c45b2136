import type { Snapshot } from '#projecting';
import { defaultPolicy, type SchoolPolicy } from '#school/events';
import { basis, type PolicyHistory } from '../basis/basis.projection.ts';

/** The policy in force at an instant (ms) and which version it is: 0 is the default of the rules. */
export async function policyInForce(
  snapshot: Snapshot,
  schoolId: string,
  at: number,
): Promise<{ version: number; policy: SchoolPolicy }> {
  const stored = await snapshot.get(basis.name, schoolId, 'policy');
  const history = stored === null ? null : (JSON.parse(stored.body) as PolicyHistory);
  const version = history?.versions.findLast((candidate) => candidate.at <= at);
  return version ?? { version: 0, policy: defaultPolicy };
}
