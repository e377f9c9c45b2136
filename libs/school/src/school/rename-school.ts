import { Body, Controller, Patch } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { setsUp } from '../access/who.ts';
import { schoolStream } from './school.events.ts';
import { school } from './school.ts';

export class RenameSchoolBody {
  /** The full name, as in the charter. */
  @IsString()
  @MaxLength(300)
  name!: string;

  /** What stands at the top of each page. */
  @IsString()
  @MaxLength(60)
  shortName!: string;
}

/** Refused: `invalid`. */
export class RenameSchool extends Command<Outcome> {
  constructor(
    readonly input: RenameSchoolBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RenameSchool)
export class RenameSchoolHandler implements ICommandHandler<RenameSchool> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: RenameSchool): Promise<Outcome> {
    const { schoolId } = context;
    return this.streams.execute(
      schoolStream(schoolId),
      school,
      { kind: 'RenameSchool', schoolId, ...input },
      context,
    );
  }
}

@Controller('school')
export class RenameSchoolRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Gives the school another name. */
  @Patch()
  @Access(setsUp)
  async rename(@Body() body: RenameSchoolBody, @Context() context: CommandContext): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new RenameSchool(body, context)));
  }
}
