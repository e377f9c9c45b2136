import type { AnswerBatch, AppendBatch } from './append-batch.ts';

/** What the owner says to the writer's thread: record this, or finish. */
export type ToWriter = AppendBatch | 'close';

/** What the writer's thread says to its owner. */
export type FromWriter =
  /** The log is open. */
  | { readonly kind: 'open' }
  | { readonly kind: 'not-opened'; readonly reason: string }
  /** Batches made durable in one transaction, oldest first. */
  | { readonly kind: 'answers'; readonly answers: readonly AnswerBatch[] }
  /** The transaction of so many batches went wrong and may or may not be durable. The thread takes no more. */
  | { readonly kind: 'failed'; readonly batches: number; readonly reason: string };
