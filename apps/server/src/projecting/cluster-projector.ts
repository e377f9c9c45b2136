import type { EventStore } from '#event-store';
import type { Config } from '#platform';
import {
  type Advanced,
  ALL_SCHOOLS,
  type Leases,
  type Notices,
  Projector,
  type Projects,
  type ReadStore,
  runSlices,
  type Slice,
} from '#projecting';
import type { MongoNews } from '#projecting/mongodb';
import { projections } from '../projections.ts';
import { openLeases } from '../stores/open-stores.ts';
import { slicesIn } from './slices.ts';

interface Options {
  readonly config: Config;
  readonly log: EventStore;
  readonly store: ReadStore;
  /** null without leases: then nobody else has projected or will. */
  readonly news: MongoNews | null;
  readonly onAdvanced: (advanced: Advanced) => void;
  readonly notices: Notices;
  /** Runs the reactors of a slice until the signal aborts. */
  readonly react: (slice: Slice, signal: AbortSignal) => Promise<void>;
}

/**
 * Projects and reacts for the slices that this process gets hold of; with embedded read models, for all schools by
 * itself.
 */
export class ClusterProjector implements Pick<Projects, 'run'> {
  readonly #options: Options;
  readonly #leases: Leases | null;

  private constructor(options: Options, leases: Leases | null) {
    this.#options = options;
    this.#leases = leases;
  }

  static async open(options: Options): Promise<ClusterProjector> {
    return new ClusterProjector(options, await openLeases(options.config));
  }

  async run(stop: AbortSignal): Promise<void> {
    const { config, notices } = this.#options;
    const slices = slicesIn(config);
    if (this.#leases === null) {
      await this.#work(ALL_SCHOOLS, slices, stop);
      return;
    }
    try {
      const work = async (slice: Slice, signal: AbortSignal): Promise<void> => {
        await this.#tellAnew(slice);
        await this.#work(slice, slices, signal);
      };
      await runSlices({ leases: this.#leases, slices, notices, work }, stop);
    } finally {
      await this.#leases.close();
    }
  }

  /** Whoever had the slice before may have died between a commit and telling it. */
  async #tellAnew(slice: Slice): Promise<void> {
    const { store, news } = this.#options;
    for (const [model, version] of await store.live()) {
      const checkpoint = await store.checkpoint({ name: model, version }, slice);
      if (checkpoint !== null) news?.tell({ model, slice, checkpoint, changed: null });
    }
  }

  /** Both or neither: when one of them is fenced, the slice is somebody else's. */
  async #work(slice: Slice, slices: readonly Slice[], stop: AbortSignal): Promise<void> {
    const { log, store, onAdvanced, notices, react } = this.#options;
    const ending = new AbortController();
    const signal = AbortSignal.any([stop, ending.signal]);
    const projector = new Projector({ log, store, projections, onAdvanced, notices, slice, slices });
    const parts = [projector.run(signal), react(slice, signal)];
    try {
      await Promise.all(parts);
    } finally {
      ending.abort();
      await Promise.allSettled(parts);
    }
  }
}
