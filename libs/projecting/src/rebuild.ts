import { comparePositions, orderOf, type Position } from '#kernel';
import type { ReadableLog } from '#event-store';
import { follow } from './engine/follow.ts';
import { Pass } from './engine/pass.ts';
import { pause } from './engine/patiently.ts';
import { inPlace, versionOf } from './engine/place.ts';
import type { AnyProjection } from './projection.ts';
import type { Halt, Model, ReadStore } from './read-store.ts';
import { ALL_SCHOOLS, type Slice } from './slice.ts';

/** A rebuilt model halted on schools that the live one serves: it does not take over until they are skipped. */
export class RebuildHalted extends Error {
  override readonly name = 'RebuildHalted';
  readonly halts: readonly (Halt & { readonly model: string })[];

  constructor(halts: readonly (Halt & { readonly model: string })[]) {
    const places = halts.map((halt) => `${halt.model}, school ${halt.schoolId}, event ${halt.eventId}`);
    super(`Rebuilt, but not taken over, since it halted where the live model did not: ${places.join('; ')}`);
    this.halts = halts;
  }
}

/** How far a rebuild has come. */
export interface RebuildProgress {
  readonly position: Position | null;
  readonly head: Position | null;
  /** 0 … 1, by positions. */
  readonly done: number;
}

export interface BuildOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  /** One model each, in the place where it is to be built: not live. */
  readonly projections: readonly AnyProjection[];
  /** The slice to build, and all slices there are: readers see the model when every slice is built. */
  readonly slice?: Slice;
  readonly slices?: readonly Slice[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/**
 * Builds models beside the live ones in one pass over the log, goes on where an earlier build stopped, follows
 * the log until the new models show all that the live ones show, then takes over, each in one step.
 * @returns whether it took over; false when the signal aborted or another slice will do it
 * @throws RebuildHalted, Fenced, ReadStoreUnavailable, StoreUnavailable
 */
export async function build(options: BuildOptions): Promise<boolean> {
  const { log, store, projections, slice = ALL_SCHOOLS, slices = [slice], signal, onProgress } = options;
  await store.prepare(projections);
  const pass = await Pass.open({ log, store, projections, slice });
  const start = pass.position;
  const head = await log.head();
  const built = new AbortController();
  let tookOver = false;
  await follow({
    log,
    pass,
    signal: signal === undefined ? built.signal : AbortSignal.any([signal, built.signal]),
    async committed(_, caughtUp) {
      onProgress?.({ position: pass.position, head, done: share(start, pass.position, head) });
      if (!caughtUp) return;
      const halts = await newHalts(store, pass);
      if (halts.length > 0) throw new RebuildHalted(halts);
      const live = await store.live();
      if (!(await showsAll(store, projections, slices, live))) return;
      for (const model of projections)
        if (live.get(model.name) !== model.version) await store.takeOver(model);
      tookOver = true;
      built.abort();
    },
  });
  return tookOver;
}

/**
 * Rebuilds models from the first event, beside the live ones, and lets them take over; what was live before is
 * dropped. Live projectors may go on meanwhile. An earlier, unfinished rebuild is thrown away.
 * @throws RebuildHalted, Fenced, ReadStoreUnavailable, StoreUnavailable
 */
export async function rebuild(options: Omit<BuildOptions, 'slice'>): Promise<void> {
  const { store, slices = [ALL_SCHOOLS] } = options;
  const projections = await placesBeside(store, options.projections);
  const before = await store.live();
  const aside = new AbortController();
  const signal =
    options.signal === undefined ? aside.signal : AbortSignal.any([options.signal, aside.signal]);
  const builds = slices.map(async (slice) => {
    if (await build({ ...options, projections, slice, slices, signal })) aside.abort();
  });
  try {
    await Promise.all(builds);
  } catch (error) {
    aside.abort();
    await Promise.allSettled(builds);
    throw error;
  }
  const after = await store.live();
  const retired = projections.map(({ name }) => ({ name, version: before.get(name) ?? 0 }));
  await dropRetired(
    store,
    retired.filter(({ name, version }) => version !== 0 && version !== after.get(name)),
    options.signal,
  );
}

/** Drops models that were live a moment ago, once nobody can be reading them any more. */
export async function dropRetired(
  store: ReadStore,
  retired: readonly Model[],
  stop: AbortSignal = new AbortController().signal,
): Promise<void> {
  if (retired.length > 0) await pause(store.dropGraceMs, stop);
  for (const model of retired) if (!stop.aborted) await store.drop(model);
}

/** Each projection in the place of its version that is not live, emptied of what an earlier rebuild left. */
export async function placesBeside(
  store: ReadStore,
  projections: readonly AnyProjection[],
): Promise<readonly AnyProjection[]> {
  const live = await store.live();
  const placed = projections.map((projection) =>
    inPlace(
      projection,
      live.get(projection.name) === projection.version ? -projection.version : projection.version,
    ),
  );
  for (const { name, version } of placed) await store.drop({ name, version });
  return placed;
}

/** Halts of the built models on schools that their live models go on with. */
async function newHalts(store: ReadStore, pass: Pass): Promise<(Halt & { model: string })[]> {
  const found: (Halt & { model: string })[] = [];
  for (const { model, halts } of pass.models) {
    if (halts.length === 0) continue;
    const live = await store.read((snapshot) => snapshot.halts(model.name));
    const known = new Set(live.map((halt) => halt.schoolId));
    for (const halt of halts) if (!known.has(halt.schoolId)) found.push({ ...halt, model: model.name });
  }
  return found;
}

/** Whether the built models have come, in every slice, as far as what readers see. */
async function showsAll(
  store: ReadStore,
  built: readonly Model[],
  slices: readonly Slice[],
  live: ReadonlyMap<string, number>,
): Promise<boolean> {
  for (const { name, version } of built) {
    for (const slice of slices) {
      const seen = await store.checkpoint({ name, version: live.get(name)! }, slice);
      const reached = await store.checkpoint({ name, version }, slice);
      if (comparePositions(reached, seen) < 0) return false;
    }
  }
  return true;
}

/** How much of the way from one position to another is behind. */
function share(from: Position | null, at: Position | null, to: Position | null): number {
  const order = (position: Position | null): number => (position === null ? 0 : Number(orderOf(position)));
  const whole = order(to) - order(from);
  return whole <= 0 ? 1 : Math.min(1, (order(at) - order(from)) / whole);
}

/** Older versions of these projections that nobody sees any more. */
export async function leftovers(
  store: ReadStore,
  projections: readonly AnyProjection[],
): Promise<readonly Model[]> {
  const live = await store.live();
  const names = new Set(projections.map(({ name }) => name));
  return (await store.models()).filter(
    (model) => names.has(model.name) && versionOf(model) < Math.abs(live.get(model.name) ?? 0),
  );
}
