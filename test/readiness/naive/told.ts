import type { SchoolFact } from '../history.ts';
import type { Recorded } from '#kernel';

/** One event of the raw log, of these types. */
export type Told<Type extends SchoolFact['type'] = SchoolFact['type']> = Recorded<
  Extract<SchoolFact, { type: Type }>
>;
export type Log = readonly Recorded<SchoolFact>[];

/** The events of these types, in the order of the log. */
export const told = <Type extends SchoolFact['type']>(log: Log, ...types: readonly Type[]): Told<Type>[] =>
  log.filter((event): event is Told<Type> => (types as readonly string[]).includes(event.type));

/** The ids that a log speaks of, each once, in the order of their first mention. */
export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Milliseconds since the epoch at which the server recorded it. */
export const recordedAt = (event: Log[number]): number => Date.parse(event.metadata.recordedAt);
