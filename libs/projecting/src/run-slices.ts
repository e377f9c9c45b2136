import { pause } from './engine/patiently.ts';
import type { Lease, Leases } from './lease.ts';
import { noNotices, type Notices } from './notices.ts';
import { Fenced } from './read-store.ts';
import type { Slice } from './slice.ts';

/** How long a slice is held unless renewed (ms). */
const HELD_MS = 15_000;
/** How long after taking a slice the next is asked for (ms): long enough for another process to take its turn. */
const NEXT_MS = 100;

export interface RunSlicesOptions {
  readonly leases: Leases;
  readonly slices: readonly Slice[];
  /** Works on a slice until the signal aborts: runs a Projector, reactors. */
  readonly work: (slice: Slice, signal: AbortSignal) => Promise<void>;
  readonly notices?: Notices;
  /** How long a lease holds without a word (ms); 15 s when absent. */
  readonly heldMs?: number;
}

/**
 * Takes slices that nobody works on and works on each as long as its lease holds. Takes one at a time, with a
 * short pause, so that processes that start together share the slices out, and all schools soon have a projector again
 * when one has died. Gives all of them back when the signal
 * aborts. Whoever was overtaken is fenced by the read store at the latest, lets go, and may try again.
 */
export async function runSlices(options: RunSlicesOptions, stop: AbortSignal): Promise<void> {
  const { leases, slices, notices = noNotices, heldMs = HELD_MS } = options;
  const held = new Map<Slice, Promise<void>>();
  while (!stop.aborted) {
    let next = heldMs / 10;
    try {
      const lease = await firstFree(leases, slices, held, heldMs);
      if (lease !== null) {
        notices.info({ ...lease }, 'took a slice of the schools');
        const { slice } = lease;
        next = Math.min(next, NEXT_MS);
        held.set(
          slice,
          hold(lease, options, stop).finally(() => held.delete(slice)),
        );
      }
    } catch (error) {
      notices.warn({ error: String(error) }, 'could not ask for a slice of the schools');
    }
    await pause(next, stop);
  }
  await Promise.all(held.values());
}

/** The first slice that can be had, beginning at a random one: those who ask together do not all ask for the same. */
async function firstFree(
  leases: Leases,
  slices: readonly Slice[],
  held: ReadonlyMap<Slice, unknown>,
  heldMs: number,
): Promise<Lease | null> {
  const first = Math.floor(Math.random() * slices.length);
  for (const slice of [...slices.slice(first), ...slices.slice(0, first)]) {
    if (held.has(slice)) continue;
    const lease = await leases.acquire(slice, heldMs);
    if (lease !== null) return lease;
  }
  return null;
}

/** Works on a slice until its lease is lost, its work fails or the signal aborts; then gives it back. */
async function hold(lease: Lease, options: RunSlicesOptions, stop: AbortSignal): Promise<void> {
  const { leases, work, notices = noNotices, heldMs = HELD_MS } = options;
  const lost = new AbortController();
  const working = work(lease.slice, AbortSignal.any([stop, lost.signal]));
  const finished = new AbortController();
  const renewing = renew(lease, leases, heldMs, AbortSignal.any([stop, finished.signal])).then((kept) => {
    if (kept) return;
    notices.warn({ ...lease }, 'lost a slice of the schools');
    lost.abort();
  });
  try {
    await working;
  } catch (error) {
    if (error instanceof Fenced) notices.warn({ ...lease, error: error.message }, 'was overtaken');
    else notices.error({ ...lease, error: String(error) }, 'stopped working on a slice of the schools');
  } finally {
    finished.abort();
    await renewing;
    await leases.release(lease).catch((error: unknown) => {
      notices.warn({ ...lease, error: String(error) }, 'could not give a slice back; its time will pass');
    });
  }
}

/**
 * Keeps a lease until the signal aborts. @returns false when somebody else has taken it, or when nobody could be
 * asked for so long that somebody else may have
 */
async function renew(lease: Lease, leases: Leases, heldMs: number, until: AbortSignal): Promise<boolean> {
  let renewedAt = performance.now();
  for (;;) {
    await pause(heldMs / 3, until);
    if (until.aborted) return true;
    const asked = performance.now();
    try {
      if (!(await leases.renew(lease, heldMs))) return false;
      renewedAt = asked;
    } catch {
      if (performance.now() - renewedAt >= heldMs) return false;
    }
  }
}
