import { comparePositions, type Position } from '#kernel';
import { type Moment, type PastLog, positionOf, Scratch } from './as-of.ts';
import type { AnyProjection } from './projection.ts';
import type { ReadMoment } from './read-models.ts';

/** So many scratch stores are kept: an auditor's pages, one moment after the other. */
const KEPT = 3;
/** One that nobody looks at is let go after so long (ms). */
const KEPT_MS = 120_000;

export interface PastOptions {
  readonly schoolId: string;
  /** The read models' names. */
  readonly models: readonly string[];
  readonly at: Moment;
}

/** What was folded for a school, and where it will stand when everybody who waits for it has read. */
interface Kept {
  readonly name: string;
  readonly scratch: Promise<Scratch>;
  reach: Position | null;
  /** Readers take turns: each finds it folded to its own moment. */
  turn: Promise<unknown>;
  usedAt: number;
}

/**
 * Reads the past as `asOf` does, and keeps what was folded for a while: the next page of the same moment comes at
 * once, a later moment is folded on from an earlier one.
 */
export class Past {
  readonly #log: PastLog;
  readonly #projections: readonly AnyProjection[];
  readonly #kept = new Set<Kept>();
  readonly #tidy: NodeJS.Timeout;

  constructor({
    log,
    projections,
  }: {
    readonly log: PastLog;
    readonly projections: readonly AnyProjection[];
  }) {
    this.#log = log;
    this.#projections = projections;
    this.#tidy = setInterval(() => this.#letGo(), KEPT_MS / 2).unref();
  }

  /** The models of a school as they stood at a moment. */
  async read<T>(options: PastOptions, work: (moment: ReadMoment) => Promise<T>): Promise<T> {
    const until = await positionOf(this.#log, options.schoolId, options.at);
    const kept = this.#nearest(options, until);
    kept.usedAt = performance.now();
    if (until !== null) kept.reach = until;
    const read = kept.turn.then(async () => {
      const scratch = await this.#folded(kept, until);
      // a skip that comes later changes what such a one should show
      if (scratch.halted) void this.#drop(kept);
      return scratch.read(work);
    });
    kept.turn = read.catch(() => {});
    this.#letGo();
    return read;
  }

  /** Waits for those who are reading. */
  async close(): Promise<void> {
    clearInterval(this.#tidy);
    await Promise.all([...this.#kept].map((kept) => this.#drop(kept)));
  }

  /** What stands at the latest position that is not too late, or a new one. */
  #nearest({ schoolId, models }: PastOptions, until: Position | null): Kept {
    const name = JSON.stringify([schoolId, ...[...models].sort()]);
    let nearest: Kept | undefined;
    for (const kept of this.#kept) {
      if (kept.name !== name || comparePositions(kept.reach, until) > 0) continue;
      if (nearest === undefined || comparePositions(kept.reach, nearest.reach) > 0) nearest = kept;
    }
    if (nearest !== undefined) return nearest;
    const projections = this.#projections.filter((projection) => models.includes(projection.name));
    const scratch = Scratch.open(this.#log, projections, schoolId);
    const kept = { name, scratch, reach: null, turn: Promise.resolve(), usedAt: performance.now() };
    this.#kept.add(kept);
    return kept;
  }

  async #folded(kept: Kept, until: Position | null): Promise<Scratch> {
    try {
      const scratch = await kept.scratch;
      await scratch.foldTo(until);
      return scratch;
    } catch (error) {
      void this.#drop(kept);
      throw error;
    }
  }

  /** Keeps the few that were used last, and none for too long. */
  #letGo(): void {
    const byUse = [...this.#kept].sort((a, b) => b.usedAt - a.usedAt);
    for (const [index, kept] of byUse.entries()) {
      if (index >= KEPT || performance.now() - kept.usedAt > KEPT_MS) void this.#drop(kept);
    }
  }

  /** Nobody else gets it; it is closed when those who wait for it have read. */
  async #drop(kept: Kept): Promise<void> {
    if (!this.#kept.delete(kept)) return;
    await kept.turn;
    await kept.scratch.then(
      (scratch) => scratch.close(),
      () => {},
    );
  }
}
