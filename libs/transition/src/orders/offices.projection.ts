import type { AccountEvent, AccountRole } from '#accounts/events';
import { projection } from '#projecting';

/** Which offices an account's person holds in the system. */
export interface OfficeDoc {
  readonly personId: string;
  readonly roles: readonly AccountRole[];
  readonly blocked: boolean;
}

/** Who is head and deputy head of the school, by the roles of their accounts. */
export const offices = projection<OfficeDoc, AccountEvent>({
  name: 'offices',
  version: 1,
  key: (event) => event.data.accountId,
  evolve: {
    AccountCreated: (_, { data: { personId, roles } }) =>
      personId === null ? null : { personId, roles, blocked: false },
    RolesChanged: (doc, { data: { roles } }) => doc && { ...doc, roles },
    AccountBlocked: (doc) => doc && { ...doc, blocked: true },
    AccountUnblocked: (doc) => doc && { ...doc, blocked: false },
  },
  indexes: {
    byRole: ({ blocked, roles }) =>
      blocked ? [] : roles.filter((role) => role === 'head' || role === 'deputy-head').map((role) => [role]),
  },
});
