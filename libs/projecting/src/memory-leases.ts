import type { Lease, Leases } from './lease.ts';
import type { Slice } from './slice.ts';

interface Held {
  readonly holder: MemoryLeases | null;
  readonly epoch: number;
  readonly until: number;
}

/** Leases within one process, for tests of what stands on the port. Processes are objects over one office. */
export class MemoryLeases implements Leases {
  readonly #office: Map<Slice, Held>;
  readonly #now: () => number;

  constructor(office = new Map<Slice, Held>(), now: () => number = () => performance.now()) {
    this.#office = office;
    this.#now = now;
  }

  /** Another process that asks the same office. */
  another(): MemoryLeases {
    return new MemoryLeases(this.#office, this.#now);
  }

  async acquire(slice: Slice, ms: number): Promise<Lease | null> {
    const held = this.#office.get(slice) ?? { holder: null, epoch: 0, until: 0 };
    if (held.holder !== null && held.holder !== this && held.until > this.#now()) return null;
    const epoch = held.epoch + 1;
    this.#office.set(slice, { holder: this, epoch, until: this.#now() + ms });
    return { slice, epoch };
  }

  async renew(lease: Lease, ms: number): Promise<boolean> {
    if (!this.#holds(lease)) return false;
    this.#office.set(lease.slice, { holder: this, epoch: lease.epoch, until: this.#now() + ms });
    return true;
  }

  async release(lease: Lease): Promise<void> {
    if (this.#holds(lease)) this.#office.set(lease.slice, { holder: null, epoch: lease.epoch, until: 0 });
  }

  async close(): Promise<void> {}

  #holds({ slice, epoch }: Lease): boolean {
    const held = this.#office.get(slice);
    return held?.holder === this && held.epoch === epoch;
  }
}
