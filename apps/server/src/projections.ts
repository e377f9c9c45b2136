import { accountsProjections } from '#accounts';
import { journalProjections } from '#journal';
import type { AnyProjection } from '#projecting';
import { readinessProjections } from '#readiness';
import { schoolProjections } from '#school';

/** Every read model of the product. A projector thread loads this file by its address. */
export const projections: readonly AnyProjection[] = [
  ...schoolProjections,
  ...journalProjections,
  ...accountsProjections,
  ...readinessProjections,
];
