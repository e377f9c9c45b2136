import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { type CommandContext, Refused } from '#kernel';
import { Access, Context, IdPipe } from '#platform';
import { accountIdOf } from '../account/account-ids.ts';
import { CreateAccount } from '../account/create-account.ts';
import { GroupPeople, type GroupPerson } from './group-people.ts';
import { type SlipDone, SlipReport, slipsFor } from './slips.ts';

export class GroupSlipsBody {
  /** The parents of the group's pupils as well. */
  @IsBoolean()
  parents!: boolean;

  /** A receipt's position: of the last parent linked, so that none is missed. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  minPosition?: string;
}

/** Creates the accounts that the people of a group do not have yet. Refused: `not-found` for the group. */
export class CreateGroupAccounts extends Command<SlipReport> {
  constructor(
    readonly input: GroupSlipsBody & { readonly groupId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CreateGroupAccounts)
export class CreateGroupAccountsHandler implements ICommandHandler<CreateGroupAccounts> {
  constructor(
    private readonly people: GroupPeople,
    private readonly commands: CommandBus,
  ) {}

  async execute({ input: { groupId, ...which }, context }: CreateGroupAccounts): Promise<SlipReport> {
    const { schoolId, commandId } = context;
    const people = await this.people.of(schoolId, groupId, which);
    const done = await slipsFor(people, context, (person, own) => this.#create(person, own));
    return { commandId, groupId, ...done };
  }

  async #create({ personId, as }: GroupPerson, context: CommandContext): Promise<SlipDone> {
    try {
      const issued = await this.commands.execute(new CreateAccount({ personId, roles: [as] }, context));
      return { outcome: 'issued', issued };
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'account-exists') throw error;
      return { outcome: 'has-account', accountId: accountIdOf(context.schoolId, personId) };
    }
  }
}

@Controller('groups')
export class CreateGroupAccountsRoute {
  constructor(private readonly commands: CommandBus) {}

  /**
   * Creates accounts for all pupils of a class or group, and for their parents when asked. Answers a slip for
   * each, with the codes to print.
   */
  @Post(':groupId/accounts')
  @Access({ administrator: 'school' })
  create(
    @Param('groupId', IdPipe) groupId: string,
    @Body() body: GroupSlipsBody,
    @Context() context: CommandContext,
  ): Promise<SlipReport> {
    return this.commands.execute(new CreateGroupAccounts({ ...body, groupId }, context));
  }
}
