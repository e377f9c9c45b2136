import type { Snapshot } from '#projecting';

export interface ReadOptions {
  readonly schoolId: string;
  /** Names of the read models that `work` looks at. */
  readonly models: readonly string[];
  /** Wait until these models show this position (a receipt's), as text from the query string. */
  readonly minPosition?: string | undefined;
  /** An instant (ISO 8601) or a position: answer as the log stood then. Not together with minPosition. */
  readonly asOf?: string | undefined;
}

/** What the answer was read from. */
export interface ReadFrom {
  readonly snapshot: Snapshot;
  /** The least position that all of the models show: the `position` of the answer. null: nothing yet. */
  readonly position: string | null;
}

/** How every query reads: live with a bounded wait, or as of a moment, with the same code. */
export abstract class Reader {
  /** @throws Refused `not-yet-visible` (503), `invalid` (422) for a malformed position or instant */
  abstract read<T>(options: ReadOptions, work: (from: ReadFrom) => Promise<T>): Promise<T>;
}
