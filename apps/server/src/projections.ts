import { accountsProjections } from '#accounts';
import { auditProjections } from '#audit';
import type { Upcast } from '#event-store';
import { journalProjections } from '#journal';
import { journalUpcasts } from '#journal/events';
import type { AnyProjection } from '#projecting';
import { readinessProjections } from '#readiness';
import { schoolProjections } from '#school';
import { transitionProjections } from '#transition';

/** Every read model of the product. The projector's thread loads this file by its address. */
export const projections: readonly AnyProjection[] = [
  ...schoolProjections,
  ...journalProjections,
  ...accountsProjections,
  ...readinessProjections,
  ...auditProjections,
  ...transitionProjections,
];

/** How old events read as now. */
export const upcasts: readonly Upcast[] = journalUpcasts;
