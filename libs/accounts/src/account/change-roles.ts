import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, notFound } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { SchoolRecords } from '../people/school-records.ts';
import { SessionAuthenticator } from '../session/session-authenticator.ts';
import { account } from './account.ts';
import { type AccountRole, accountStream } from './account.events.ts';
import { accountRoles } from './create-account.ts';

export class ChangeRolesBody {
  /** All roles that the account has from now on. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(9)
  @ArrayUnique()
  @IsIn(accountRoles, { each: true })
  roles!: AccountRole[];
}

/**
 * Refused: `not-found`, `role-not-for-person` (422), `role-beyond-school` (403), `own-account` (an administrator
 * giving the own role away).
 */
export class ChangeRoles extends Command<Outcome> {
  constructor(
    readonly input: ChangeRolesBody & { readonly accountId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ChangeRoles)
export class ChangeRolesHandler implements ICommandHandler<ChangeRoles> {
  constructor(
    private readonly streams: Streams,
    private readonly records: SchoolRecords,
    private readonly authenticator: SessionAuthenticator,
  ) {}

  async execute({ input: { accountId, roles }, context }: ChangeRoles): Promise<Outcome> {
    const { schoolId, actor } = context;
    const stream = accountStream(schoolId, accountId);
    const { state } = await this.streams.load(stream, account);
    if (state === null) throw notFound('account', accountId);
    const kind = state.personId === null ? null : await this.records.kindOf(schoolId, state.personId);
    const holder = { kind, grantor: actor.role };
    const command = { kind: 'ChangeRoles', accountId, roles, holder, by: actor.accountId } as const;
    const outcome = await this.streams.execute(stream, account, command, context);
    this.authenticator.forget(schoolId, accountId);
    return outcome;
  }
}

@Controller('accounts')
export class ChangeRolesRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Says what an account is in the school from now on. */
  @Put(':accountId/roles')
  @Access({ administrator: 'school' })
  async change(
    @Param('accountId', IdPipe) accountId: string,
    @Body() { roles }: ChangeRolesBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new ChangeRoles({ accountId, roles }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
