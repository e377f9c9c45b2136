import type { FileType } from '../../files/stored-file.ts';
import type { Paper } from '../paper.ts';

/** What the worker is asked. */
export interface PaperCall {
  readonly id: number;
  readonly paper: Paper;
  readonly form: FileType;
}

/** What it answers. */
export type PaperReply =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly failed: string };
