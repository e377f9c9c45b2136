import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArrayUnique, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { prepares } from '../access/who.ts';
import { actStream, bodies, type Body as ActBody } from './act.events.ts';
import { act } from './act.ts';
import { actsCatalogue } from './acts-catalogue.ts';

export class AddActBody {
  @IsString()
  @MaxLength(300)
  title!: string;

  /** A group of the catalogue. */
  @IsIn(actsCatalogue.groups.map(({ id }) => id))
  group!: string;

  @IsIn(bodies)
  adoptedBy!: ActBody;

  /** Whose opinion is asked. */
  @IsArray()
  @ArrayUnique()
  @IsIn(bodies, { each: true })
  consulted!: ActBody[];
}

/** Refused: `invalid`. */
export class AddAct extends Command<Outcome> {
  readonly actId: string;

  constructor(
    readonly input: AddActBody,
    readonly context: CommandContext,
  ) {
    super();
    this.actId = idFrom(context.commandId, 'act');
  }
}

@CommandHandler(AddAct)
export class AddActHandler implements ICommandHandler<AddAct> {
  constructor(private readonly streams: Streams) {}

  execute({ input, actId, context }: AddAct): Promise<Outcome> {
    const { title, group, adoptedBy, consulted } = input;
    return this.streams.execute(
      actStream(context.schoolId, actId),
      act,
      { kind: 'AddAct', actId, title, group, adoptedBy, consulted },
      context,
    );
  }
}

export class ActAddedAnswer extends CommandAnswer {
  /** The new act's id. */
  actId!: string;
}

@Controller('transition/acts')
export class AddActRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Adds a local act of the school's own to those of the catalogue. */
  @Post()
  @Access(prepares)
  async add(@Body() body: AddActBody, @Context() context: CommandContext): Promise<ActAddedAnswer> {
    const command = new AddAct(body, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), actId: command.actId };
  }
}
