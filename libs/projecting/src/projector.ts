import type { ReadableLog } from '#event-store';
import { type Choice, choose, isStale } from './engine/choice.ts';
import { follow } from './engine/follow.ts';
import { type Advanced, Pass } from './engine/pass.ts';
import { isAbsence, patiently, pause } from './engine/patiently.ts';
import { noNotices, type Notices } from './notices.ts';
import type { AnyProjection } from './projection.ts';
import { type ProjectorStatus, statusOf } from './projector-status.ts';
import type { Model, ReadStore } from './read-store.ts';
import {
  build,
  dropRetired,
  leftovers,
  placesBeside,
  RebuildHalted,
  type RebuildProgress,
} from './rebuild.ts';
import { ALL_SCHOOLS, type Slice } from './slice.ts';

/** How often to look whether another process has let a rebuilt model take over (ms). */
const LOOK_EVERY_MS = 1_000;
/** How long to wait before a build that halted looks for a skip again (ms). */
const HALTED_RETRY_MS = 5_000;

export interface ProjectorOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly projections: readonly AnyProjection[];
  /** The slice to project, and all slices there are. All schools when absent. */
  readonly slice?: Slice;
  readonly slices?: readonly Slice[];
  /** After each commit to a model that readers see: wakes those who wait for a position, feeds open pages. */
  readonly onAdvanced?: (advanced: Advanced) => void;
  readonly notices?: Notices;
}

/** What projects: in this thread or in one of its own. */
export interface Projects {
  /**
   * Projects until the signal aborts.
   * @throws Fenced when somebody else projects the same slice; Error when the store refuses the projections
   */
  run(stop: AbortSignal): Promise<void>;
  /**
   * Rebuilds models (all when absent) from the first event, beside those that readers see, and switches over;
   * the live ones go on meanwhile. Resolves when readers see the new ones.
   * @throws RebuildHalted, Error for a name that is no projection
   */
  rebuild(names?: readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void>;
  status(): Promise<ProjectorStatus>;
}

/**
 * Keeps the read models of one slice up to date: projects live, builds new versions beside, rebuilds on demand,
 * and switches when a model takes over. Outlives the absence of either store.
 */
export class Projector implements Projects {
  readonly #options: ProjectorOptions;
  readonly #slice: Slice;
  readonly #notices: Notices;
  /** Ends the running session of live models, so that they are chosen anew. */
  #session = new AbortController();
  #choice: Choice = { live: [], toBuild: [], superseded: [] };
  #caughtUp = false;
  /** Builds and drops that run beside. */
  readonly #aside = new Set<Promise<void>>();
  /** Ends when what was dropped is gone: its place may be built in again. */
  #dropped: Promise<void> = Promise.resolve();
  #stop: AbortSignal = new AbortController().signal;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#slice = options.slice ?? ALL_SCHOOLS;
    this.#notices = options.notices ?? noNotices;
  }

