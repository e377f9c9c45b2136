import { Body, Controller, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { ReviewCorrectionBody, reviewSaid } from '../lesson/review-correction.ts';
import { RecordWork } from './record-work.ts';

@Controller('registers/:registerId/works/:workId/corrections/:correctionId')
export class ReviewWorkCorrectionRoute {
  constructor(private readonly commands: CommandBus) {}

  /** The same for a mark of a work beyond one lesson. */
  @Put()
  @Access({ 'deputy-head': 'school' })
  async review(
    @Param('registerId', IdPipe) registerId: string,
    @Param('workId', IdPipe) workId: string,
    @Param('correctionId', IdPipe) correctionId: string,
    @Body() body: ReviewCorrectionBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const action = { kind: 'review-correction', ...reviewSaid(correctionId, body) } as const;
    const outcome = await this.commands.execute(new RecordWork(registerId, workId, action, context));
    return answerOf(context.commandId, outcome);
  }
}
