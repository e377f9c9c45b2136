import type { AnyProjection, Reactor } from '#projecting';
import { accounts } from './account/accounts.projection.ts';
import { accountsOfErased } from './account/close-account.ts';
import { families } from './people/families.projection.ts';
import { sessionsOfBlocked } from './session/end-sessions.reactor.ts';

export { accountIdOf } from './account/account-ids.ts';
export { BlockAccount } from './account/block-account.ts';
export { CloseAccount } from './account/close-account.ts';
export { CreateAccount, type Issued } from './account/create-account.ts';
export { AccountsModule } from './accounts.module.ts';
export { SeededAccounts } from './seeding/seeded-accounts.ts';
export { RevokeSessions } from './session/revoke-sessions.ts';

/** The read models of this context. */
export const accountsProjections: readonly AnyProjection[] = [accounts, families];

/** What follows from facts by itself: commands `RevokeSessions` and `CloseAccount`. */
export const accountsReactors: readonly Reactor[] = [sessionsOfBlocked, accountsOfErased];
