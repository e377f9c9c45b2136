import { type Fact, type StreamName, streamOf } from '#kernel';

/** Somebody decided that a projection passes over an event that it cannot fold. The event itself stays. */
export type SkipEvent = Fact<
  'ProjectionEventSkipped',
  { projection: string; eventId: string; reason: string }
>;

/** All skips of a school: short, and read before anything of the school is folded. */
export const skipsStream = (schoolId: string): StreamName => streamOf(schoolId, 'projecting', 'skips');
