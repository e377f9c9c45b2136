export type { Lease, Leases } from './lease.ts';
export {
  type AnyProjection,
  type Key,
  type KeyPart,
  MAX_KEY_PARTS,
  type Measures,
  type Projection,
  projection,
  type Tally,
  type Touched,
} from './projection.ts';
export type { Reaction, Reactor } from './reactor.ts';
export {
  type Batch,
  type BatchLimit,
  type DocWrite,
  Fenced,
  type FindOptions,
  type FoundPage,
  type Halt,
  type Model,
  type ReadStore,
  ReadStoreUnavailable,
  type Snapshot,
  type StoredDoc,
  type TallyChange,
  type TallyRow,
} from './read-store.ts';
export { ALL_SCHOOLS, covers, type Slice, slicesOf, streamPrefixesOf } from './slice.ts';
export { SqliteReadStore, type SqliteReadStorePlace } from './sqlite/sqlite-read-store.ts';
export { type Advanced, Pass, type PassOptions } from './engine/pass.ts';
export { stateHash } from './state-hash.ts';
export { noNotices, type Notices } from './notices.ts';
export { Projector, type ProjectorOptions, type Projects } from './projector.ts';
export { type ModelStatus, type ProjectorStatus, statusOf } from './projector-status.ts';
export { build, type BuildOptions, rebuild, RebuildHalted, type RebuildProgress } from './rebuild.ts';
export { runSlices, type RunSlicesOptions } from './run-slices.ts';
export { skip, type Skipped, type SkipProjectionEvent } from './skip/skip.ts';
export { type SkipEvent, skipsStream } from './skip/skip.events.ts';
export {
  type Dispatch,
  ReactorRunner,
  type ReactorRunnerOptions,
  type ReactorStatus,
} from './reacting/reactor-runner.ts';
export { asOf, type AsOfOptions, type Moment } from './as-of.ts';
export { Past, type PastOptions } from './past.ts';
export { ReadModels, type ReadModelsOptions, type ReadMoment } from './read-models.ts';
export { PROJECTOR_MEMORY, ProjectorThread, type ProjectorThreadOptions } from './thread/projector-thread.ts';
export { haveReacted } from './reacting/pending.ts';
