export {
  type AnyProjection,
  type Key,
  type KeyPart,
  type Measures,
  type Projection,
  projection,
  type Tally,
  type Touched,
} from './projection.ts';
export type { Reaction, Reactor } from './reactor.ts';
export {
  type Batch,
  type DocWrite,
  Fenced,
  type FindOptions,
  type FoundPage,
  type Halt,
  type Model,
  type ReadStore,
  ReadStoreUnavailable,
  type Slice,
  type Snapshot,
  type StoredDoc,
  type TallyChange,
  type TallyRow,
} from './read-store.ts';
