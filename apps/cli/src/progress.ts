import { Presets, SingleBar } from 'cli-progress';

const PLAIN_EVERY_MS = 2_000;

/**
 * How far long work has come: a bar with rate and time left on a terminal, plain lines elsewhere. Goes to the
 * error stream, so that results can be piped.
 */
export class Progress {
  readonly #bar: SingleBar | null;
  #what = '';
  #startedAt = 0;
  /** What was done before: a stretch that goes on after another is not the work of a moment. */
  #startedFrom = 0;
  #saidAt = 0;

  constructor(terminal: boolean = process.stderr.isTTY) {
    this.#bar = terminal
      ? new SingleBar(
          {
            format: '{what} {bar} {percentage}% | {value}/{total} | {rate}/s | {eta_formatted} left',
            stream: process.stderr,
            hideCursor: true,
            clearOnComplete: true,
            etaBuffer: 50,
          },
          Presets.shades_classic,
        )
      : null;
  }

  /** Shows that `done` of `total` of `what` are done. Another `what` begins a new bar. */
  show(what: string, done: number, total: number): void {
    if (what !== this.#what) this.#begin(what, done, total);
    const seconds = (performance.now() - this.#startedAt) / 1_000;
    const rate = seconds > 0 ? Math.round((done - this.#startedFrom) / seconds) : 0;
    if (this.#bar) {
      this.#bar.setTotal(total);
      this.#bar.update(done, { what, rate });
    } else if (done >= total || performance.now() - this.#saidAt >= PLAIN_EVERY_MS) {
      this.#saidAt = performance.now();
      const pace = rate > 0 ? `, ${rate}/s` : '';
      const left = rate > 0 && done < total ? `, ${Math.ceil((total - done) / rate)} s left` : '';
      process.stderr.write(`${what}: ${done} of ${total}${pace}${left}\n`);
    }
  }

  /** Ends the bar. */
  end(): void {
    this.#bar?.stop();
    this.#what = '';
  }

  #begin(what: string, done: number, total: number): void {
    this.#bar?.stop();
    this.#what = what;
    this.#startedAt = performance.now();
    this.#startedFrom = done;
    this.#saidAt = performance.now();
    this.#bar?.start(total, done, { what: what.padEnd(16), rate: 0 });
  }
}
