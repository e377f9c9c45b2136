/** The types of documents that are taken, told by their content. */
export const fileTypes = ['pdf', 'docx'] as const;
export type FileType = (typeof fileTypes)[number];

/** A file as events name it: its content stands in the file store under its hash. */
export interface StoredFile {
  /** 64 hex digits. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly type: FileType;
  /** As it was called when it was attached; never used to tell its type. */
  readonly name: string;
}

/** A file with what it holds. */
export interface FileContent {
  readonly file: StoredFile;
  readonly content: Uint8Array;
}
