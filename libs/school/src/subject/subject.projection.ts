import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import type { SubjectEvent } from './subject.events.ts';
import { type Subject, subject } from './subject.ts';

const told = (doc: Subject | null, event: Recorded<SubjectEvent>): Subject | null =>
  subject.evolve(doc, event);

/** Every subject, folded as the rules fold it: raise the version when its decider's state changes. */
export const subjects = projection<Subject, SubjectEvent>({
  name: 'subjects',
  version: 1,
  key: (event) => event.data.subjectId,
  evolve: { SubjectDefined: told, SubjectRenamed: told },
  indexes: { all: (doc) => [[doc.subjectId]] },
});
