import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsIn, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe } from '#platform';
import { type WorkType, workTypes } from './lesson.events.ts';
import { MAX_TITLE, MAX_WEIGHT, MIN_WEIGHT } from './limits.ts';
import { RecordEntry, type SpokenAction } from './record-entries.ts';
import { SeenBody } from './said-by-people.ts';

export class SetWorkBody extends SeenBody {
  @IsIn(workTypes)
  workType!: WorkType;

  /** Its weight in the average, in tenths: 0.1 to 10. */
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(MIN_WEIGHT)
  @Max(MAX_WEIGHT)
  weight!: number;

  @IsOptional()
  @IsString()
  @MaxLength(MAX_TITLE)
  title?: string | null;
}

export const setWorkAction = (workId: string, body: SetWorkBody): SpokenAction => {
  const { workType, weight, title = null, basedOn } = body;
  return { kind: 'set-work', workId, workType, weight, title, basedOn };
};

export const removeWorkAction = (workId: string, { basedOn }: SeenBody): SpokenAction => ({
  kind: 'remove-work',
  workId,
  basedOn,
});

@Controller('lessons/:lessonId/works/:workId')
export class SetWorkRoute {
  constructor(private readonly commands: CommandBus) {}

  /**
   * Adds a work that marks can be given for, under an id that the client makes, or says its type, weight and title
   * anew. Every lesson has a default work: its id stands with the lesson.
   */
  @Put()
  @Access({ teacher: 'own-lesson' })
  async set(
    @Param('lessonId', IdPipe) lessonId: string,
    @Param('workId', IdPipe) workId: string,
    @Body() body: SetWorkBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, setWorkAction(workId, body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }

  /** Removes a work that no mark stands for. */
  @Delete()
  @Access({ teacher: 'own-lesson' })
  async remove(
    @Param('lessonId', IdPipe) lessonId: string,
    @Param('workId', IdPipe) workId: string,
    @Body() body: SeenBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, removeWorkAction(workId, body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
