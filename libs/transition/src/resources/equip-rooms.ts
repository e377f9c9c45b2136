import { Body, Controller, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { prepares } from '../access/who.ts';
import { type DeviceKind, deviceKinds, type Network, networks, resourcesStream } from './resources.events.ts';
import { MAX_ROOM, MOST_DEVICES, resources } from './resources.ts';

/** Devices of one kind in a room. */
export class DevicesFields {
  @IsIn(deviceKinds)
  kind!: DeviceKind;

  @IsInt()
  @Min(0)
  @Max(MOST_DEVICES)
  count!: number;

  /** How many of them are in order. */
  @IsInt()
  @Min(0)
  @Max(MOST_DEVICES)
  working!: number;
}

/** What a room has, all of it. */
export class RoomFields {
  /** As the timetable names it: «214». */
  @IsString()
  @MaxLength(MAX_ROOM)
  room!: string;

  @IsIn(networks)
  network!: Network;

  @IsArray()
  @ArrayMaxSize(deviceKinds.length)
  @ValidateNested({ each: true })
  @Type(() => DevicesFields)
  devices!: DevicesFields[];
}

export class EquipRoomsBody {
  /** Rooms that are left out stay as they are. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => RoomFields)
  rooms!: RoomFields[];
}

/** Refused: `invalid`. */
export class EquipRooms extends Command<Outcome> {
  constructor(
    readonly input: EquipRoomsBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(EquipRooms)
export class EquipRoomsHandler implements ICommandHandler<EquipRooms> {
  constructor(private readonly streams: Streams) {}

  execute({ input: { rooms }, context }: EquipRooms): Promise<Outcome> {
    return this.streams.execute(
      resourcesStream(context.schoolId),
      resources,
      { kind: 'EquipRooms', rooms },
      context,
    );
  }
}

@Controller('transition/resources')
export class EquipRoomsRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Says what rooms have: network and devices. Many in one step, all or none. */
  @Put('rooms')
  @Access(prepares)
  async equip(@Body() body: EquipRoomsBody, @Context() context: CommandContext): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new EquipRooms(body, context)));
  }
}
