import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayUnique, IsUUID } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Access, answerOf, type CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { SeenBody } from '../lesson/said-by-people.ts';
import { SetWorkBody } from '../lesson/set-work.ts';
import { Omittable } from '../omittable.ts';
import { RecordWork } from './record-work.ts';
import { MAX_SPANNED } from './work.ts';

export class SetDatedWorkBody extends SetWorkBody {
  /** The day it is for, school-local: the pupils are those of that day, and the diary shows it there. */
  @IsLocalDate()
  date!: string;

  /** The lessons of the register that it spans; left out where it has only its date. */
  @Omittable()
  @IsUUID(undefined, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(MAX_SPANNED)
  lessonIds?: string[];
}

@Controller('registers/:registerId/works/:workId')
export class SetDatedWorkRoute {
  constructor(private readonly commands: CommandBus) {}

  /**
   * Sets a work beyond one lesson, under an id that the client makes, or says it anew. Marks of such works are
   * outside criteria 3 and 6.
   */
  @Put()
  @Access({ teacher: 'own-register' })
  async set(
    @Param('registerId', IdPipe) registerId: string,
    @Param('workId', IdPipe) workId: string,
    @Body() { title = null, lessonIds = [], ...said }: SetDatedWorkBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const action = { kind: 'set-dated-work', title, lessonIds, ...said } as const;
    const command = new RecordWork(registerId, workId, action, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }

  /** Removes a work that no mark stands for. */
  @Delete()
  @Access({ teacher: 'own-register' })
  async remove(
    @Param('registerId', IdPipe) registerId: string,
    @Param('workId', IdPipe) workId: string,
    @Body() { basedOn }: SeenBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new RecordWork(registerId, workId, { kind: 'remove-dated-work', basedOn }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
