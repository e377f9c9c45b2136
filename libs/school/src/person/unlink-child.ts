import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { personStream } from './person.events.ts';
import { person } from './person.ts';

export class UnlinkChildBody {
  /** The last day of the link; the day before its first takes it back as a mistake. */
  @IsLocalDate()
  to!: LocalDate;
}

/** Refused: `not-found`, `not-there`, `begins-later`, `invalid`. */
export class UnlinkChild extends Command<Outcome> {
  constructor(
    readonly input: UnlinkChildBody & { readonly personId: string; readonly childId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(UnlinkChild)
export class UnlinkChildHandler implements ICommandHandler<UnlinkChild> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: UnlinkChild): Promise<Outcome> {
    const { personId, childId, to } = input;
    return this.streams.execute(
      personStream(context.schoolId, personId),
      person,
      { kind: 'UnlinkChild', personId, childId, to },
      context,
    );
  }
}

@Controller('people')
export class UnlinkChildRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Ends the link between a parent and a child. */
  @Post(':personId/children/:childId/unlink')
  @HttpCode(200)
  @Access(setsUp)
  async unlink(
    @Param('personId', IdPipe) personId: string,
    @Param('childId', IdPipe) childId: string,
    @Body() body: UnlinkChildBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new UnlinkChild({ ...body, personId, childId }, context));
    return answerOf(context.commandId, outcome);
  }
}
