import type { Slice } from './slice.ts';

/** The right to project one slice of the schools, for a time. */
export interface Lease {
  readonly slice: Slice;
  /** One more with each new holder: of two that both believe to hold the slice, the higher one does. */
  readonly epoch: number;
}

/**
 * Who projects which slice, when several processes could. A lease keeps two projectors from working against each
 * other; what keeps them from doing harm is the fence of `ReadStore.commit`: whoever was overtaken is `Fenced`.
 * Time is the server's, so clocks of processes do not matter.
 */
export interface Leases {
  /**
   * Takes a slice that nobody holds, whose holder has let its time pass, or that this object holds already.
   * @param ms how long it is held unless it is renewed
   * @returns null when somebody else holds it @throws ReadStoreUnavailable
   */
  acquire(slice: Slice, ms: number): Promise<Lease | null>;
  /**
   * Holds the slice so long from now on.
   * @returns false when somebody else has taken it @throws ReadStoreUnavailable
   */
  renew(lease: Lease, ms: number): Promise<boolean>;
  /** Gives the slice back, so that nobody has to wait for the time to pass. @throws ReadStoreUnavailable */
  release(lease: Lease): Promise<void>;
  close(): Promise<void>;
}