  async run(signal: AbortSignal): Promise<void> {
    const ending = new AbortController();
    const stop = AbortSignal.any([signal, ending.signal]);
    this.#stop = stop;
    const { store, projections } = this.#options;
    await this.#patiently(stop, async () => {
      await store.prepare(projections);
      this.#choice = await choose(store, projections);
    });
    const look = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    if (this.#choice.toBuild.length > 0)
      void this.#beside('building read models', this.#build(this.#choice.toBuild, stop));
    this.#dropped = this.#beside('dropping old read models', this.#dropLeftovers());
    try {
      while (!stop.aborted) await this.#patiently(stop, () => this.#live(stop));
    } finally {
      clearInterval(look);
      ending.abort();
      await Promise.allSettled(this.#aside);
    }
  }

  /** Of one slice of several it cannot be asked: `rebuild` of all slices is a program of its own. */
  async rebuild(names?: readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    const { projections, store } = this.#options;
    const unknown = names?.find((name) => !projections.some((projection) => projection.name === name));
    if (unknown !== undefined) throw new Error(`There is no projection ${unknown}`);
    const chosen = projections.filter(({ name }) => names === undefined || names.includes(name));
    await this.#dropped;
    const before = await store.live();
    const placed = await placesBeside(store, chosen);
    await build({
      ...this.#options,
      projections: placed,
      signal: this.#stop,
      ...(onProgress && { onProgress }),
    });
    this.#switchFrom(before);
  }

  status(): Promise<ProjectorStatus> {
    return statusOf({ ...this.#options, slices: [this.#slice] }, this.#caughtUp);
  }

  /** One session of the live models: until readers see others, or the signal aborts. */
  async #live(stop: AbortSignal): Promise<void> {
    const { log, store, projections, onAdvanced } = this.#options;
    this.#session = new AbortController();
    const signal = AbortSignal.any([stop, this.#session.signal]);
    this.#caughtUp = false;
    this.#choice = await choose(store, projections);
    const { live } = this.#choice;
    if (live.length === 0) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      return;
    }
    const pass = await Pass.open({ log, store, projections: live, slice: this.#slice });
    const said = new Set<string>();
    try {
      await follow({
        log,
        pass,
        signal,
        committed: (advanced, caughtUp) => {
          this.#caughtUp = caughtUp;
          for (const one of advanced) onAdvanced?.(one);
          this.#sayHalts(pass, said);
        },
        dropped: (reason) => {
          this.#caughtUp = false;
          this.#notices.warn({ slice: this.#slice, reason }, 'the log dropped the projector; it reconnects');
        },
      });
    } catch (error) {
      // a model that was just taken over from cannot be written any more, and need not
      if (isAbsence(error) || !(await isStale(store, this.#choice))) throw error;
    }
  }

  #sayHalts(pass: Pass, said: Set<string>): void {
    for (const { model, halts } of pass.models) {
      for (const halt of halts) {
        const name = `${model.name}\n${halt.schoolId}\n${halt.eventId}`;
        if (said.has(name)) continue;
        said.add(name);
        this.#notices.error({ projection: model.name, ...halt }, 'a projection halted for a school');
      }
    }
  }

  /** Ends the session when another process has let a model take over. */
  async #look(): Promise<void> {
    try {
      if (await isStale(this.#options.store, this.#choice)) this.#session.abort();
    } catch (error) {
      if (!this.#stop.aborted)
        this.#notices.warn({ error: String(error) }, 'could not ask which models are live');
    }
  }

  /** Builds new versions until readers see them, whatever is away or halted meanwhile. */
  async #build(projections: readonly AnyProjection[], stop: AbortSignal): Promise<void> {
    const { store } = this.#options;
    const before = await store.live();
    this.#notices.info(
      { models: projections.map(({ name }) => name), slice: this.#slice },
      'building new read models',
    );
    await this.#patiently(stop, async () => {
      while (!stop.aborted && !(await this.#areLive(projections))) {
        try {
          const finished = new AbortController();
          const look = setInterval(() => {
            // the projector of another slice may be the one that lets them take over
            void this.#areLive(projections).then(
              (live) => live && finished.abort(),
              () => {},
            );
          }, LOOK_EVERY_MS);
          const signal = AbortSignal.any([stop, finished.signal]);
          await build({ ...this.#options, projections, signal }).finally(() => clearInterval(look));
        } catch (error) {
          if (!(error instanceof RebuildHalted)) throw error;
          this.#notices.error({ halts: error.halts }, error.message);
          await pause(HALTED_RETRY_MS, stop);
        }
      }
    });
    if (!stop.aborted) this.#switchFrom(before);
  }

  async #areLive(projections: readonly AnyProjection[]): Promise<boolean> {
    const seen = await this.#options.store.live();
    return projections.every(({ name, version }) => Math.abs(seen.get(name) ?? 0) >= version);
  }

  /** Goes on with what readers see now; what they saw before is dropped when nobody can be reading it. */
  #switchFrom(before: ReadonlyMap<string, number>): void {
    this.#session.abort();
    const { store, projections } = this.#options;
    const known = new Set(projections.map(({ name }) => name));
    const drop = async (): Promise<void> => {
      const after = await store.live();
      const retired = [...before].filter(([name, version]) => known.has(name) && after.get(name) !== version);
      this.#notices.info({ models: retired.map(([name]) => name) }, 'rebuilt read models have taken over');
      await dropRetired(
        store,
        retired.map(([name, version]): Model => ({ name, version })),
        this.#stop,
      );
    };
    this.#dropped = this.#beside('dropping old read models', drop());
  }

  async #dropLeftovers(): Promise<void> {
    const { store, projections } = this.#options;
    await dropRetired(store, await leftovers(store, projections), this.#stop);
  }

  #beside(what: string, work: Promise<void>): Promise<void> {
    const done = work.catch((error: unknown) => {
      if (!this.#stop.aborted) this.#notices.error({ error: String(error) }, `${what} failed`);
    });
    this.#aside.add(done);
    void done.finally(() => this.#aside.delete(done));
    return done;
  }

  #patiently(stop: AbortSignal, work: () => Promise<void>): Promise<void> {
    return patiently(stop, work, (error, pauseMs) => {
      this.#caughtUp = false;
      this.#notices.warn(
        { slice: this.#slice, error: String(error), pauseMs },
        'a store is away; trying again',
      );
    });
  }
}
