import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { type Mark, marks } from './lesson.events.ts';
import { RecordEntry, type SpokenAction } from './record-entries.ts';
import { SeenBody } from './said-by-people.ts';
import { entryIdOf } from './setting.ts';
import { Omittable } from '../omittable.ts';

/** `basedOn` is the last event of the marks that you saw standing in this pupil's cell of the work, or null. */
export class GiveMarkBody extends SeenBody {
  @IsUUID()
  pupilId!: string;

  /** `2` to `5`, `1` where the school's policy has it, `pass` or `fail`: as the register grades on that date. */
  @IsIn(marks)
  value!: Mark;

  /** The work it is for; left out or null: the lesson's default work, or that of the mark being retaken. */
  @IsOptional()
  @IsUUID()
  workId?: string | null;

  /** The day the work was done, from the lesson's date to today. Needed when the pupil was absent. */
  @Omittable()
  @IsLocalDate()
  doneOn?: string;

  /** The mark that this one retakes; both stay visible. */
  @Omittable()
  @IsUUID()
  retakeOf?: string;
}

/** The answer to a mark given. */
export class MarkAnswer extends CommandAnswer {
  /** The mark's id, for correcting and revoking it. */
  markId!: string;
}

export const giveMarkAction = (body: GiveMarkBody): SpokenAction => {
  const { workId = null, pupilId, value, doneOn, retakeOf, basedOn } = body;
  return { kind: 'give-mark', workId, pupilId, value, doneOn, retakeOf, basedOn };
};

@Controller('lessons/:lessonId/marks')
export class GiveMarkRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Gives a mark for a work of the lesson, beside those that stand. Opens shortly before the lesson (policy). */
  @Post()
  @Access({ teacher: 'own-lesson' })
  async give(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() body: GiveMarkBody,
    @Context() context: CommandContext,
  ): Promise<MarkAnswer> {
    const { commandId } = context;
    const outcome = await this.commands.execute(new RecordEntry(lessonId, giveMarkAction(body), context));
    return { ...answerOf(commandId, outcome), markId: entryIdOf(commandId, 0) };
  }
}
