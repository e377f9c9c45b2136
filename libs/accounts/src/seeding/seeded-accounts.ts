import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Streams } from '#event-store';
import { type CommandContext, idFrom, notFound, Refused } from '#kernel';
import { Vault } from '#platform';
import { type AccountRole, accountStream } from '../account/account.events.ts';
import { account } from '../account/account.ts';
import { actorOf } from '../account/actor-of.ts';
import { CreateAccount } from '../account/create-account.ts';
import { ActivationCodes } from '../activation/activation-codes.ts';
import { foldLogin, refuseIfWrong, wrongWithLogin } from '../activation/credential-rules.ts';
import { Redemptions } from '../activation/redemptions.ts';
import { SchoolRecords } from '../people/school-records.ts';
import { Passwords } from '../session/passwords.ts';

/**
 * Accounts with a known login and password, for demo schools, tests and the first administrator of a school:
 * through the same commands and the same vault as everybody's, without a slip of paper in between.
 */
@Injectable()
export class SeededAccounts {
  constructor(
    private readonly commands: CommandBus,
    private readonly codes: ActivationCodes,
    private readonly redemptions: Redemptions,
    private readonly vault: Vault,
    private readonly streams: Streams,
    private readonly passwords: Passwords,
    private readonly records: SchoolRecords,
  ) {}

  /** Costs some 12 ms of a core: hash once when many accounts get the same password. */
  hash(password: string): Promise<string> {
    return this.passwords.hash(password);
  }

  /**
   * Creates an account and activates it at once. With the same context again it changes nothing.
   * @param context of the one who creates it: criterion 4 counts what an administrator created
   * @returns the account's id
   * @throws what `CreateAccount` throws; Refused `login-taken`
   */
  async open(
    input: {
      readonly personId: string | null;
      readonly roles: readonly AccountRole[];
      readonly login: string;
      readonly passwordHash: string;
    },
    context: CommandContext,
  ): Promise<string> {
    const { personId, passwordHash } = input;
    const login = foldLogin(input.login);
    refuseIfWrong(wrongWithLogin(login));
    const { accountId, code: issued } = await this.commands.execute(
      new CreateAccount({ personId, roles: [...input.roles] }, context),
    );
    if (issued === null) return accountId;
    const hash = (await this.codes.lookUp(issued.code))!;
    const code = (await this.vault.findCode(hash))!;
    const outcome = await this.redemptions.redeem(code, { login, passwordHash });
    if (outcome === 'login-taken') throw new Refused('login-taken', `The login ${login} is taken.`);
    await this.redemptions.record(code);
    return accountId;
  }

  /**
   * Records that somebody was here today, by the process's clock: signed in the first time, came back with a
   * remembered session later. Leaves no session that anybody could use. Once a day is enough; more changes nothing.
   */
  async visit(schoolId: string, accountId: string): Promise<void> {
    const stream = accountStream(schoolId, accountId);
    const { state } = await this.streams.load(stream, account);
    if (state === null) throw notFound('account', accountId);
    const date = await this.records.today(schoolId);
    const sessionId = idFrom('seeded-session', accountId);
    const commandId = idFrom(sessionId, date);
    const kind = state.sessions.includes(sessionId) ? 'ResumeSession' : 'LogIn';
    await this.streams.execute(
      stream,
      account,
      { kind, accountId, sessionId, date },
      {
        schoolId,
        actor: actorOf(state, sessionId),
        commandId,
        fingerprint: commandId,
        correlationId: commandId,
        causationId: commandId,
      },
    );
  }
}
