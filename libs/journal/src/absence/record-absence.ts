import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom, notFound } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate, Seals } from '#platform';
import { type AbsenceCode, absenceCodes } from '#school/events';
import { MAX_DOCUMENT, MAX_REASON } from '../lesson/limits.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { type AbsenceCommand, absences } from './absence.ts';
import { absenceStream } from './absence.events.ts';
import { Omittable } from '../omittable.ts';

export class GiveAbsenceReasonBody {
  @IsUUID()
  pupilId!: string;

  /** First and last day, school-local, both included. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;

  /** Ill (Б), excused (УП), unexcused (НП). */
  @IsIn(absenceCodes)
  code!: AbsenceCode;

  /** What it rests on: a medical certificate, a parent's note. Kept sealed. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_DOCUMENT)
  document?: string | null;
}

/** What is left out stays as it was. */
export class ChangeAbsenceReasonBody {
  /** Whose absence it is. */
  @IsUUID()
  pupilId!: string;

  @Omittable()
  @IsLocalDate()
  from?: string;

  @Omittable()
  @IsLocalDate()
  to?: string;

  @Omittable()
  @IsIn(absenceCodes)
  code?: AbsenceCode;

  /** null takes the document away. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_DOCUMENT)
  document?: string | null;
}

export class WithdrawAbsenceReasonBody {
  /** Whose absence it is. */
  @IsUUID()
  pupilId!: string;

  /** Why it is taken back. Kept sealed. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_REASON)
  reason!: string;
}

/** The answer to an absence reason given. */
export class AbsenceAnswer extends CommandAnswer {
  absenceId!: string;
}

/** Free text of the command is plain: it is sealed before it is recorded. */
export class RecordAbsence extends Command<Outcome> {
  constructor(
    readonly command: AbsenceCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordAbsence)
export class RecordAbsenceHandler implements ICommandHandler<RecordAbsence> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    private readonly seals: Seals,
  ) {}

  async execute({ command, context }: RecordAbsence): Promise<Outcome> {
    const { schoolId } = context;
    const { pupilId } = command;
    if ((await this.facts.personKind(schoolId, pupilId)) !== 'pupil') throw notFound('pupil', pupilId);
    const stream = absenceStream(schoolId, pupilId);
    if (command.kind === 'WithdrawReason') {
      const reason = await this.seals.seal(schoolId, sealOfPupil(pupilId), command.reason);
      return this.streams.execute(stream, absences, { ...command, reason }, context);
    }
    const { document, ...rest } = command;
    if (document === undefined)
      return this.streams.execute(stream, absences, rest as AbsenceCommand, context);
    const { state } = await this.streams.load(stream, absences);
    const stands = state.get(command.absenceId)?.document ?? null;
    const sealed = await this.#sealed(schoolId, pupilId, document, stands);
    return this.streams.execute(stream, absences, { ...command, document: sealed }, context);
  }

  /** The document sealed; one that says the same as the one that stands keeps its seal, so that nothing changes. */
  async #sealed(
    schoolId: string,
    pupilId: string,
    document: string | null,
    stands: string | null,
  ): Promise<string | null> {
    const said = document?.trim() ?? '';
    if (said === '') return null;
    const subject = sealOfPupil(pupilId);
    if (stands !== null && (await this.seals.unseal(schoolId, subject, stands)) === said) return stands;
    return this.seals.seal(schoolId, subject, said);
  }
}

/** Whose key seals what is said of a pupil. */
export const sealOfPupil = (pupilId: string): string => `person:${pupilId}`;

@Controller('absences')
export class RecordAbsenceRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Gives the reason of a pupil's absence for some days. It is never an entry of a lesson. */
  @Post()
  @Access({ 'class-teacher': 'own-class-absence', 'deputy-head': 'school' })
  async give(
    @Body() body: GiveAbsenceReasonBody,
    @Context() context: CommandContext,
  ): Promise<AbsenceAnswer> {
    const absenceId = idFrom(context.commandId, 'absence');
    const { document = null, ...said } = body;
    const command = new RecordAbsence({ kind: 'GiveReason', absenceId, document, ...said }, context);
    return { ...answerOf(context.commandId, await this.commands.execute(command)), absenceId };
  }

  /** Changes the days, the kind or the document of a reason. */
  @Patch(':absenceId')
  @Access({ 'class-teacher': 'own-class-absence', 'deputy-head': 'school' })
  async change(
    @Param('absenceId', IdPipe) absenceId: string,
    @Body() body: ChangeAbsenceReasonBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordAbsence({ kind: 'ChangeReason', absenceId, ...body }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }

  /** Takes a reason back. */
  @Delete(':absenceId')
  @Access({ 'class-teacher': 'own-class-absence', 'deputy-head': 'school' })
  async withdraw(
    @Param('absenceId', IdPipe) absenceId: string,
    @Body() body: WithdrawAbsenceReasonBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordAbsence({ kind: 'WithdrawReason', absenceId, ...body }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
