import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailable } from '#event-store';
import { ReadStoreUnavailable } from '../read-store.ts';

const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5_000;
/** Work that went well for this long starts with short pauses again (ms). */
const WENT_WELL_MS = 10_000;

/** Whether a store could not be reached: nothing is wrong with what was asked. */
export const isAbsence = (error: unknown): boolean =>
  error instanceof ReadStoreUnavailable || error instanceof StoreUnavailable;

/** Waits, or less when the signal aborts. */
export const pause = (ms: number, stop: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal: stop }).catch(() => {});

/**
 * Does the work, and does it again as long as a store is away, with growing pauses. Any other error is the
 * caller's; none is once the signal has aborted.
 */
export async function patiently(
  stop: AbortSignal,
  work: () => Promise<void>,
  away: (error: unknown, pauseMs: number) => void,
): Promise<void> {
  let backoff = FIRST_BACKOFF_MS;
  while (!stop.aborted) {
    const began = performance.now();
    try {
      await work();
      return;
    } catch (error) {
      if (stop.aborted) return;
      if (!isAbsence(error)) throw error;
      if (performance.now() - began > WENT_WELL_MS) backoff = FIRST_BACKOFF_MS;
      const pauseMs = Math.round(backoff * (0.5 + Math.random() / 2));
      away(error, pauseMs);
      await pause(pauseMs, stop);
      backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
    }
  }
}
