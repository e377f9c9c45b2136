import { Body, Controller, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { MAX_HOMEWORK } from './limits.ts';
import { RecordEntry, type SpokenAction } from './record-entries.ts';
import { SeenBody } from './said-by-people.ts';

export class SetHomeworkBody extends SeenBody {
  /** What is set for home; empty clears it. */
  @IsString()
  @MaxLength(MAX_HOMEWORK)
  text!: string;

  /** The day it is due, not before the lesson; null or left out: the next lesson. */
  @IsOptional()
  @IsLocalDate()
  dueDate?: string | null;
}

export const setHomeworkAction = ({ text, dueDate = null, basedOn }: SetHomeworkBody): SpokenAction => ({
  kind: 'set-homework',
  text,
  dueDate,
  basedOn,
});

@Controller('lessons/:lessonId/homework')
export class SetHomeworkRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Sets or clears the homework, before the lesson or any time after. */
  @Put()
  @Access({ teacher: 'own-lesson' })
  async set(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() body: SetHomeworkBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, setHomeworkAction(body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
