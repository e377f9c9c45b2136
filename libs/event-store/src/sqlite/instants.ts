import { type Instant, instant } from '#kernel';

const MILLISECONDS = Array.from({ length: 1000 }, (_, ms) => `${String(ms).padStart(3, '0')}Z`);

/** `instant` for times that mostly follow one another: neighbours share all but the milliseconds. */
export class Instants {
  #second = Number.NaN;
  #untilSecond = '';

  /** @param ms milliseconds since the epoch */
  of(ms: number): Instant {
    const second = Math.floor(ms / 1000);
    if (second !== this.#second) {
      this.#untilSecond = instant(ms).slice(0, -4);
      this.#second = second;
    }
    return this.#untilSecond + MILLISECONDS[ms - second * 1000]!;
  }
}
