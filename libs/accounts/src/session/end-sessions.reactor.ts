import type { FactOf } from '#kernel';
import type { Reactor } from '#projecting';
import type { AccountEvent } from '../account/account.events.ts';
import type { RevokeSessions } from './revoke-sessions.ts';

/**
 * Blocking an account ends its sessions. Nobody gets in with them from the moment of the block, which the
 * account's stream decides; this says of each in the log that it has ended.
 */
export const sessionsOfBlocked: Reactor<FactOf<AccountEvent, 'AccountBlocked'>> = {
  name: 'sessions-of-blocked',
  on: ['AccountBlocked'],
  react: async ({ data: { accountId }, metadata: { schoolId } }) => [
    {
      schoolId,
      step: 'revoke',
      command: 'RevokeSessions',
      payload: { accountId, sessionIds: 'all', reason: 'account-blocked' } satisfies RevokeSessions['input'],
    },
  ],
};
