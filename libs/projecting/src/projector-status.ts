import type { ReadableLog } from '#event-store';
import { comparePositions, orderOf, type Position } from '#kernel';
import { versionOf } from './engine/place.ts';
import type { AnyProjection } from './projection.ts';
import type { Halt, Model, ReadStore } from './read-store.ts';
import { ALL_SCHOOLS, type Slice } from './slice.ts';

/** Where one model stands. */
export interface ModelStatus {
  readonly name: string;
  readonly version: number;
  /** `live`: readers see it. `building`: beside the live one. */
  readonly state: 'live' | 'building';
  /** Of several slices the one that is furthest behind. */
  readonly checkpoint: Position | null;
  /** How far behind the head of the log, in the log's own measure (SQLite: events; EventStoreDB: bytes). */
  readonly lag: number;
  readonly halts: readonly Halt[];
}

export interface ProjectorStatus {
  readonly slices: readonly Slice[];
  readonly head: Position | null;
  /** Whether the live models have reached the head of the log since they last lost it. */
  readonly caughtUp: boolean;
  readonly models: readonly ModelStatus[];
  /** Projections of this program of which readers see a newer version: projected elsewhere or not at all. */
  readonly superseded: readonly string[];
}

interface StatusOptions {
  readonly log: Pick<ReadableLog, 'head'>;
  readonly store: ReadStore;
  readonly projections: readonly AnyProjection[];
  /** The slices that are projected one by one; all schools as one when absent. */
  readonly slices?: readonly Slice[];
}

/** What the stores say about these projections. `caughtUp` is the running projector's word; false without one. */
export async function statusOf(
  { log, store, projections, slices = [ALL_SCHOOLS] }: StatusOptions,
  caughtUp = false,
): Promise<ProjectorStatus> {
  const head = await log.head();
  const live = await store.live();
  const known = new Map(projections.map(({ name, version }) => [name, version]));
  const models: ModelStatus[] = [];
  for (const model of await store.models()) {
    const { name } = model;
    const isLive = live.get(name) === model.version;
    if (!known.has(name) || (!isLive && versionOf(model) < Math.abs(live.get(name) ?? 0))) continue;
    const checkpoint = await leastCheckpoint(store, model, slices);
    models.push({
      name,
      version: versionOf(model),
      state: isLive ? 'live' : 'building',
      checkpoint,
      // the head of a slice is not the head of the log: caught up counts as no lag
      lag: isLive && caughtUp && !slices.includes(ALL_SCHOOLS) ? 0 : distance(checkpoint, head),
      halts: await store.readModel(model, (snapshot) => snapshot.halts(name)),
    });
  }
  return {
    slices,
    head,
    caughtUp,
    models: models.sort((a, b) => (a.name < b.name ? -1 : 1)),
    superseded: [...known]
      .filter(([name, version]) => Math.abs(live.get(name) ?? 0) > version)
      .map(([name]) => name),
  };
}

/** null when one of the slices was never projected. */
async function leastCheckpoint(
  store: ReadStore,
  model: Model,
  slices: readonly Slice[],
): Promise<Position | null> {
  const all = await Promise.all(slices.map((slice) => store.checkpoint(model, slice)));
  return all.reduce((least, one) => (comparePositions(one, least) < 0 ? one : least));
}

function distance(from: Position | null, to: Position | null): number {
  const order = (position: Position | null): bigint => (position === null ? 0n : orderOf(position));
  return Math.max(0, Number(order(to) - order(from)));
}
