/**
 * What an append may be made to suffer once. `reset` breaks every connection; `silence` never answers;
 * `unavailable` answers gRPC code 14; `timeout` answers as the server does when a commit takes too long.
 */
export interface AppendFault {
  readonly when: 'before-commit' | 'after-commit';
  readonly how: 'reset' | 'silence' | 'unavailable' | 'timeout';
}

/** The faults that a test has ordered and that have not happened yet. */
export class Faults {
  readonly #appends: AppendFault[] = [];
  #reads = 0;
  #breakAfter: number | null = null;
  #notLeader = 0;

  /** The next append that has no fault yet suffers this one. */
  nextAppend(fault: AppendFault): void {
    this.#appends.push(fault);
  }

  /** The next so many reads and subscriptions are answered with `Unavailable`. */
  failReads(count: number): void {
    this.#reads = count;
  }

  /** The next read of more events than this breaks off behind them with `Unavailable`. */
  breakReadAfter(events: number): void {
    this.#breakAfter = events;
  }

  /** The next so many calls that require the leader are sent to the leader's address: this server's own. */
  denyLeadership(count: number): void {
    this.#notLeader = count;
  }

  takeAppend(): AppendFault | null {
    return this.#appends.shift() ?? null;
  }

  takeRead(): boolean {
    if (this.#reads === 0) return false;
    this.#reads -= 1;
    return true;
  }

  takeBreak(): number | null {
    const after = this.#breakAfter;
    this.#breakAfter = null;
    return after;
  }

  takeNotLeader(): boolean {
    if (this.#notLeader === 0) return false;
    this.#notLeader -= 1;
    return true;
  }
}
