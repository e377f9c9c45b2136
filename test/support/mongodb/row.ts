import type { Document } from 'bson';
import type { WriteUnit } from './write-unit.ts';

/** One committed state of a row. null: deleted. */
export interface Version {
  /** The commit's place in the log, from 1. */
  readonly at: number;
  readonly document: Document | null;
}

/** What a reader sees: everything committed up to a place in the log, and its own unit's writes. */
export interface View {
  readonly at: number;
  readonly unit?: WriteUnit;
}

/** All versions of the document with one _id. */
export class Row {
  readonly id: string;
  /** Ascending by `at`. */
  versions: Version[] = [];
  /** The unit that has written this row and not ended yet; it holds the row's lock. */
  writer: WriteUnit | undefined;
  pending: Document | null = null;

  constructor(id: string) {
    this.id = id;
  }

  /** The document as this view sees it; null where there is none. */
  seenBy(view: View): Document | null {
    if (this.writer !== undefined && this.writer === view.unit) return this.pending;
    for (let at = this.versions.length - 1; at >= 0; at--) {
      const version = this.versions[at] as Version;
      if (version.at <= view.at) return version.document;
    }
    return null;
  }

  get newest(): Version | undefined {
    return this.versions.at(-1);
  }
}
