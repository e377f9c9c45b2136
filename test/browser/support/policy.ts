import type { SmallSchool } from '../../support/small-school.ts';

/** Makes the policy of a school ask for a reason of every correction: no typing error mends itself. */
export async function withoutTypos(school: SmallSchool): Promise<void> {
  const { policy, version } = await school.do<{ policy: object; version: number }>('GET', 'policy');
  await school.do('PUT', 'policy', {
    policy: { ...policy, typoMinutes: 0 },
    reason: 'решение педсовета',
    basedOn: version,
  });
}
