export {
  AppendTooLarge,
  AppendUncertain,
  CommandReused,
  InvalidAppend,
  StoreUnavailable,
  WrongRevision,
} from './errors.ts';
export {
  type EventStore,
  type ExpectedRevision,
  type LogMessage,
  type LogPage,
  MAX_APPEND_BYTES,
  type ReadableLog,
  type Receipt,
  type SubscriptionOptions,
} from './event-store.ts';
export { type Fold, type Loaded, type Outcome, Streams } from './execute.ts';
export { type Upcast, upcasting, upcastingLog } from './upcasting.ts';
export { SqliteEventStore, type SqliteEventStoreOptions } from './sqlite/sqlite-event-store.ts';
export { SqliteLogReader } from './sqlite/sqlite-log-reader.ts';
