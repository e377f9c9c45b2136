import { type Actor, roles } from '#kernel';
import type { Account } from './account.ts';

/** An account acting for itself, where no route has chosen a role: by its first in the kernel's order. */
export function actorOf(
  { accountId, personId, roles: held }: Pick<Account, 'accountId' | 'personId' | 'roles'>,
  sessionId: string | null,
): Actor {
  const role = roles.find((each) => each !== 'system' && held.includes(each));
  if (role === undefined) throw new Error(`The account ${accountId} has no role`);
  return { accountId, ...(personId === null ? {} : { personId }), role, sessionId };
}
