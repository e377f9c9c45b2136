import { setTimeout as timer } from 'node:timers/promises';

/** Waits so long (ms), or until the signal aborts: then it returns at once. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await timer(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
