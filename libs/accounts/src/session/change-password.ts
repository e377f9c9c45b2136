import { Body, Controller, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type Clock, type CommandContext, Refused } from '#kernel';
import {
  Access,
  answerOf,
  CommandAnswer,
  Context,
  CurrentPrincipal,
  EVERYONE,
  InjectClock,
  type Principal,
  Vault,
} from '#platform';
import { account } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { refuseIfWrong, wrongWithPassword } from '../activation/credential-rules.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { EndedSessions } from './ended-sessions.ts';
import { Passwords } from './passwords.ts';

export class ChangePasswordBody {
  @IsString()
  @MaxLength(1024)
  currentPassword!: string;

  /** At least 8 characters, not the login, none of the commonest. */
  @IsString()
  @MaxLength(1024)
  newPassword!: string;
}

/**
 * Changes the password of an account and ends its other sessions.
 * Refused: `wrong-password` (403), `invalid` (422), `too-many-attempts` (429), `busy-signing-in` (503).
 */
export class ChangePassword extends Command<Outcome> {
  constructor(
    readonly input: ChangePasswordBody & { readonly accountId: string; readonly sessionId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ChangePassword)
export class ChangePasswordHandler implements ICommandHandler<ChangePassword> {
  constructor(
    private readonly vault: Vault,
    private readonly streams: Streams,
    private readonly passwords: Passwords,
    private readonly doorkeeper: Doorkeeper,
    private readonly ended: EndedSessions,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ input, context }: ChangePassword): Promise<Outcome> {
    const { schoolId } = context;
    const { accountId, sessionId, currentPassword, newPassword } = input;
    const credential = await this.vault.credentialOf({ schoolId, accountId });
    if (!credential) throw wrongPassword();
    refuseIfWrong(wrongWithPassword(newPassword, credential.login, 'newPassword'));
    // Whoever sits at a forgotten session must not find the password out here.
    const name = `${credential.login}\npassword change`;
    this.doorkeeper.admit(name, sessionId);
    // The vault first, then the log: a client that sends the command again after a lost answer has the new
    // password in the vault already, and what remains to be done is to say so.
    if (!(await this.passwords.verify(credential.passwordHash, newPassword))) {
      if (!(await this.passwords.verify(credential.passwordHash, currentPassword))) {
        this.doorkeeper.failed('wrong-password', sessionId, accountId);
        throw wrongPassword();
      }
      await this.vault.setPassword({ schoolId, accountId }, await this.passwords.hash(newPassword));
    }
    this.doorkeeper.succeeded(name);
    const outcome = await this.streams.execute(
      accountStream(schoolId, accountId),
      account,
      { kind: 'ChangePassword', accountId, keepSessionId: sessionId },
      context,
    );
    await this.ended.clear(schoolId, accountId, this.clock.now());
    return outcome;
  }
}

const wrongPassword = (): Refused =>
  new Refused('wrong-password', 'The current password is wrong.', {
    status: 403,
    errors: [{ field: 'currentPassword', rule: 'wrong', detail: 'This is not the current password.' }],
  });

@Controller('me/password')
export class ChangePasswordRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Changes one's own password. Every other session of the account ends. */
  @Put()
  @Access(EVERYONE)
  async change(
    @CurrentPrincipal() { accountId, sessionId }: Principal,
    @Body() { currentPassword, newPassword }: ChangePasswordBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const input = { accountId, sessionId, currentPassword, newPassword };
    return answerOf(context.commandId, await this.commands.execute(new ChangePassword(input, context)));
  }
}
