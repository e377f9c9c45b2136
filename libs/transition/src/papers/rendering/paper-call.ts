import type { Paper } from '../paper.ts';

/** What a paper can be made into. */
export type PaperForm = 'pdf' | 'docx';

/** What the worker is asked. */
export interface PaperCall {
  readonly id: number;
  readonly paper: Paper;
  readonly form: PaperForm;
}

/** What it answers. */
export type PaperReply =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly failed: string };
