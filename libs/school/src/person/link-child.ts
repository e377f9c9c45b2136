import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsUUID } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { personStream } from './person.events.ts';
import { person } from './person.ts';

export class LinkChildBody {
  /** A pupil. */
  @IsUUID()
  childId!: string;

  /** The first day on which the parent may see the child's diary. */
  @IsLocalDate()
  from!: LocalDate;
}

/** Refused: `not-found`, `not-a-parent`, `not-a-pupil`, `linked-already`, `person-erased` (410), `invalid`. */
export class LinkChild extends Command<Outcome> {
  constructor(
    readonly input: LinkChildBody & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(LinkChild)
export class LinkChildHandler implements ICommandHandler<LinkChild> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
  ) {}

  async execute({ input, context }: LinkChild): Promise<Outcome> {
    const { personId, childId, from } = input;
    const child = await this.records.person(context.schoolId, childId);
    return this.streams.execute(
      personStream(context.schoolId, personId),
      person,
      { kind: 'LinkChild', personId, child, from },
      context,
    );
  }
}

@Controller('people')
export class LinkChildRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Links a parent, or somebody of the staff who is one, to a child at this school. */
  @Post(':personId/children')
  @Access(setsUp)
  async link(
    @Param('personId', IdPipe) personId: string,
    @Body() body: LinkChildBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new LinkChild({ ...body, personId }, context));
    return answerOf(context.commandId, outcome);
  }
}
