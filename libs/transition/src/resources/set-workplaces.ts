import { Body, Controller, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { prepares } from '../access/who.ts';
import { SchoolFacts } from '../school-facts.ts';
import { resourcesStream } from './resources.events.ts';
import { MAX_ROOM, resources } from './resources.ts';

export class WorkplaceFields {
  /** Of the staff. */
  @IsUUID()
  personId!: string;

  /** Whether there is a place to work at with the journal. */
  @IsBoolean()
  hasPlace!: boolean;

  /** In which room, or null. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_ROOM)
  room?: string | null;
}

export class SetWorkplacesBody {
  /** Those who are left out stay as they are. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => WorkplaceFields)
  places!: WorkplaceFields[];
}

/** Refused: `not-found`, `not-staff`, `person-erased`, `invalid`. */
export class SetWorkplaces extends Command<Outcome> {
  constructor(
    readonly input: SetWorkplacesBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SetWorkplaces)
export class SetWorkplacesHandler implements ICommandHandler<SetWorkplaces> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
  ) {}

  async execute({ input, context }: SetWorkplaces): Promise<Outcome> {
    const places = input.places.map(({ personId, hasPlace, room = null }) => ({
      personId: personId.toLowerCase(),
      hasPlace,
      room,
    }));
    for (const { personId } of places) await this.facts.requireStaff(context.schoolId, personId);
    return this.streams.execute(
      resourcesStream(context.schoolId),
      resources,
      { kind: 'SetWorkplaces', places },
      context,
    );
  }
}

@Controller('transition/resources')
export class SetWorkplacesRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Says who has a place to work at. Many in one step, all or none. */
  @Put('places')
  @Access(prepares)
  async set(@Body() body: SetWorkplacesBody, @Context() context: CommandContext): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new SetWorkplaces(body, context)));
  }
}
