/** How long the adapter waits for what (all in ms). The real values are `defaultTimings`; tests shorten them. */
export interface Timings {
  /** One call: an append, or the next event of a read. The client keeps no deadline of its own for reads. */
  readonly callMs: number;
  /**
   * The pause after an append whose fate is unknown, before it is sent again. A server that still holds the
   * first attempt uncommitted makes the second wait 2–3 s in vain, so this must be longer.
   */
  readonly settleAfterMs: number;
  /** After so long no further attempt of an append begins. */
  readonly appendGiveUpMs: number;
  /** After so long no further attempt of a read begins. */
  readonly readGiveUpMs: number;
  /** A subscription that is not confirmed by then has failed. */
  readonly confirmMs: number;
  /** The shortest and the longest pause between attempts; it doubles, with jitter. */
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
}

export const defaultTimings: Timings = {
  callMs: 5_000,
  settleAfterMs: 3_200,
  appendGiveUpMs: 15_000,
  readGiveUpMs: 10_000,
  confirmMs: 10_000,
  backoffMinMs: 100,
  backoffMaxMs: 10_000,
};

/** The pause before the attempt after this many failures, with jitter so that clients do not come in step. */
export function backoff(failures: number, { backoffMinMs, backoffMaxMs }: Timings): number {
  const longest = Math.min(backoffMaxMs, backoffMinMs * 2 ** Math.min(failures - 1, 20));
  return longest * (0.5 + Math.random() / 2);
}
