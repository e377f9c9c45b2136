import type { AnyProjection } from '../projection.ts';
import type { ReadStore } from '../read-store.ts';
import { inPlace } from './place.ts';

/** What a program has to do with each of its projections, seen from what readers see. */
export interface Choice {
  /** In the place that readers see. */
  readonly live: readonly AnyProjection[];
  /** Newer than what readers see: to be built beside. */
  readonly toBuild: readonly AnyProjection[];
  /** Readers see a newer version: a newer program projects it. */
  readonly superseded: readonly AnyProjection[];
}

export async function choose(store: ReadStore, projections: readonly AnyProjection[]): Promise<Choice> {
  const seen = await store.live();
  const seenVersion = ({ name, version }: AnyProjection): number => Math.abs(seen.get(name) ?? version);
  return {
    live: projections
      .filter((projection) => seenVersion(projection) === projection.version)
      .map((projection) => inPlace(projection, seen.get(projection.name) ?? projection.version)),
    toBuild: projections.filter((projection) => seenVersion(projection) < projection.version),
    superseded: projections.filter((projection) => seenVersion(projection) > projection.version),
  };
}

/** Whether readers now see other places or versions than those that were chosen. */
export async function isStale(store: ReadStore, choice: Choice): Promise<boolean> {
  const seen = await store.live();
  return (
    choice.live.some(({ name, version }) => seen.get(name) !== version) ||
    choice.toBuild.some(({ name, version }) => Math.abs(seen.get(name) ?? 0) >= version)
  );
}
