import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type CommandContext, idFrom, type LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { prepares } from '../access/who.ts';
import { NumberedDocumentFields } from '../acts/agree-act.ts';
import { RecordConsent } from './record-consent.ts';

export class ParentsQuestion {
  /** The text of the question, word for word. */
  @IsString()
  @MaxLength(2_000)
  question!: string;
}

export class ParentsProtocolBody extends ParentsQuestion {
  /** Of the parents' council or meeting. */
  @IsObject()
  @ValidateNested()
  @Type(() => NumberedDocumentFields)
  protocol!: NumberedDocumentFields;

  /** Whether the parents agree. */
  @IsBoolean()
  agrees!: boolean;
}

export class ParentsSurveyBody extends ParentsQuestion {
  /** The day it ended; today at the latest. */
  @IsLocalDate()
  date!: LocalDate;

  /** How many parents were asked. */
  @IsInt()
  @Min(1)
  asked!: number;

  @IsInt()
  @Min(0)
  answered!: number;

  @IsInt()
  @Min(0)
  inFavour!: number;

  @IsInt()
  @Min(0)
  against!: number;
}

export class ParentsAskedAnswer extends CommandAnswer {
  opinionId!: string;
}

export class WithdrawOpinionBody {
  /** No names. */
  @IsString()
  @MaxLength(500)
  reason!: string;
}

export class KeepPaperBody {
  /** A parent. */
  @IsUUID()
  personId!: string;

  @IsLocalDate()
  from!: LocalDate;
}

export class GiveUpPaperBody {
  /** The last day. */
  @IsLocalDate()
  to!: LocalDate;
}

@Controller('transition/consent')
export class AskParentsRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Records what a body of the parents decided. */
  @Post('protocols')
  @Access(prepares)
  async protocol(
    @Body() { question, protocol, agrees }: ParentsProtocolBody,
    @Context() context: CommandContext,
  ): Promise<ParentsAskedAnswer> {
    const opinionId = idFrom(context.commandId, 'parents-opinion');
    const opinion = { way: 'protocol', protocol, agrees } as const;
    return { ...(await this.#do({ kind: 'AskParents', opinionId, question, opinion }, context)), opinionId };
  }

  /** Records what a survey of the parents brought. */
  @Post('surveys')
  @Access(prepares)
  async survey(
    @Body() { question, ...counted }: ParentsSurveyBody,
    @Context() context: CommandContext,
  ): Promise<ParentsAskedAnswer> {
    const opinionId = idFrom(context.commandId, 'parents-opinion');
    const opinion = { way: 'survey', ...counted } as const;
    return { ...(await this.#do({ kind: 'AskParents', opinionId, question, opinion }, context)), opinionId };
  }

  /** Takes a recorded opinion back. */
  @Post('opinions/:opinionId/withdrawal')
  @Access(prepares)
  withdraw(
    @Param('opinionId', IdPipe) opinionId: string,
    @Body() { reason }: WithdrawOpinionBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.#do({ kind: 'WithdrawOpinion', opinionId, reason }, context);
  }

  /** Enters a parent in the register of those who keep to paper: weekly extracts are printed for them. */
  @Post('paper')
  @Access(prepares)
  keep(
    @Body() { personId, from }: KeepPaperBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.#do({ kind: 'KeepPaper', personId: personId.toLowerCase(), from }, context);
  }

  /** Says that a parent keeps to paper no longer. */
  @Post('paper/:personId/end')
  @Access(prepares)
  end(
    @Param('personId', IdPipe) personId: string,
    @Body() { to }: GiveUpPaperBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.#do({ kind: 'GiveUpPaper', personId, to }, context);
  }

  async #do(command: RecordConsent['command'], context: CommandContext): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new RecordConsent(command, context)));
  }
}
