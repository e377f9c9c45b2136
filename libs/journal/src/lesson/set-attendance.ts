import { Body, Controller, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsIn, IsOptional } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe } from '#platform';
import { type AbsenceCode, absenceCodes } from '#school/events';
import type { Attendance } from './lesson.events.ts';
import { RecordEntry, type SpokenAction } from './record-entries.ts';
import { CorrectionBody } from './said-by-people.ts';

export class SetAttendanceBody extends CorrectionBody {
  /** `present` takes an absence or lateness back. */
  @IsIn(['present', 'absent', 'late'])
  value!: 'present' | Attendance;

  /** Why absent, as far as the teacher knows it: ill (Б), excused (УП), unexcused (НП). */
  @IsOptional()
  @IsIn(absenceCodes)
  code?: AbsenceCode | null;
}

export const setAttendanceAction = (pupilId: string, body: SetAttendanceBody): SpokenAction => {
  const { value, code = null, basedOn, reason, note } = body;
  return { kind: 'set-attendance', pupilId, value, code, basedOn, reason, note };
};

@Controller('lessons/:lessonId/attendance/:pupilId')
export class SetAttendanceRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Says whether a pupil was there. Another value for one that stands is a correction and gives its reason. */
  @Put()
  @Access({ teacher: 'own-lesson' })
  async set(
    @Param('lessonId', IdPipe) lessonId: string,
    @Param('pupilId', IdPipe) pupilId: string,
    @Body() body: SetAttendanceBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, setAttendanceAction(pupilId, body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
