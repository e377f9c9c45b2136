import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type CommandContext, idFrom, type LocalDate } from '#kernel';
import {
  Access,
  answerOf,
  CommandAnswer,
  Context,
  CurrentPrincipal,
  IsLocalDate,
  type Principal,
} from '#platform';
import { ownPerson, staffThemselves } from '../access/own-person.ts';
import { prepares } from '../access/who.ts';
import { NumberedDocumentFields } from '../acts/agree-act.ts';
import { SchoolFacts } from '../school-facts.ts';
import { RecordConsent } from './record-consent.ts';

export class GiveNoticesBody {
  /** Of the staff. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @IsUUID(undefined, { each: true })
  personIds!: string[];

  /** What changes in the work. No names. */
  @IsString()
  @MaxLength(2_000)
  duties!: string;

  /** Today at the latest. */
  @IsLocalDate()
  givenOn!: LocalDate;

  /** Two months after the notice at the earliest. */
  @IsLocalDate()
  dutiesFrom!: LocalDate;
}

export class NoticesGivenAnswer extends CommandAnswer {
  noticeId!: string;
}

export class SignAgreementBody {
  /** Of the staff, and given notice. */
  @IsUUID()
  personId!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => NumberedDocumentFields)
  document!: NumberedDocumentFields;

  /** Two months after the notice at the earliest. */
  @IsLocalDate()
  inForceFrom!: LocalDate;
}

export class AgreementSignedAnswer extends CommandAnswer {
  agreementId!: string;
}

/** A version of an act that was read. */
export class OwnReadingBody {
  @IsUUID()
  actId!: string;

  @IsInt()
  @Min(1)
  version!: number;
}

export class ReadingsBody extends OwnReadingBody {
  /** Who has signed the sheet. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @IsUUID(undefined, { each: true })
  personIds!: string[];

  /** Today at the latest. */
  @IsLocalDate()
  on!: LocalDate;
}

@Controller()
export class TellStaffRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly facts: SchoolFacts,
  ) {}

  /** Records that notice of a change was given in writing (Labour Code, article 74), two months ahead at least. */
  @Post('transition/consent/notices')
  @Access(prepares)
  async give(@Body() body: GiveNoticesBody, @Context() context: CommandContext): Promise<NoticesGivenAnswer> {
    const noticeId = idFrom(context.commandId, 'notice');
    const { duties, givenOn, dutiesFrom } = body;
    const command = {
      kind: 'GiveNotices',
      noticeId,
      personIds: lower(body),
      duties,
      givenOn,
      dutiesFrom,
    } as const;
    return { ...(await this.#do(command, context)), noticeId };
  }

  /** Records a supplementary agreement. No new duty is in force before the two months are over. */
  @Post('transition/consent/agreements')
  @Access(prepares)
  async sign(
    @Body() { document, inForceFrom, ...body }: SignAgreementBody,
    @Context() context: CommandContext,
  ): Promise<AgreementSignedAnswer> {
    const agreementId = idFrom(context.commandId, 'agreement');
    const personId = body.personId.toLowerCase();
    const command = { kind: 'SignAgreement', personId, agreementId, document, inForceFrom } as const;
    return { ...(await this.#do(command, context)), agreementId };
  }

  /** Records who has signed the sheet of acquaintance of a document. */
  @Post('transition/consent/readings')
  @Access(prepares)
  read(@Body() body: ReadingsBody, @Context() context: CommandContext): Promise<CommandAnswer> {
    const { version, on } = body;
    const actId = body.actId.toLowerCase();
    return this.#do({ kind: 'ReadDocument', actId, version, personIds: lower(body), on }, context);
  }

  /** Says that one has read a document oneself. */
  @Post('me/readings')
  @Access(staffThemselves)
  async readMyself(
    @CurrentPrincipal() principal: Principal,
    @Body() { version, ...body }: OwnReadingBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const personIds = [ownPerson(principal)];
    const on = await this.facts.today(context.schoolId);
    const actId = body.actId.toLowerCase();
    return this.#do({ kind: 'ReadDocument', actId, version, personIds, on }, context);
  }

  async #do(command: RecordConsent['command'], context: CommandContext): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new RecordConsent(command, context)));
  }
}

const lower = ({ personIds }: { readonly personIds: readonly string[] }): string[] =>
  personIds.map((id) => id.toLowerCase());
