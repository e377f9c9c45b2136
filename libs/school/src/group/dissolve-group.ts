import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { groupStream } from './group.events.ts';
import { group } from './group.ts';

export class DissolveGroupBody {
  /** The last day; the day before its first takes the group back as a mistake. */
  @IsLocalDate()
  to!: LocalDate;
}

/** Refused: `not-found`, `group-dissolved`, `begins-later`, `invalid`. */
export class DissolveGroup extends Command<Outcome> {
  constructor(
    readonly input: DissolveGroupBody & { readonly groupId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(DissolveGroup)
export class DissolveGroupHandler implements ICommandHandler<DissolveGroup> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: DissolveGroup): Promise<Outcome> {
    const { groupId, to } = input;
    return this.streams.execute(
      groupStream(context.schoolId, groupId),
      group,
      { kind: 'DissolveGroup', groupId, to },
      context,
    );
  }
}

@Controller('groups')
export class DissolveGroupRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Ends a group before its time; its members and class teachers leave with it. */
  @Post(':groupId/dissolution')
  @HttpCode(200)
  @Access(setsUp)
  async dissolve(
    @Param('groupId', IdPipe) groupId: string,
    @Body() body: DissolveGroupBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new DissolveGroup({ ...body, groupId }, context));
    return answerOf(context.commandId, outcome);
  }
}
