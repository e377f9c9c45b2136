import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '#event-store';
import { type CommandContext, Refused } from '#kernel';
import { Access, Context, IdPipe } from '#platform';
import { account } from '../account/account.ts';
import { accountIdOf } from '../account/account-ids.ts';
import { accountStream } from '../account/account.events.ts';
import { ReissueCode } from '../account/reissue-code.ts';
import { GroupSlipsBody } from './create-group-accounts.ts';
import { GroupPeople, type GroupPerson } from './group-people.ts';
import { type SlipDone, SlipReport, slipsFor } from './slips.ts';

/**
 * New codes for those of a group who have an account and never activated it. An account that is in use gets none
 * here, nor does one of the staff: a class teacher must not come into either. Refused: `not-found`.
 */
export class ReissueGroupCodes extends Command<SlipReport> {
  constructor(
    readonly input: GroupSlipsBody & { readonly groupId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReissueGroupCodes)
export class ReissueGroupCodesHandler implements ICommandHandler<ReissueGroupCodes> {
  constructor(
    private readonly people: GroupPeople,
    private readonly streams: Streams,
    private readonly commands: CommandBus,
  ) {}

  async execute({ input: { groupId, ...which }, context }: ReissueGroupCodes): Promise<SlipReport> {
    const { schoolId, commandId } = context;
    const people = await this.people.of(schoolId, groupId, which);
    const done = await slipsFor(people, context, (person, own) => this.#reissue(person, own));
    return { commandId, groupId, ...done };
  }

  async #reissue({ personId }: GroupPerson, context: CommandContext): Promise<SlipDone> {
    const { schoolId } = context;
    const accountId = accountIdOf(schoolId, personId);
    const { state } = await this.streams.load(accountStream(schoolId, accountId), account);
    if (state === null) return { outcome: 'no-account', accountId: null };
    if (state.activated) return { outcome: 'activated', accountId };
    if (!state.roles.every((role) => role === 'pupil' || role === 'parent')) {
      throw new Refused('staff-account', 'A member of the staff gets the code from an administrator.', {
        status: 403,
      });
    }
    return {
      outcome: 'issued',
      issued: await this.commands.execute(new ReissueCode({ accountId }, context)),
    };
  }
}

@Controller('groups')
export class ReissueGroupCodesRoute {
  constructor(private readonly commands: CommandBus) {}

  /** New activation slips for the pupils of a group, and their parents when asked, who have not activated yet. */
  @Post(':groupId/activation-codes')
  @Access({ administrator: 'school', 'class-teacher': 'own-class' })
  reissue(
    @Param('groupId', IdPipe) groupId: string,
    @Body() body: GroupSlipsBody,
    @Context() context: CommandContext,
  ): Promise<SlipReport> {
    return this.commands.execute(new ReissueGroupCodes({ ...body, groupId }, context));
  }
}
