import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsEmail, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom, type LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IsLocalDate, Seals } from '#platform';
import { setsUp } from '../access/who.ts';
import { type PersonKind, personKinds, personStream } from './person.events.ts';
import { detailsOf, detailsText } from './person-details.ts';
import { person, sealSubject } from './person.ts';

export class RegisterPersonBody {
  @IsIn(personKinds)
  kind!: PersonKind;

  @IsString()
  @MaxLength(100)
  familyName!: string;

  @IsString()
  @MaxLength(100)
  givenName!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  patronymic?: string | null;

  @IsOptional()
  @IsLocalDate()
  birthDate?: LocalDate | null;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  phone?: string | null;

  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  email?: string | null;

  /** Of the staff only: «учитель математики». */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  jobTitle?: string | null;
}

/** Registers somebody; everything but the kind is sealed under a key of their own. Refused: `invalid`. */
export class RegisterPerson extends Command<Outcome> {
  readonly personId: string;

  constructor(
    readonly input: RegisterPersonBody,
    readonly context: CommandContext,
  ) {
    super();
    this.personId = idFrom(context.commandId, 'person');
  }
}

@CommandHandler(RegisterPerson)
export class RegisterPersonHandler implements ICommandHandler<RegisterPerson> {
  constructor(
    private readonly streams: Streams,
    private readonly seals: Seals,
  ) {}

  async execute({ input, personId, context }: RegisterPerson): Promise<Outcome> {
    const { kind: personKind, ...given } = input;
    const { schoolId } = context;
    const details = detailsOf(personKind, given);
    const stream = personStream(schoolId, personId);
    const { state: standing } = await this.streams.load(stream, person);
    // Sent again, the command finds its receipt; sealing once more would fail after an erasure.
    const sealed =
      standing === null ? await this.seals.seal(schoolId, sealSubject(personId), detailsText(details)) : '';
    return this.streams.execute(
      stream,
      person,
      { kind: 'RegisterPerson', personId, personKind, sealed },
      context,
    );
  }
}

export class PersonRegisteredAnswer extends CommandAnswer {
  /** The new person's id. */
  personId!: string;
}

@Controller('people')
export class RegisterPersonRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Registers a pupil, a parent or somebody of the staff. */
  @Post()
  @Access(setsUp)
  async register(
    @Body() body: RegisterPersonBody,
    @Context() context: CommandContext,
  ): Promise<PersonRegisteredAnswer> {
    const command = new RegisterPerson(body, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), personId: command.personId };
  }
}
