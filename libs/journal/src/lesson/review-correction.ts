import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, Seals } from '#platform';
import { Omittable } from '../omittable.ts';
import { lesson } from './lesson.ts';
import { lessonStream } from './lesson.events.ts';
import { MAX_NOTE } from './limits.ts';
import { sealOf } from './record-entries.ts';
import { limited } from './refusals.ts';
import { type Review, type Verdict, verdicts } from './reviewing.ts';
import { SeenBody } from './said-by-people.ts';

/** `basedOn` is the event of the last word that you saw on this correction, or null. */
export class ReviewCorrectionBody extends SeenBody {
  @IsIn(verdicts)
  verdict!: Verdict;

  /** Why it is returned; required then. Kept sealed. */
  @Omittable()
  @IsString()
  @MaxLength(MAX_NOTE)
  note?: string;
}

/** The deputy head's word on a correction of a lesson's entries; the note in plain words. Refused as `reviewOf`. */
export class ReviewCorrection extends Command<Outcome> {
  constructor(
    readonly lessonId: string,
    readonly review: Review,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReviewCorrection)
export class ReviewCorrectionHandler implements ICommandHandler<ReviewCorrection> {
  constructor(
    private readonly streams: Streams,
    private readonly seals: Seals,
  ) {}

  async execute({ lessonId, review, context }: ReviewCorrection): Promise<Outcome> {
    const { schoolId } = context;
    const sealed = await sealedReview(review, (note) => this.seals.seal(schoolId, sealOf(lessonId), note));
    const command = { kind: 'ReviewCorrection', review: sealed } as const;
    return this.streams.execute(lessonStream(schoolId, lessonId), lesson, command, context);
  }
}

/** The review as it is recorded. What is approved needs no words. */
export async function sealedReview<Said extends Review>(
  review: Said,
  seal: (note: string) => Promise<string>,
): Promise<Said> {
  const note = review.verdict === 'approved' ? '' : limited(review.note, MAX_NOTE, 'note');
  return { ...review, note: note === '' ? '' : await seal(note) };
}

/** The review that a body says. */
export const reviewSaid = (
  correctionId: string,
  { verdict, note = '', basedOn }: ReviewCorrectionBody,
): Review => ({
  correctionId,
  verdict,
  note,
  basedOn,
});

@Controller('lessons/:lessonId/corrections/:correctionId')
export class ReviewCorrectionRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Approves or returns a correction that was made after the term. It counts all the while. */
  @Put()
  @Access({ 'deputy-head': 'school' })
  async review(
    @Param('lessonId', IdPipe) lessonId: string,
    @Param('correctionId', IdPipe) correctionId: string,
    @Body() body: ReviewCorrectionBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new ReviewCorrection(lessonId, reviewSaid(correctionId, body), context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
