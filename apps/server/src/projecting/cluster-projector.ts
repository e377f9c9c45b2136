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
  slicesOf,
} from '#projecting';
import { projections } from '../projections.ts';
import { openLeases } from '../stores/open-stores.ts';

/** So many slices are shared out between the projectors of a cluster. Fixed: checkpoints are kept by slice. */
const SLICES = 8;

interface Options {
  readonly config: Config;
  readonly log: EventStore;
  readonly store: ReadStore;
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
    const { mongoUrl } = options.config;
    return new ClusterProjector(options, mongoUrl === null ? null : await openLeases(mongoUrl));
  }

  async run(stop: AbortSignal): Promise<void> {
    const { notices } = this.#options;
    if (this.#leases === null) {
      await this.#work(ALL_SCHOOLS, [ALL_SCHOOLS], stop);
      return;
    }
    const slices = slicesOf(SLICES);
    try {
      const work = (slice: Slice, signal: AbortSignal): Promise<void> => this.#work(slice, slices, signal);
      await runSlices({ leases: this.#leases, slices, notices, work }, stop);
    } finally {
      await this.#leases.close();
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
