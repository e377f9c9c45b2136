import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '#kernel';

/**
 * The clock of a school whose history is being made: each act is done at its own instant, whatever else is under
 * way. Only the demo's composition makes one.
 */
export class HistoryClock implements Clock {
  readonly simulated = true;
  readonly #act = new AsyncLocalStorage<number>();
  #otherwise: number;

  /** @param otherwise ms since the epoch, for what is done outside of acts */
  constructor(otherwise: number) {
    this.#otherwise = otherwise;
  }

  /** The instant of the act that asks; outside of acts, an instant that moves on a little with every look. */
  now(): number {
    return this.#act.getStore() ?? (this.#otherwise += 1);
  }

  /** What is done outside of acts from now on is done at this instant (ms) or later. */
  goTo(instant: number): void {
    if (instant > this.#otherwise) this.#otherwise = instant;
  }

  /** Does an act at its instant, ms. What comes after, outside of acts, comes later. */
  at<T>(instant: number, act: () => Promise<T>): Promise<T> {
    this.goTo(instant);
    return this.#act.run(instant, act);
  }
}
