import { Body, Controller, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe } from '#platform';
import { MAX_COMMENT } from './limits.ts';
import { RecordEntry, type SpokenAction } from './record-entries.ts';
import { SeenBody } from './said-by-people.ts';

export class SetCommentBody extends SeenBody {
  /** The comment on the lesson, kept sealed; empty clears it. Pupils and parents do not see it. */
  @IsString()
  @MaxLength(MAX_COMMENT)
  text!: string;
}

export const setCommentAction = ({ text, basedOn }: SetCommentBody): SpokenAction => ({
  kind: 'set-comment',
  text,
  basedOn,
});

@Controller('lessons/:lessonId/comment')
export class SetCommentRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Writes, changes or clears the comment on a lesson: one of its entries. */
  @Put()
  @Access({ teacher: 'own-lesson' })
  async set(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() body: SetCommentBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, setCommentAction(body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
