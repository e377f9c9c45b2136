import type { CommandBus } from '@nestjs/cqrs';
import type { Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { AnswerQuestion, BeginTest, FinishTest, IssueCertificate, questionOf, training } from '#transition';
import { trainingStream } from '#transition/events';

interface Needs {
  readonly commands: CommandBus;
  readonly streams: Streams;
  readonly schoolId: string;
  readonly programmeId: string;
  readonly personId: string;
  /** Fresh contexts of the person's and of the deputy head's doing. */
  readonly byPerson: () => CommandContext;
  readonly byDeputy: () => CommandContext;
}

/** Somebody answers every question of the final test rightly, and gets their certificate. */
export async function takeFinalTest(needs: Needs): Promise<void> {
  const { commands, streams, schoolId, programmeId, personId, byPerson, byDeputy } = needs;
  const begin = new BeginTest({ personId, programmeId }, byPerson());
  await commands.execute(begin);
  const { attemptId } = begin;
  const { state } = await streams.load(trainingStream(schoolId, personId), training);
  const drawn = state.attempts.find((one) => one.attemptId === attemptId)!.questions;
  for (const { questionId, options } of drawn) {
    const chosen = questionOf(questionId)!.right.map((place) => options.indexOf(place));
    await commands.execute(new AnswerQuestion({ personId, attemptId, questionId, chosen }, byPerson()));
  }
  await commands.execute(new FinishTest({ personId, attemptId, by: 'person' }, byPerson()));
  await commands.execute(new IssueCertificate({ personId, programmeId }, byDeputy()));
}
