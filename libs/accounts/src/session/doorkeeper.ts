import { createHmac, randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { type Clock, Refused } from '#kernel';
import { FailureDelays, InjectClock, Metrics } from '#platform';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Why somebody was not let in. Goes into metrics and log lines; the answer over HTTP does not tell. */
export type FailureReason = 'unknown-login' | 'wrong-password' | 'blocked' | 'bad-code' | 'too-early';

/**
 * Slows down those who guess: by the name they try (also one that does not exist, so that the delay tells
 * nothing), and more patiently by their address, which a whole school may share on a September morning.
 */
@Injectable()
export class Doorkeeper {
  readonly #logger = new Logger('SignIn');
  readonly #byName: FailureDelays;
  readonly #byAddress: FailureDelays;
  /** Tells addresses apart in the log without naming them, for as long as the process runs. */
  readonly #veil = randomBytes(32);

  constructor(
    private readonly metrics: Metrics,
    @InjectClock() clock: Clock,
  ) {
    this.#byName = new FailureDelays(
      { free: 4, firstMs: 2 * SECOND, longestMs: 5 * MINUTE, forgetAfterMs: 60 * MINUTE },
      clock,
    );
    this.#byAddress = new FailureDelays(
      { free: 60, firstMs: SECOND, longestMs: 5 * MINUTE, forgetAfterMs: 15 * MINUTE },
      clock,
    );
  }

  /**
   * Lets a try begin. It counts against the name until it succeeds, so that many at the same time are no way
   * around the delay.
   * @param name what is tried: a folded login; null for activation codes, which have no name
   * @throws Refused `too-many-attempts` (429) with `retryAfter`
   */
  admit(name: string | null, address: string): void {
    const network = networkOf(address);
    const wait = Math.max(name === null ? 0 : this.#byName.waitOf(name), this.#byAddress.waitOf(network));
    if (wait > 0) {
      this.#note('too-early', address, null);
      throw new Refused('too-many-attempts', 'Too many wrong tries. Wait before the next one.', {
        status: 429,
        retryAfter: Math.ceil(wait / SECOND),
      });
    }
    if (name !== null) this.#byName.failed(name);
  }

  /** The try came to no end, for a reason of ours. */
  undecided(name: string): void {
    this.#byName.takeBack(name);
  }

  succeeded(name: string): void {
    this.#byName.forgive(name);
  }

  failed(reason: FailureReason, address: string, accountId: string | null): void {
    this.#byAddress.failed(networkOf(address));
    this.#note(reason, address, accountId);
  }

  #note(reason: FailureReason, address: string, accountId: string | null): void {
    this.metrics.failedSignIns.inc({ reason });
    const source = createHmac('sha256', this.#veil).update(address).digest('hex').slice(0, 12);
    this.#logger.warn({ msg: 'not let in', reason, source, ...(accountId === null ? {} : { accountId }) });
  }
}

/** An IPv4 address; of an IPv6 address the half that its owner cannot choose. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter((part) => part !== '');
  const after = tail.split(':').filter((part) => part !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
