import { Refused } from '#kernel';

/** A content by its hash, in one school: what another school has is not there. */
export interface FileRef {
  readonly schoolId: string;
  /** 64 hex digits of the content's SHA-256. */
  readonly sha256: string;
}

/** The file store cannot be reached, or the disk refuses. */
export class FileStoreUnavailable extends Refused {
  /** @param why a word of the system's: `ENOSPC` */
  constructor(why: string) {
    super('unavailable', `The file store cannot be reached just now (${why}). Nothing was recorded.`, {
      status: 503,
    });
  }
}

/** What stands under a hash is not what was put there. It is never served. */
export class FileDamaged extends Refused {
  constructor(sha256: string) {
    super('file-damaged', 'The file does not match its hash and is not given out. Attach it again.', {
      status: 410,
      sha256,
    });
  }
}

/**
 * The school's attached documents, by their content: beside the vault, never in the log. Events name a content only
 * after it is durable here. Two adapters, one contract suite (file-store-contract.ts).
 */
export abstract class FileStore {
  /**
   * Keeps a content. Durable when it has answered; putting it again does nothing, or mends what was damaged.
   * @returns its SHA-256, 64 hex digits @throws FileStoreUnavailable
   */
  abstract put(schoolId: string, content: Uint8Array): Promise<string>;

  /**
   * The whole content, compared with its hash before anything of it is handed out. null: the school has none.
   * @throws FileDamaged when it differs, FileStoreUnavailable
   */
  abstract get(ref: FileRef): Promise<Uint8Array | null>;

  abstract close(): Promise<void>;
}
