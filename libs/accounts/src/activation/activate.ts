import { Body, Controller, Post, Req } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Streams } from '#event-store';
import { Refused } from '#kernel';
import { Public, type StoredCode, Vault } from '#platform';
import { account } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { Doorkeeper } from '../session/doorkeeper.ts';
import { Passwords } from '../session/passwords.ts';
import { ActivationCodes } from './activation-codes.ts';
import { Redemptions } from './redemptions.ts';
import { foldLogin, refuseIfWrong, wrongWithLogin, wrongWithPassword } from './credential-rules.ts';

export class ActivateBody {
  /** From the slip; in any case and layout, with or without dashes. */
  @IsString()
  @MaxLength(64)
  code!: string;

  /** 3 to 64 letters, digits and . _ @ + -; upper and lower case are one. */
  @IsString()
  @MaxLength(256)
  login!: string;

  /** At least 8 characters, not the login, none of the commonest. */
  @IsString()
  @MaxLength(1024)
  password!: string;
}

export class Activated {
  accountId!: string;
  /** As it is kept: in lower case. */
  login!: string;
  /** Pass it as `minPosition` to a query that must show the activation. */
  position!: string;
}

/**
 * Refused: `code-not-accepted` (422) – one answer for unknown, used and expired ones; `login-taken` (409);
 * `invalid` (422); `too-many-attempts` (429); `busy-signing-in` (503).
 */
export class Activate extends Command<Activated> {
  constructor(
    readonly input: ActivateBody,
    readonly address: string,
  ) {
    super();
  }
}

@CommandHandler(Activate)
export class ActivateHandler implements ICommandHandler<Activate> {
  constructor(
    private readonly vault: Vault,
    private readonly streams: Streams,
    private readonly codes: ActivationCodes,
    private readonly passwords: Passwords,
    private readonly doorkeeper: Doorkeeper,
    private readonly redemptions: Redemptions,
  ) {}

  async execute({ input, address }: Activate): Promise<Activated> {
    const login = foldLogin(input.login);
    refuseIfWrong([...wrongWithLogin(login), ...wrongWithPassword(input.password, login)]);
    this.doorkeeper.admit(null, address);
    const code = await this.#usable(input.code);
    const done = code && (await this.#redeem(code, login, input.password));
    if (!done) {
      this.doorkeeper.failed('bad-code', address, null);
      throw new Refused('code-not-accepted', 'This code is not good. Ask for a new one at the school.', {
        status: 422,
        errors: [{ field: 'code', rule: 'not-accepted', detail: 'This code is not good.' }],
      });
    }
    return { accountId: code.accountId, login, position: await this.redemptions.record(code) };
  }

  /** The code of that text, unless the vault or the account says that nothing can come of it. */
  async #usable(text: string): Promise<StoredCode | null> {
    const hash = await this.codes.lookUp(text);
    const code = hash === null ? null : await this.vault.findCode(hash);
    if (!code) return null;
    const { state } = await this.streams.load(accountStream(code.schoolId, code.accountId), account);
    return state && !state.blocked ? code : null;
  }

  /** Whether the code has given, now or when the answer was lost the first time, its account this login. */
  async #redeem(code: StoredCode, login: string, password: string): Promise<boolean> {
    if (code.usedAt !== null) {
      const credential = await this.vault.credentialOf(code);
      const same = credential !== null && credential.login === login;
      return same && (await this.passwords.verify(credential.passwordHash, password));
    }
    const passwordHash = await this.passwords.hash(password);
    const outcome = await this.redemptions.redeem(code, { login, passwordHash });
    if (outcome === 'login-taken') {
      throw new Refused('login-taken', 'Somebody else has this login. Choose another one.', {
        errors: [{ field: 'login', rule: 'taken', detail: 'Somebody else has this login.' }],
      });
    }
    return outcome === 'redeemed';
  }
}

@Controller('activations')
export class ActivateRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Activates an account with the code from its slip, or gives it a new password. Signing in comes after. */
  @Post()
  @Public()
  activate(@Body() body: ActivateBody, @Req() request: FastifyRequest): Promise<Activated> {
    return this.commands.execute(new Activate(body, request.ip));
  }
}
