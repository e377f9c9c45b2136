import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsIn, IsUUID } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { CorrectMarkBody } from '../lesson/correct-mark.ts';
import { MarkAnswer } from '../lesson/give-mark.ts';
import { type Mark, marks } from '../lesson/lesson.events.ts';
import { CorrectionBody, SeenBody } from '../lesson/said-by-people.ts';
import { entryIdOf } from '../lesson/setting.ts';
import { Omittable } from '../omittable.ts';
import { RecordWork } from './record-work.ts';

/** `basedOn` is the last event of the marks that you saw standing in this pupil's cell of the work, or null. */
export class MarkDatedWorkBody extends SeenBody {
  @IsUUID()
  pupilId!: string;

  /** `2` to `5`, `1` where the school's policy has it, `pass` or `fail`: as the register grades on the work's date. */
  @IsIn(marks)
  value!: Mark;

  /** The day it was done, from the work's date to today. */
  @Omittable()
  @IsLocalDate()
  doneOn?: string;

  /** The mark that this one retakes; both stay visible. */
  @Omittable()
  @IsUUID()
  retakeOf?: string;
}

@Controller('registers/:registerId/works/:workId/marks')
export class MarkDatedWorkRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Gives a mark for a work beyond one lesson, beside those that stand. Opens on the work's day. */
  @Post()
  @Access({ teacher: 'own-register' })
  async give(
    @Param('registerId', IdPipe) registerId: string,
    @Param('workId', IdPipe) workId: string,
    @Body() body: MarkDatedWorkBody,
    @Context() context: CommandContext,
  ): Promise<MarkAnswer> {
    const { commandId } = context;
    const command = new RecordWork(registerId, workId, { kind: 'give-mark', ...body }, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(commandId, outcome), markId: entryIdOf(commandId, 0) };
  }

  /** Corrects such a mark, with a reason. It stays the same mark; every value stays in its history. */
  @Patch(':markId')
  @Access({ teacher: 'own-register' })
  async correct(
    @Param('registerId', IdPipe) registerId: string,
    @Param('workId', IdPipe) workId: string,
    @Param('markId', IdPipe) markId: string,
    @Body() body: CorrectMarkBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordWork(registerId, workId, { kind: 'correct-mark', markId, ...body }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }

  /** Takes such a mark back, with a reason. It stays in the history and counts no more. */
  @Delete(':markId')
  @Access({ teacher: 'own-register' })
  async revoke(
    @Param('registerId', IdPipe) registerId: string,
    @Param('workId', IdPipe) workId: string,
    @Param('markId', IdPipe) markId: string,
    @Body() body: CorrectionBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordWork(registerId, workId, { kind: 'revoke-mark', markId, ...body }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
