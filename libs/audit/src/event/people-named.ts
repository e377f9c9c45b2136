import type { Recorded } from '#kernel';
import { categoryIn, idIn, nameWithin } from './stream-names.ts';

/** Fields of facts that hold the id of a person, and those that hold several. */
const ONE = ['personId', 'pupilId', 'childId', 'parentId', 'teacherId'] as const;
const SEVERAL = ['teacherIds', 'replaced', 'pupilIds'] as const;

/** Everyone whom a fact names: whose mark it is, who joins a group, who gives the lesson. Not who did it. */
export function peopleNamedIn({ data }: Pick<Recorded, 'data'>): string[] {
  const fields = data as Readonly<Record<string, unknown>>;
  const named: string[] = [];
  for (const field of ONE) {
    const id = fields[field];
    if (typeof id === 'string') named.push(id);
  }
  for (const field of SEVERAL) {
    const ids = fields[field];
    if (Array.isArray(ids)) for (const id of ids) if (typeof id === 'string') named.push(id);
  }
  return named;
}

/** Whose a stream is by its name: all that stands in it concerns that person, named or not. */
const OWN = new Set(['person', 'absences', 'diary']);

/**
 * Everyone whom an event concerns: those it names, whose stream it stands in and whose account it is about.
 * @param stream the event's stream from its beginning
 */
export function concernedIn(event: Recorded, stream: readonly Recorded[]): readonly string[] {
  const concerned = new Set(peopleNamedIn(event));
  const name = nameWithin(event.stream);
  const category = categoryIn(name);
  if (OWN.has(category)) concerned.add(idIn(name));
  if (category === 'account' && stream[0] !== undefined) {
    for (const personId of peopleNamedIn(stream[0])) concerned.add(personId);
  }
  return [...concerned];
}
