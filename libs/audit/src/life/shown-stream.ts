import type { ReadableLog } from '#event-store';
import { comparePositions, type Position, type Recorded, type StreamName } from '#kernel';

/** The events of a stream up to what an answer shows. */
export async function shownStream(
  log: Pick<ReadableLog, 'readStream'>,
  stream: StreamName,
  position: string | null,
): Promise<readonly Recorded[]> {
  const shown = position as Position | null;
  const events = await log.readStream(stream);
  return events.filter((event) => comparePositions(event.position, shown) <= 0);
}
