import { MAX_KEY_PARTS } from '../projection.ts';

/** The columns of a key: `p1` … `p6`. */
export const PART_COLUMNS: readonly string[] = Array.from(
  { length: MAX_KEY_PARTS },
  (_, index) => `p${index + 1}`,
);

const columns = PART_COLUMNS.map((column) => `${column} NOT NULL`).join(', ');
const parts = PART_COLUMNS.join(', ');

/** Raised when the tables change: a file of another version is refused, since a read model can be rebuilt. */
export const SCHEMA_VERSION = 1;

/**
 * Generic tables for all models. Models, schools, indexes and tallies are numbered to keep rows small. Parts of
 * keys have columns of their own and no declared type, so that numbers order as numbers and strings by their
 * bytes; columns that a key does not reach hold 0. A document remembers its index entries (JSON), so that the
 * next write knows which of them to take away.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS models (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  dropped INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX IF NOT EXISTS models_by_version ON models (name, version) WHERE dropped = 0;
CREATE TABLE IF NOT EXISTS live (name TEXT PRIMARY KEY, model INTEGER NOT NULL REFERENCES models) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS schools (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS indexes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model INTEGER NOT NULL REFERENCES models,
  name TEXT NOT NULL,
  UNIQUE (model, name)
);
CREATE TABLE IF NOT EXISTS tally_names (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model INTEGER NOT NULL REFERENCES models,
  name TEXT NOT NULL,
  UNIQUE (model, name)
);
CREATE TABLE IF NOT EXISTS checkpoints (
  model INTEGER NOT NULL REFERENCES models,
  slice TEXT NOT NULL,
  position TEXT NOT NULL,
  PRIMARY KEY (model, slice)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS halts (
  model INTEGER NOT NULL REFERENCES models,
  school TEXT NOT NULL,
  event TEXT NOT NULL,
  position TEXT NOT NULL,
  error TEXT NOT NULL,
  PRIMARY KEY (model, school)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
  id INTEGER PRIMARY KEY,
  model INTEGER NOT NULL,
  school INTEGER NOT NULL,
  key TEXT NOT NULL,
  position TEXT NOT NULL,
  entries TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS documents_by_key ON documents (model, school, key);
CREATE TABLE IF NOT EXISTS entries (
  idx INTEGER NOT NULL,
  school INTEGER NOT NULL,
  ${columns},
  key TEXT NOT NULL,
  document INTEGER NOT NULL,
  PRIMARY KEY (idx, school, ${parts}, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tallies (
  tally INTEGER NOT NULL,
  school INTEGER NOT NULL,
  ${columns},
  parts INTEGER NOT NULL,
  measures TEXT NOT NULL,
  PRIMARY KEY (tally, school, ${parts})
) WITHOUT ROWID;
`;
