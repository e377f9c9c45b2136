import { Body, Controller, Param, Patch } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsEmail, IsOptional, IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate, Seals } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { personStream } from './person.events.ts';
import { changedDetails, detailsFrom, detailsText } from './person-details.ts';
import { type Person, person, sealSubject } from './person.ts';

/** A field that is left out stays; null takes an optional one away. */
export class ChangePersonBody {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  familyName?: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  givenName?: string;

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

  /** Of the staff only. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  jobTitle?: string | null;
}

/** Refused: `not-found`, `person-erased` (410), `changed-meanwhile` (412), `invalid`. */
export class ChangePerson extends Command<Outcome> {
  constructor(
    readonly input: ChangePersonBody & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ChangePerson)
export class ChangePersonHandler implements ICommandHandler<ChangePerson> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
    private readonly seals: Seals,
  ) {}

  async execute({ input, context }: ChangePerson): Promise<Outcome> {
    const { personId, ...change } = input;
    const { schoolId } = context;
    const standing = await this.records.person(schoolId, personId);
    return this.streams.execute(
      personStream(schoolId, personId),
      person,
      {
        kind: 'ChangePerson',
        personId,
        basedOn: standing.sealed,
        sealed: await this.#sealed(schoolId, standing, change),
      },
      context,
    );
  }

  /** The details after the change, sealed; null when they are as before, or gone. */
  async #sealed(schoolId: string, standing: Person, change: ChangePersonBody): Promise<string | null> {
    if (standing.sealed === null || standing.erasure !== 'none') return null;
    const subject = sealSubject(standing.personId);
    const before = await this.seals.unseal(schoolId, subject, standing.sealed);
    if (before === null) return null;
    const after = detailsText(changedDetails(standing.kind, detailsFrom(before), change));
    return after === before ? null : this.seals.seal(schoolId, subject, after);
  }
}

@Controller('people')
export class ChangePersonRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Changes some of a person's details. */
  @Patch(':personId')
  @Access(setsUp)
  async change(
    @Param('personId', IdPipe) personId: string,
    @Body() body: ChangePersonBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new ChangePerson({ ...body, personId }, context));
    return answerOf(context.commandId, outcome);
  }
}
