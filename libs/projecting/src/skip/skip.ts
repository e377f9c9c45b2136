import { type Decider, invalidField } from '#kernel';
import type { SkipEvent } from './skip.events.ts';

/** Let a projection pass over an event that halted it. An operator's act: it names a reason. */
export interface SkipProjectionEvent {
  readonly projection: string;
  readonly eventId: string;
  readonly reason: string;
}

/** The events that are skipped, as `projection` and `eventId`. */
export type Skipped = readonly { readonly projection: string; readonly eventId: string }[];

export const skip: Decider<Skipped, SkipProjectionEvent, SkipEvent> = {
  name: 'skips',
  initial: [],
  decide({ projection, eventId, reason }, skipped) {
    if (reason.trim() === '') throw invalidField('reason', 'not-blank', 'A skip needs a reason.');
    if (skipped.some((one) => one.projection === projection && one.eventId === eventId)) return [];
    return [{ type: 'ProjectionEventSkipped', data: { projection, eventId, reason } }];
  },
  evolve(skipped, event) {
    switch (event.type) {
      case 'ProjectionEventSkipped':
        return [...skipped, { projection: event.data.projection, eventId: event.data.eventId }];
    }
  },
};
