import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import { neverWas } from '../stays.ts';
import type { PersonEvent } from './person.events.ts';
import { type Person, person } from './person.ts';

const told = (doc: Person | null, event: Recorded<PersonEvent>): Person | null => person.evolve(doc, event);

/**
 * Everybody at the school, their details still sealed: nothing here can read them. Folded as the rules fold it:
 * raise the version when the decider's state changes.
 */
export const people = projection<Person, PersonEvent>({
  name: 'people',
  version: 1,
  key: (event) => event.data.personId,
  evolve: {
    PersonRegistered: told,
    PersonDetailsChanged: told,
    ParentLinked: told,
    ParentUnlinked: told,
    PersonErasureRequested: told,
    PersonErased: told,
  },
  indexes: {
    byKind: (doc) => [[doc.kind, doc.personId]],
    byChild: (doc) =>
      [...new Set(doc.children.filter((link) => !neverWas(link)).map((link) => link.childId))].map(
        (childId) => [childId],
      ),
  },
});
