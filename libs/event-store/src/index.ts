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
  type Receipt,
  type SubscriptionOptions,
} from './event-store.ts';
export { type Fold, type Loaded, type Outcome, Streams } from './execute.ts';
export { type Upcast, upcasting } from './upcasting.ts';
export { SqliteEventStore, type SqliteEventStoreOptions } from './sqlite/sqlite-event-store.ts';
