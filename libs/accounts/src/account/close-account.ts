import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, FactOf } from '#kernel';
import { Vault } from '#platform';
import type { Reactor } from '#projecting';
import type { PersonEvent } from '#school/events';
import { SessionAuthenticator } from '../session/session-authenticator.ts';
import { account } from './account.ts';
import { accountIdOf } from './account-ids.ts';
import { accountStream } from './account.events.ts';

/** Who has been erased signs in no more, and the vault keeps no login of theirs. */
export const accountsOfErased: Reactor<FactOf<PersonEvent, 'PersonErased'>> = {
  name: 'accounts-of-erased',
  on: ['PersonErased'],
  react: async ({ data: { personId }, metadata: { schoolId } }) => [
    {
      schoolId,
      step: 'close',
      command: 'CloseAccount',
      payload: { personId } satisfies CloseAccount['input'],
    },
  ],
};

/** Blocks the account of an erased person for good and forgets its login. Only the reactor sends it. */
export class CloseAccount extends Command<Outcome> {
  constructor(
    readonly input: { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CloseAccount)
export class CloseAccountHandler implements ICommandHandler<CloseAccount> {
  constructor(
    private readonly streams: Streams,
    private readonly vault: Vault,
    private readonly authenticator: SessionAuthenticator,
  ) {}

  async execute({ input: { personId }, context }: CloseAccount): Promise<Outcome> {
    const { schoolId, actor } = context;
    const accountId = accountIdOf(schoolId, personId);
    const stream = accountStream(schoolId, accountId);
    const { revision } = await this.streams.load(stream, account);
    if (revision < 0) return { receipt: null, repeated: false };
    const outcome = await this.streams.execute(
      stream,
      account,
      {
        kind: 'BlockAccount',
        accountId,
        reason: 'person-erased',
        by: actor.accountId,
        grantor: actor.role,
      },
      context,
    );
    await this.vault.forgetAccount({ schoolId, accountId });
    this.authenticator.forget(schoolId, accountId);
    return outcome;
  }
}
