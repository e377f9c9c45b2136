import { comparePositions, type Position, Refused } from '#kernel';
import type { Advanced } from './engine/pass.ts';
import type { ReadStore, Snapshot } from './read-store.ts';

/** How long a reader waits for a position (ms). */
const PATIENCE_MS = 2_000;
/** How often to look when nobody says that a model has moved on: its projector is another process (ms). */
const LOOK_EVERY_MS = 25;
/** When to ask again (s). */
const RETRY_AFTER_S = 1;

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
  /**
   * The least position that all of the models show; null when one of them was never built. Of a model that has
   * halted for the school it is where it halted: the bad event itself is not in it.
   */
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
  }

  /**
   * Documents and positions of one moment.
   * @throws Refused `not-yet-visible` (503, with `retryAfter` in seconds) when the models do not get there in
   *   time, `projection-halted` (503) when one of them has halted for the school before that position
   */
  async read<T>(options: ReadModelsOptions, work: (moment: ReadMoment) => Promise<T>): Promise<T> {
    const { models, schoolId, minPosition = null, timeoutMs = PATIENCE_MS } = options;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const answer = await this.#store.read(async (snapshot) => {
        const { position, halted } = await shownBy(snapshot, models, schoolId);
        if (minPosition !== null && comparePositions(position, minPosition) < 0) {
          if (halted !== null && comparePositions(halted.position, minPosition) < 0)
            throw hasHalted(halted.model);
          return null;
        }
        return { worked: await work({ snapshot, position }) };
      });
      if (answer !== null) return answer.worked;
      const left = deadline - performance.now();
      if (left <= 0) throw notYetVisible();
      await this.#change(Math.min(left, LOOK_EVERY_MS));
    }
  }

  /** Resolves when a model has moved on, or after so long (ms). */
  #change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
    });
  }
}

interface Shown {
  readonly position: Position | null;
  /** The model that halted for the school first, if any did. */
  readonly halted: { readonly model: string; readonly position: Position } | null;
}

/** How far the models have come, all of them, for a school. */
async function shownBy(snapshot: Snapshot, models: readonly string[], schoolId: string): Promise<Shown> {
  let least: Position | null = null;
  let halted: Shown['halted'] = null;
  for (const [index, model] of models.entries()) {
    const halt = (await snapshot.halts(model)).find((one) => one.schoolId === schoolId);
    if (halt !== undefined && (halted === null || comparePositions(halt.position, halted.position) < 0)) {
      halted = { model, position: halt.position };
    }
    const shown = halt?.position ?? (await snapshot.checkpoint(model, schoolId));
    if (index === 0 || comparePositions(shown, least) < 0) least = shown;
  }
  return { position: least, halted };
}

const notYetVisible = (): Refused =>
  new Refused('not-yet-visible', 'What was recorded is safe, but not to be seen here yet. Ask again.', {
    status: 503,
    retryAfter: RETRY_AFTER_S,
  });

const hasHalted = (model: string): Refused =>
  new Refused(
    'projection-halted',
    `What was recorded is safe, but ${model} stands still for this school at an event that it cannot show.`,
    { status: 503 },
  );
