import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsUUID, ValidateIf } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom, roles } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { ActivationCodes, type IssuedCode } from '../activation/activation-codes.ts';
import { SchoolRecords } from '../people/school-records.ts';
import { account } from './account.ts';
import { accountIdOf } from './account-ids.ts';
import { type AccountRole, accountStream } from './account.events.ts';

/** Every role that an account may have. */
export const accountRoles: readonly AccountRole[] = roles.filter((role) => role !== 'system');

export class CreateAccountBody {
  /** The person of the school whose account it is; null for auditors and region officers from outside. */
  @ValidateIf((body: CreateAccountBody) => body.personId !== null)
  @IsUUID()
  personId!: string | null;

  /** One or several: a teacher may be a class teacher and a parent as well. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(9)
  @ArrayUnique()
  @IsIn(accountRoles, { each: true })
  roles!: AccountRole[];
}

/** What a command that issues an activation code answers. */
export class CodeAnswer extends CommandAnswer {
  accountId!: string;
  /** `ABCD-EFGH-JKLM`, for the slip; the same command again answers it until it is used. null: no longer good. */
  code!: string | null;
  /** ISO 8601, UTC. */
  codeExpiresAt!: string | null;
}

/** What came of a command that issues a code. */
export interface Issued {
  readonly accountId: string;
  readonly outcome: Outcome;
  readonly code: IssuedCode | null;
}

export const codeAnswerOf = (commandId: string, { accountId, outcome, code }: Issued): CodeAnswer => ({
  ...answerOf(commandId, outcome),
  accountId,
  code: code?.code ?? null,
  codeExpiresAt: code?.expiresAt ?? null,
});

/**
 * Refused: `not-found`, `person-erased` (410), `account-exists` (409, with `accountId`), `role-not-for-person`
 * (422), `role-beyond-school` (403).
 */
export class CreateAccount extends Command<Issued> {
  constructor(
    readonly input: CreateAccountBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CreateAccount)
export class CreateAccountHandler implements ICommandHandler<CreateAccount> {
  constructor(
    private readonly streams: Streams,
    private readonly records: SchoolRecords,
    private readonly codes: ActivationCodes,
  ) {}

  async execute({ input: { personId, roles: granted }, context }: CreateAccount): Promise<Issued> {
    const { schoolId, commandId } = context;
    const kind = personId === null ? null : await this.records.kindOf(schoolId, personId);
    const accountId = personId === null ? idFrom(commandId, 'account') : accountIdOf(schoolId, personId);
    const stream = accountStream(schoolId, accountId);
    const outcome = await this.streams.execute(
      stream,
      account,
      {
        kind: 'CreateAccount',
        accountId,
        personId,
        roles: granted,
        holder: { kind, grantor: context.actor.role },
        codeExpiresAt: this.codes.expiry(),
      },
      context,
    );
    const { state } = await this.streams.load(stream, account);
    return { accountId, outcome, code: await this.codes.handOut(schoolId, state!, commandId) };
  }
}

@Controller('accounts')
export class CreateAccountRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Creates an account and answers its activation code. */
  @Post()
  @Access({ administrator: 'school' })
  async create(@Body() body: CreateAccountBody, @Context() context: CommandContext): Promise<CodeAnswer> {
    return codeAnswerOf(context.commandId, await this.commands.execute(new CreateAccount(body, context)));
  }
}
