import { type AccountRole, accountStream } from '#accounts/events';
import { idOf, type JournalApp, SCHOOL } from './journal-app.ts';

/** Gives somebody of the sample school an account with a role: offices go by it. */
export function openAccountOf(test: JournalApp, name: string, role: AccountRole): Promise<void> {
  const accountId = idOf(`account of ${name}`);
  return test.record(accountStream(SCHOOL, accountId), {
    type: 'AccountCreated',
    data: { accountId, personId: idOf(name), roles: [role] },
  });
}
