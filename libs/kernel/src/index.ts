export { canonicalJson } from './canonical-json.ts';
export { CHAIN_START, chainHash, chainedMetadata } from './chain.ts';
export { type Clock, systemClock } from './clock.ts';
export type { Decider } from './decider.ts';
export type { AnyFact, Fact, FactOf } from './fact.ts';
export { idFrom, isId, newId } from './ids.ts';
export { comparePositions, orderOf, parsePosition, type Position, positionFrom } from './position.ts';
export {
  type Actor,
  type CommandContext,
  type Metadata,
  type Recorded,
  type Role,
  roles,
} from './recorded.ts';
export { invalidField, notFound, Refused, type RefusalMore, type RefusalStatus } from './refused.ts';
export {
  addDays,
  DAY_MS,
  datesOf,
  daysBetween,
  type Instant,
  instant,
  instantOf,
  type IsoWeek,
  isLocalDate,
  isLocalTime,
  isoWeekOf,
  isTimeZone,
  type LocalDate,
  localDateOf,
  type LocalTime,
  mondayOf,
  weekdayOf,
  within,
} from './school-time.ts';
export { isStreamName, partitionOf, schoolOf, schoolPrefix, type StreamName, streamOf } from './streams.ts';
