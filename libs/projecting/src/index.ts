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
