import { comparePositions, type Position, Refused } from '#kernel';
import type { Advanced } from './engine/pass.ts';
import type { ReadStore, Snapshot } from './read-store.ts';

/** How long a reader waits for a position (ms). */
const PATIENCE_MS = 2_000;
/** How often to look when nobody says that a model has moved on: its projector is another process (ms). */
const LOOK_EVERY_MS = 25;

export interface ReadModelsOptions {
  /** The read models' names. */
  readonly models: readonly string[];
  readonly schoolId: string;
  /** What the answer must show at least: a receipt's position. */
  readonly minPosition?: Position | null | undefined;
  readonly timeoutMs?: number;
}

/** One moment of the read models. */
export interface ReadMoment {
  readonly snapshot: Snapshot;
  /** The least position that all of the models show; null when one of them was never built. */
  readonly position: Position | null;
}

/** Reads the live models of a school on one snapshot, once they show what the reader has already seen. */
export class ReadModels {
  readonly #store: ReadStore;
  readonly #waiting = new Set<() => void>();

  constructor(store: ReadStore) {
    this.#store = store;
  }

  /** Told by whoever projects in this process: wakes those who wait. */
  advanced(_: Advanced): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /**
   * Documents and positions of one moment.
   * @throws Refused `not-yet-visible` (503, with `retryAfter` in seconds) when the models do not get there in time
   */
  async read<T>(options: ReadModelsOptions, work: (moment: ReadMoment) => Promise<T>): Promise<T> {
    const { models, schoolId, minPosition = null, timeoutMs = PATIENCE_MS } = options;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const answer = await this.#store.read(async (snapshot) => {
        const position = await leastPosition(snapshot, models, schoolId);
        if (minPosition !== null && comparePositions(position, minPosition) < 0) return null;
        return { worked: await work({ snapshot, position }) };
      });
      if (answer !== null) return answer.worked;
      const left = deadline - performance.now();
      if (left <= 0) {
        throw new Refused(
          'not-yet-visible',
          'What was recorded is safe, but not to be seen here yet. Ask again.',
          {
            status: 503,
            retryAfter: 1,
          },
        );
      }
      await Promise.race([
        this.#change(),
        new Promise((resolve) => setTimeout(resolve, Math.min(left, LOOK_EVERY_MS))),
      ]);
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }
}

/** The least of the models' checkpoints for a school; null when one of them was never built. */
async function leastPosition(
  snapshot: Snapshot,
  models: readonly string[],
  schoolId: string,
): Promise<Position | null> {
  let least: Position | null = null;
  for (const [index, model] of models.entries()) {
    const checkpoint = await snapshot.checkpoint(model, schoolId);
    if (checkpoint === null) return null;
    if (index === 0 || comparePositions(checkpoint, least) < 0) least = checkpoint;
  }
  return least;
}
