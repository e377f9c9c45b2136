import type { AccessRule } from '#platform';

/** Who prepares the transition. */
export const prepares: AccessRule = { administrator: 'school', 'deputy-head': 'school' };

/** Who sees how far the school has come. */
export const seesTransition: AccessRule = { ...prepares, head: 'school', auditor: 'school' };

/** Who reads the documents of local acts: all of the staff, who are to know them. */
export const readsActs: AccessRule = { ...seesTransition, teacher: 'school', 'class-teacher': 'school' };

/** Who writes the drafts of orders: the head, too. */
export const draftsOrders: AccessRule = { ...prepares, head: 'school' };

/** Who signs orders. */
export const issuesOrders: AccessRule = { head: 'school' };
