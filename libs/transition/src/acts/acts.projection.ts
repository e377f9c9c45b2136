import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import type { ActEvent } from './act.events.ts';
import { type Act, act } from './act.ts';

const told = (doc: Act | null, event: Recorded<ActEvent>): Act => act.evolve(doc ?? act.initial, event);

/**
 * Every act that something happened to, folded as the rules fold it: raise the version when its decider's state
 * changes. The others stand in the catalogue alone.
 */
export const acts = projection<Act, ActEvent>({
  name: 'acts',
  version: 2,
  key: (event) => event.data.actId,
  evolve: {
    ActAdded: told,
    ActReviewed: told,
    ActAssigned: told,
    ActDrafted: told,
    ActDocumentAttached: told,
    ActAgreed: told,
    ActApproved: told,
    ActVersionWithdrawn: told,
  },
  indexes: { all: (doc) => [[doc.actId]] },
});
