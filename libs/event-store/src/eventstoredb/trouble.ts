import type { StreamName } from '#kernel';

/** What the adapter mended or could not mend, for logs and metrics. `reason` is the server's or the client's. */
export type Trouble =
  /** An attempt failed and is made again; `uncertain`: it may have been recorded. */
  | {
      readonly kind: 'append-retried';
      readonly stream: StreamName;
      readonly attempt: number;
      readonly uncertain: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'read-retried'; readonly what: string; readonly reason: string }
  | { readonly kind: 'subscription-dropped'; readonly reason: string };

export type Report = (trouble: Trouble) => void;
