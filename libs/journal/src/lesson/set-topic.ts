import { Body, Controller, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe } from '#platform';
import { MAX_TOPIC } from './limits.ts';
import { RecordEntry, type SpokenAction } from './record-entries.ts';
import { SeenBody } from './said-by-people.ts';
import { Omittable } from '../omittable.ts';

export class SetTopicBody extends SeenBody {
  /** What the lesson is about; empty clears it. */
  @IsString()
  @MaxLength(MAX_TOPIC)
  topic!: string;

  /** From the curriculum plan and not yet recorded by the teacher. Default: recorded. */
  @Omittable()
  @IsBoolean()
  planned?: boolean;
}

export const setTopicAction = ({ topic, planned = false, basedOn }: SetTopicBody): SpokenAction => ({
  kind: 'set-topic',
  topic,
  planned,
  basedOn,
});

@Controller('lessons/:lessonId/topic')
export class SetTopicRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Records, plans or clears the topic, before the lesson or any time after. */
  @Put()
  @Access({ teacher: 'own-lesson' })
  async set(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() body: SetTopicBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, setTopicAction(body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
