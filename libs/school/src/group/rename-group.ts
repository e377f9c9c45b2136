import { Body, Controller, Param, Patch } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { setsUp } from '../access/who.ts';
import { groupStream } from './group.events.ts';
import { group } from './group.ts';

export class RenameGroupBody {
  /** Never a pupil's name: titles are not sealed. */
  @IsString()
  @MaxLength(100)
  title!: string;
}

/** Refused: `not-found`, `invalid`. */
export class RenameGroup extends Command<Outcome> {
  constructor(
    readonly input: RenameGroupBody & { readonly groupId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RenameGroup)
export class RenameGroupHandler implements ICommandHandler<RenameGroup> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: RenameGroup): Promise<Outcome> {
    const { groupId, title } = input;
    return this.streams.execute(
      groupStream(context.schoolId, groupId),
      group,
      { kind: 'RenameGroup', groupId, title },
      context,
    );
  }
}

@Controller('groups')
export class RenameGroupRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Gives a group another title. */
  @Patch(':groupId')
  @Access(setsUp)
  async rename(
    @Param('groupId', IdPipe) groupId: string,
    @Body() body: RenameGroupBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new RenameGroup({ ...body, groupId }, context));
    return answerOf(context.commandId, outcome);
  }
}
