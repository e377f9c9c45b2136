import type { Outcome, Streams } from '#event-store';
import type { CommandContext, Decider, StreamName } from '#kernel';
import { lesson } from './lesson.ts';
import type { LessonEvent } from './lesson.events.ts';
import type { Lesson } from './lesson-state.ts';

/** Decides nothing, so that only a command that is there already has an outcome. */
const looking: Decider<Lesson | null, null, LessonEvent> = { ...lesson, decide: () => [] };

/**
 * The first outcome of a command on a lesson that was done before, else null. For commands that look at other
 * streams before they are decided: what has changed there since must not come between a repetition and its receipt.
 * @throws CommandReused
 */
export async function doneBefore(
  streams: Streams,
  stream: StreamName,
  context: CommandContext,
): Promise<Outcome | null> {
  const outcome = await streams.execute(stream, looking, null, context);
  return outcome.repeated ? outcome : null;
}
