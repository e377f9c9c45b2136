import type { AccessRule } from '#platform';

/** Who prepares the transition. */
export const prepares: AccessRule = { administrator: 'school', 'deputy-head': 'school' };

/** Who sees how far the school has come. */
export const seesTransition: AccessRule = { ...prepares, head: 'school', auditor: 'school' };
