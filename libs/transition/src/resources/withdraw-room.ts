import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { prepares } from '../access/who.ts';
import { resourcesStream } from './resources.events.ts';
import { MAX_ROOM, resources } from './resources.ts';

export class WithdrawRoomBody {
  @IsString()
  @MaxLength(MAX_ROOM)
  room!: string;
}

/** Refused: `not-found`. */
export class WithdrawRoom extends Command<Outcome> {
  constructor(
    readonly input: WithdrawRoomBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawRoom)
export class WithdrawRoomHandler implements ICommandHandler<WithdrawRoom> {
  constructor(private readonly streams: Streams) {}

  execute({ input: { room }, context }: WithdrawRoom): Promise<Outcome> {
    return this.streams.execute(
      resourcesStream(context.schoolId),
      resources,
      { kind: 'WithdrawRoom', room },
      context,
    );
  }
}

@Controller('transition/resources')
export class WithdrawRoomRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Takes a room out of the list. One that the timetable names is then asked for anew. */
  @Post('rooms/withdrawal')
  @Access(prepares)
  async withdraw(@Body() body: WithdrawRoomBody, @Context() context: CommandContext): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new WithdrawRoom(body, context)));
  }
}
