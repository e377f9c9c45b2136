/** Where the time comes from. Only a composition root chooses one; no setting can. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** True for clocks that do not tell the real time: the store marks every event recorded under them. */
  readonly simulated: boolean;
}

export const systemClock: Clock = { now: () => Date.now(), simulated: false };
