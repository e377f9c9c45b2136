import { setImmediate as breath } from 'node:timers/promises';
import type { ReadableLog } from '#event-store';
import { comparePositions, type Instant, type Position, schoolPrefix } from '#kernel';
import { Pass } from './engine/pass.ts';
import type { AnyProjection } from './projection.ts';
import type { ReadMoment } from './read-models.ts';
import { SqliteReadStore } from './sqlite/sqlite-read-store.ts';

/** A moment of a school's past: a position, or an instant that is resolved to one. */
export type Moment = { readonly position: Position } | { readonly instant: Instant };

export type PastLog = Pick<ReadableLog, 'readStream' | 'readAll' | 'positionAt'>;

export interface AsOfOptions {
  readonly log: PastLog;
  /** What the reader looks at: only these are folded. */
  readonly projections: readonly AnyProjection[];
  readonly schoolId: string;
  readonly at: Moment;
}

/** Events per page, after each of which other work of this thread gets a turn. */
const PAGE = 500;

/**
 * Folds the same projections into a scratch store up to a moment of one school, and reads there: the code that
 * answers live answers the past. Nothing else happens: no reactor hears of it.
 */
export async function asOf<T>(options: AsOfOptions, work: (moment: ReadMoment) => Promise<T>): Promise<T> {
  const { log, projections, schoolId, at } = options;
  const scratch = await Scratch.open(log, projections, schoolId);
  try {
    await scratch.foldTo(await positionOf(log, schoolId, at));
    return await scratch.read(work);
  } finally {
    await scratch.close();
  }
}

/** The school's greatest position at the moment; null when it had recorded nothing yet. */
export async function positionOf(log: PastLog, schoolId: string, at: Moment): Promise<Position | null> {
  return 'position' in at ? at.position : log.positionAt(schoolPrefix(schoolId), at.instant);
}

/** Models of one school in memory, folded up to some position, and further when asked. */
export class Scratch {
  readonly #log: PastLog;
  readonly #prefix: string;
  readonly #store: SqliteReadStore;
  readonly #pass: Pass;
  #folded: Position | null = null;
  #shown: Position | null = null;

  private constructor(log: PastLog, schoolId: string, store: SqliteReadStore, pass: Pass) {
    this.#log = log;
    this.#prefix = schoolPrefix(schoolId);
    this.#store = store;
    this.#pass = pass;
  }

  static async open(log: PastLog, projections: readonly AnyProjection[], schoolId: string): Promise<Scratch> {
    const store = SqliteReadStore.open({ memory: true });
    await store.prepare(projections);
    return new Scratch(log, schoolId, store, await Pass.open({ log, store, projections }));
  }

  /** Whether one of the models has halted. */
  get halted(): boolean {
    return this.#pass.models.some(({ halts }) => halts.length > 0);
  }

  /** Folds on to a position, that event included. It cannot go back. */
  async foldTo(until: Position | null): Promise<void> {
    if (until === null || comparePositions(until, this.#folded) <= 0) return;
    for (let after = this.#folded, end = false; !end;) {
      const page = await this.#log.readAll({ after, limit: PAGE, streamPrefixes: [this.#prefix] });
      const events = page.events.filter((event) => comparePositions(event.position, until) <= 0);
      await this.#pass.fold(events);
      if (this.#pass.full) await this.#pass.commit();
      this.#shown = events.at(-1)?.position ?? this.#shown;
      end = page.end || page.next === null || comparePositions(page.next, until) >= 0;
      after = page.next;
      await breath();
    }
    this.#folded = until;
    await this.#pass.commit();
  }

  read<T>(work: (moment: ReadMoment) => Promise<T>): Promise<T> {
    return this.#store.read((snapshot) => work({ snapshot, position: this.#shown }));
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
