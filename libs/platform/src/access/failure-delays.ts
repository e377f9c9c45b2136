import { LRUCache } from 'lru-cache';
import type { Clock } from '#kernel';

export interface DelayRules {
  /** So many failures cost nothing. */
  readonly free: number;
  /** The wait after the first that costs (ms); each further one doubles it. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** Without a failure for so long (ms) all is forgotten. */
  readonly forgetAfterMs: number;
}

interface Failures {
  readonly count: number;
  readonly lastAt: number;
}

/** The most names or addresses that are remembered. */
const MOST_REMEMBERED = 100_000;

/**
 * How long somebody who keeps failing has to wait before the next try. Kept in the process: a replica counts
 * for itself, which multiplies the tries of a guesser by the replicas and no more.
 */
export class FailureDelays {
  readonly #failures = new LRUCache<string, Failures>({ max: MOST_REMEMBERED });
  readonly #rules: DelayRules;
  readonly #clock: Clock;

  constructor(rules: DelayRules, clock: Clock) {
    this.#rules = rules;
    this.#clock = clock;
  }

  /** Milliseconds until the next try is allowed; 0: now. */
  waitOf(who: string): number {
    const { count, lastAt } = this.#of(who);
    const { free, firstMs, longestMs } = this.#rules;
    if (count <= free) return 0;
    const delay = Math.min(longestMs, firstMs * 2 ** (count - free - 1));
    return Math.max(0, lastAt + delay - this.#clock.now());
  }

  failed(who: string): void {
    this.#failures.set(who, { count: this.#of(who).count + 1, lastAt: this.#clock.now() });
  }

  /** Takes the last failure back: it was none. */
  takeBack(who: string): void {
    const { count, lastAt } = this.#of(who);
    if (count > 0) this.#failures.set(who, { count: count - 1, lastAt });
  }

  forgive(who: string): void {
    this.#failures.delete(who);
  }

  #of(who: string): Failures {
    const failures = this.#failures.get(who);
    const over = !failures || failures.lastAt + this.#rules.forgetAfterMs <= this.#clock.now();
    return over ? { count: 0, lastAt: 0 } : failures;
  }
}
