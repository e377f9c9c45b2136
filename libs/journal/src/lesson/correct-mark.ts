import { Body, Controller, Delete, Param, Patch } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsIn } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe } from '#platform';
import { type Mark, marks } from './lesson.events.ts';
import { RecordEntry, type SpokenAction } from './record-entries.ts';
import { CorrectionBody } from './said-by-people.ts';

export class CorrectMarkBody extends CorrectionBody {
  /** What it should have been. A retake is no correction: give a new mark with `retakeOf`. */
  @IsIn(marks)
  value!: Mark;
}

export const correctMarkAction = (markId: string, body: CorrectMarkBody): SpokenAction => {
  const { value, basedOn, reason, note } = body;
  return { kind: 'correct-mark', markId, value, basedOn, reason, note };
};

export const revokeMarkAction = (
  markId: string,
  { basedOn, reason, note }: CorrectionBody,
): SpokenAction => ({ kind: 'revoke-mark', markId, basedOn, reason, note });

@Controller('lessons/:lessonId/marks/:markId')
export class CorrectMarkRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Corrects a mark, with a reason. It stays the same entry; every value stays in its history. */
  @Patch()
  @Access({ teacher: 'own-lesson' })
  async correct(
    @Param('lessonId', IdPipe) lessonId: string,
    @Param('markId', IdPipe) markId: string,
    @Body() body: CorrectMarkBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, correctMarkAction(markId, body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }

  /** Takes a mark back, with a reason. It stays in the history and counts no more. */
  @Delete()
  @Access({ teacher: 'own-lesson' })
  async revoke(
    @Param('lessonId', IdPipe) lessonId: string,
    @Param('markId', IdPipe) markId: string,
    @Body() body: CorrectionBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, revokeMarkAction(markId, body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
