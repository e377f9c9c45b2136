import { Body, Controller, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsBoolean } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe } from '#platform';
import { RecordEntry, type SpokenAction } from './record-entries.ts';
import { CorrectionBody } from './said-by-people.ts';

export class SetHeldBody extends CorrectionBody {
  /** True: the lesson took place. False takes that back; then a reason is given. */
  @IsBoolean()
  held!: boolean;
}

export const setHeldAction = ({ held, basedOn, reason, note }: SetHeldBody): SpokenAction =>
  held ? { kind: 'state-held', basedOn } : { kind: 'withdraw-held', basedOn, reason, note };

@Controller('lessons/:lessonId/held')
export class SetHeldRoute {
  constructor(private readonly commands: CommandBus) {}

  /** States that the lesson took place, or takes the statement back. Opens shortly before the lesson (policy). */
  @Put()
  @Access({ teacher: 'own-lesson' })
  async set(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() body: SetHeldBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordEntry(lessonId, setHeldAction(body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
