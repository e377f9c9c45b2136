import { setTimeout as delay } from 'node:timers/promises';
import { Fenced, type Lease, type Leases, type Notices, type Slice } from '#projecting';

/** How long a slice is held without a word (ms), and how often that word is given. */
const HELD_MS = 15_000;
const RENEW_EVERY_MS = 5_000;
/** How often to look for slices that nobody holds (ms). */
const LOOK_EVERY_MS = 2_000;

interface Needs {
  readonly leases: Leases;
  readonly slices: readonly Slice[];
  /** Works on a slice until the signal aborts. */
  readonly work: (slice: Slice, signal: AbortSignal) => Promise<void>;
  readonly notices: Notices;
}

/**
 * Takes slices that nobody works on, one at a time so that others get theirs, works on them as long as the lease
 * holds, and gives them back at the end. Whoever was overtaken is fenced by the read store and lets go.
 */
export async function keepSlices(needs: Needs, stop: AbortSignal): Promise<void> {
  const { leases, slices, notices } = needs;
  const held = new Map<Slice, Promise<void>>();
  while (!stop.aborted) {
    for (const slice of slices) {
      if (stop.aborted || held.has(slice)) continue;
      const lease = await leases.acquire(slice, HELD_MS).catch((error: unknown) => {
        notices.warn({ slice, error: String(error) }, 'could not ask for a slice');
        return null;
      });
      if (lease === null) continue;
      notices.info({ slice, epoch: lease.epoch }, 'took a slice');
      held.set(
        slice,
        keep(lease, needs, stop).finally(() => held.delete(slice)),
      );
    }
    await delay(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
  await Promise.allSettled(held.values());
}

async function keep(lease: Lease, { leases, work, notices }: Needs, stop: AbortSignal): Promise<void> {
  const { slice } = lease;
  const lost = new AbortController();
  let renewedAt = performance.now();
  const renew = setInterval(() => {
    leases.renew(lease, HELD_MS).then(
      (ours) => {
        if (ours) renewedAt = performance.now();
        else lost.abort();
      },
      () => {
        // Unreachable for longer than it is held: somebody else may have it.
        if (performance.now() - renewedAt > HELD_MS) lost.abort();
      },
    );
  }, RENEW_EVERY_MS);
  try {
    await work(slice, AbortSignal.any([stop, lost.signal]));
  } catch (error) {
    const level = error instanceof Fenced ? 'info' : 'error';
    notices[level]({ slice, error: String(error) }, 'let go of a slice');
  } finally {
    clearInterval(renew);
    if (!lost.signal.aborted) await leases.release(lease).catch(() => undefined);
  }
}
