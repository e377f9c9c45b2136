import type { Fold } from '#event-store';
import type { PersonEvent, PersonKind } from '#school/events';

/** What kind of person somebody is; null for nobody. */
export const personKind: Fold<PersonKind | null, PersonEvent> = {
  name: 'journal-person',
  initial: null,
  evolve: (kind, event) => (event.type === 'PersonRegistered' ? event.data.kind : kind),
};
