import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { canonicalJson, type CommandContext, idFrom, type LocalDate } from '#kernel';
import {
  Access,
  answerOf,
  CommandAnswer,
  Context,
  CurrentPrincipal,
  IdPipe,
  IsLocalDate,
  type Principal,
  Seals,
} from '#platform';
import { ownPerson } from '../../access/own-person.ts';
import { prepares } from '../../access/who.ts';
import { saying } from '../../fields.ts';
import { SchoolFacts } from '../../school-facts.ts';
import { training } from '../training.ts';
import { type OutsideDetails, trainingSeal, trainingStream } from '../training.events.ts';

export class AcceptOutsideCertificateBody {
  /** Who issued it. Kept sealed, as programme and number are. */
  @IsString()
  @MaxLength(300)
  issuer!: string;

  /** What was learned. */
  @IsString()
  @MaxLength(300)
  programme!: string;

  @IsString()
  @MaxLength(60)
  number!: string;

  /** Today at the latest. */
  @IsLocalDate()
  date!: LocalDate;

  @IsInt()
  @Min(0)
  @Max(1_000)
  hours!: number;
}

/** Refused: `not-found`, `not-staff`, `person-erased`, `own-certificate`, `invalid`. */
export class AcceptOutsideCertificate extends Command<Outcome> {
  readonly certificateId: string;

  constructor(
    readonly input: AcceptOutsideCertificateBody & { readonly personId: string; readonly acceptedBy: string },
    readonly context: CommandContext,
  ) {
    super();
    this.certificateId = idFrom(context.commandId, 'outside-certificate');
  }
}

@CommandHandler(AcceptOutsideCertificate)
export class AcceptOutsideCertificateHandler implements ICommandHandler<AcceptOutsideCertificate> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    private readonly seals: Seals,
  ) {}

  async execute({ input, certificateId, context }: AcceptOutsideCertificate): Promise<Outcome> {
    const { personId, acceptedBy, date, hours } = input;
    const { schoolId } = context;
    await this.facts.requireStaff(schoolId, personId);
    const details: OutsideDetails = {
      issuer: saying('issuer', input.issuer),
      programme: saying('programme', input.programme),
      number: saying('number', input.number),
    };
    const sealed = await this.seals.seal(schoolId, trainingSeal(personId), canonicalJson(details));
    const today = await this.facts.today(schoolId);
    return this.streams.execute(
      trainingStream(schoolId, personId),
      training,
      { kind: 'AcceptOutside', personId, certificateId, date, hours, acceptedBy, sealed, today },
      context,
    );
  }
}

export class CertificateAnswer extends CommandAnswer {
  /** The certificate's id. */
  certificateId!: string;
}

@Controller('transition/training')
export class AcceptOutsideCertificateRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Accepts a certificate that somebody of the staff brought from elsewhere; whoever does so is named with it. */
  @Post(':personId/outside-certificates')
  @Access(prepares)
  async accept(
    @CurrentPrincipal() principal: Principal,
    @Param('personId', IdPipe) personId: string,
    @Body() body: AcceptOutsideCertificateBody,
    @Context() context: CommandContext,
  ): Promise<CertificateAnswer> {
    const acceptedBy = ownPerson(principal);
    const command = new AcceptOutsideCertificate({ ...body, personId, acceptedBy }, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), certificateId: command.certificateId };
  }
}
