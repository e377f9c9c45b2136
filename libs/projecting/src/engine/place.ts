import type { AnyProjection } from '../projection.ts';
import type { Model } from '../read-store.ts';

/**
 * Every version of a projection has two places in a read store, so that it can be rebuilt beside itself: stored
 * under its version and under its negative.
 */
export const inPlace = (projection: AnyProjection, version: number): AnyProjection =>
  projection.version === version ? projection : { ...projection, version };

/** The version of the projection that a stored model is built from. */
export const versionOf = (model: Pick<Model, 'version'>): number => Math.abs(model.version);
