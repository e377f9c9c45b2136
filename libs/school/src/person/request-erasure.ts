import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsIn } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { setsUp } from '../access/who.ts';
import { type ErasureReason, erasureReasons, personStream } from './person.events.ts';
import { person } from './person.ts';

export class RequestErasureBody {
  @IsIn(erasureReasons)
  reason!: ErasureReason;
}

/** Asks for the erasure of somebody's details; a reactor does it. Cannot be taken back. Refused: `not-found`. */
export class RequestErasure extends Command<Outcome> {
  constructor(
    readonly input: RequestErasureBody & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RequestErasure)
export class RequestErasureHandler implements ICommandHandler<RequestErasure> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: RequestErasure): Promise<Outcome> {
    const { personId, reason } = input;
    return this.streams.execute(
      personStream(context.schoolId, personId),
      person,
      { kind: 'RequestErasure', personId, reason },
      context,
    );
  }
}

@Controller('people')
export class RequestErasureRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Has a person's details destroyed for ever: names, contacts, and whatever was sealed under their key. */
  @Post(':personId/erasure')
  @HttpCode(202)
  @Access(setsUp)
  async erase(
    @Param('personId', IdPipe) personId: string,
    @Body() body: RequestErasureBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new RequestErasure({ ...body, personId }, context));
    return answerOf(context.commandId, outcome);
  }
}
