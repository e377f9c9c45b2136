import type { AnyFact, Recorded } from '#kernel';
import { projection } from '#projecting';
import { peopleNamedIn } from '../event/people-named.ts';
import { nameWithin } from '../event/stream-names.ts';

/** Where to look for what concerns a person. */
export interface Mentions {
  /**
   * Registers whose lessons name the person, and, among them, groups: a decision's basis does not tell them
   * apart. A pupil has a dozen; every second lesson of theirs names the pupil.
   */
  readonly registers: readonly string[];
  /** Other streams that name the person, by their names within the school. */
  readonly streams: readonly string[];
}

const NOWHERE: Mentions = { registers: [], streams: [] };

/** The register that an event names, or what its decision was based upon: the register and its groups. */
function registersIn({ data }: Recorded): readonly string[] {
  const { registerId, basis } = data as { readonly registerId?: unknown; readonly basis?: unknown };
  if (typeof registerId === 'string') return [registerId];
  return typeof basis === 'object' && basis !== null ? Object.keys(basis) : [];
}

function mentioned(doc: Mentions | null, event: Recorded): Mentions {
  const known = doc ?? NOWHERE;
  const registers = registersIn(event);
  if (registers.length > 0) {
    const missing = registers.filter((id) => !known.registers.includes(id));
    return missing.length === 0 ? known : { ...known, registers: [...known.registers, ...missing] };
  }
  const name = nameWithin(event.stream);
  return known.streams.includes(name) ? known : { ...known, streams: [...known.streams, name] };
}

/** For each person, where events name them. Small, and hardly ever changed once the year has begun. */
export const mentions = projection<Mentions, AnyFact>({
  name: 'mentions',
  version: 1,
  key: peopleNamedIn,
  evolve: {},
  every: mentioned,
});
