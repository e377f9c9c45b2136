import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Streams } from '#event-store';
import { type Clock, type Instant, instant, newId, Refused } from '#kernel';
import { type Credential, InjectClock, Public, setSessionCookie, Vault } from '#platform';
import { type Account, account } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { actorOf } from '../account/actor-of.ts';
import { foldLogin } from '../activation/credential-rules.ts';
import { SchoolRecords } from '../people/school-records.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { Passwords } from './passwords.ts';
import { expiryOf, latestExpiryOf } from './session-lifetime.ts';
import { newToken, tokenHashOf } from './session-token.ts';

export class SignInBody {
  /** In any case. */
  @IsString()
  @MaxLength(256)
  login!: string;

  @IsString()
  @MaxLength(1024)
  password!: string;

  /** Stay signed in on this device for 30 days after each use; otherwise for 12 hours, until the browser closes. */
  @IsOptional()
  @IsBoolean()
  remember?: boolean;

  /** For scripts: answer the token instead of setting a cookie. */
  @IsOptional()
  @IsBoolean()
  bearer?: boolean;
}

/** Where a request came from: for delays and for the owner's list of sessions. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
}

export class SignedIn {
  sessionId!: string;
  accountId!: string;
  schoolId!: string;
  /** When it ends unless it is used (ISO 8601, UTC). */
  expiresAt!: Instant;
  /** Pass it as `minPosition` to a query that must show this login. */
  position!: string;
  /** For `Authorization: Bearer`, when it was asked for; else null, and the session is in a cookie. */
  token!: string | null;
}

/** Refused: `wrong-login-or-password` (401), `account-blocked` (403), `too-many-attempts` (429), `busy-signing-in` (503). */
export class SignIn extends Command<SignedIn & { readonly token: string }> {
  constructor(
    readonly input: SignInBody,
    readonly origin: Origin,
  ) {
    super();
  }
}

@CommandHandler(SignIn)
export class SignInHandler implements ICommandHandler<SignIn> {
  constructor(
    private readonly vault: Vault,
    private readonly streams: Streams,
    private readonly passwords: Passwords,
    private readonly doorkeeper: Doorkeeper,
    private readonly records: SchoolRecords,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ input, origin }: SignIn): Promise<SignedIn & { token: string }> {
    const state = await this.#recognise(input, origin);
    const { schoolId, ...current } = state;
    const { accountId } = current;
    const sessionId = newId();
    const commandId = newId();
    const { receipt } = await this.streams.execute(
      accountStream(schoolId, accountId),
      account,
      { kind: 'LogIn', accountId, sessionId, date: await this.records.today(schoolId) },
      {
        schoolId,
        actor: actorOf(current, sessionId),
        commandId,
        fingerprint: commandId,
        correlationId: commandId,
        causationId: commandId,
      },
    );
    const now = this.clock.now();
    const remembered = input.remember ?? false;
    const token = newToken();
    const expiresAt = expiryOf({ remembered, createdAt: now }, now);
    await this.vault.addSession({
      schoolId,
      accountId,
      sessionId,
      tokenHash: tokenHashOf(token),
      remembered,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
      userAgent: origin.userAgent.slice(0, 256),
    });
    return {
      sessionId,
      accountId,
      schoolId,
      expiresAt: instant(expiresAt),
      position: receipt!.position,
      token,
    };
  }

  /** Whose login and password these are. An unknown login costs the same time and gets the same answer. */
  async #recognise(
    { login: typed, password }: SignInBody,
    { address }: Origin,
  ): Promise<Account & { readonly schoolId: string }> {
    const login = foldLogin(typed);
    this.doorkeeper.admit(login, address);
    const { credential, right } = await this.#compare(login, password);
    if (!credential || !right) {
      this.doorkeeper.failed(
        credential ? 'wrong-password' : 'unknown-login',
        address,
        credential?.accountId ?? null,
      );
      throw new Refused('wrong-login-or-password', 'The login or the password is wrong.', { status: 401 });
    }
    this.doorkeeper.succeeded(login);
    const { schoolId, accountId } = credential;
    const { state } = await this.streams.load(accountStream(schoolId, accountId), account);
    if (!state || state.blocked) {
      this.doorkeeper.failed('blocked', address, accountId);
      throw new Refused(
        'account-blocked',
        'This account is blocked. The administrator of the school can tell why and unblock it.',
        { status: 403 },
      );
    }
    return { ...state, schoolId };
  }

  async #compare(
    login: string,
    password: string,
  ): Promise<{ credential: Credential | null; right: boolean }> {
    try {
      const credential = await this.vault.findCredential(login);
      return { credential, right: await this.passwords.verify(credential?.passwordHash ?? null, password) };
    } catch (error) {
      this.doorkeeper.undecided(login);
      throw error;
    }
  }
}

@Controller('sessions')
export class SignInRoute {
  constructor(
    private readonly commands: CommandBus,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** Signs in. The session is in a cookie that no script can read, or, for scripts, in the answer. */
  @Post()
  @Public()
  async signIn(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const origin = { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
    const signedIn = await this.commands.execute(new SignIn(body, origin));
    if (body.bearer) return signedIn;
    // The server knows when the session ends; a remembered one is prolonged by use, and its cookie must not end first.
    setSessionCookie(reply, signedIn.token, body.remember ? latestExpiryOf(this.clock.now()) : null);
    return { ...signedIn, token: null };
  }
}
