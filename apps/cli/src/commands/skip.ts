import { withOperator } from './with-operator.ts';

/** Has a projection pass over an event that it cannot fold. The log keeps who did it and why. */
export async function skip(
  projection: string,
  schoolId: string,
  eventId: string,
  reason: string,
): Promise<void> {
  await withOperator((operator) => operator.skip({ projection, schoolId, eventId, reason }));
  process.stdout.write(`${projection} passes over ${eventId}; the school catches up.\n`);
}
