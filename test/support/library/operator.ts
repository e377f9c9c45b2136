import type { EventStore } from '#event-store';
import { skip, skipsStream } from '#projecting';
import { librarian } from './library-history.ts';

/** What an operator's `skip` comes to. */
export async function skipEvent(
  log: EventStore,
  schoolId: string,
  projection: string,
  eventId: string,
): Promise<void> {
  const stream = skipsStream(schoolId);
  const before = await log.readStream(stream);
  const facts = skip.decide({ projection, eventId, reason: 'torn for good' }, skip.initial);
  await log.append(stream, facts, before.length === 0 ? 'none' : before.length - 1, librarian(schoolId));
}
