import { Body, Controller, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsObject, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe } from '#platform';
import { type AbsenceCode, absenceCodes } from '#school/events';
import type { Attendance } from './lesson.events.ts';
import { MAX_ACTIONS } from './limits.ts';
import { RecordEntry, type SpokenAction } from './record-entries.ts';
import { CorrectionBody } from './said-by-people.ts';
import { Omittable } from '../omittable.ts';

/** A pupil who was not simply present. */
export class RollCallException extends CorrectionBody {
  @IsUUID()
  pupilId!: string;

  @IsIn(['absent', 'late'])
  value!: Attendance;

  /** Why absent, as far as the teacher knows it: ill (Б), excused (УП), unexcused (НП). */
  @IsOptional()
  @IsIn(absenceCodes)
  code?: AbsenceCode | null;
}

export class SetRollCallBody extends CorrectionBody {
  /** True: everyone whose attendance is not said otherwise was present. False takes the roll call back. */
  @IsBoolean()
  taken!: boolean;

  /** Those who were absent or late; only when taken. */
  @Omittable()
  @ArrayMaxSize(MAX_ACTIONS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RollCallException)
  exceptions?: RollCallException[];
}

export const setRollCallAction = (body: SetRollCallBody): SpokenAction => {
  const { taken, exceptions = [], basedOn, reason, note } = body;
  if (!taken) return { kind: 'withdraw-roll-call', basedOn, reason, note };
  return {
    kind: 'take-roll-call',
    exceptions: exceptions.map(({ code = null, ...said }) => ({ ...said, code })),
  };
};

@Controller('lessons/:lessonId/roll-call')
export class SetRollCallRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Calls the roll in one act: everyone not named, here or before, was present. */
  @Put()
  @Access({ teacher: 'own-lesson' })
  async set(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() body: SetRollCallBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, setRollCallAction(body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
