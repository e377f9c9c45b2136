import type { AnyFact, Instant, Recorded } from '#kernel';

/** A command that follows from a fact. Its id is derived from reactor, event and step: doing it twice is once. */
export interface Reaction {
  readonly schoolId: string;
  /** Tells this command from the others of the same event; stable under re-reading. */
  readonly step: string;
  /** What the composition root dispatches: the name of a command handler and its payload (plain JSON). */
  readonly command: string;
  readonly payload: object;
  /** Not before this instant; at once when absent. */
  readonly due?: Instant;
}

/**
 * Turns facts into commands, the only way one context acts on another's event. Checkpointed like a projection;
 * silent in rebuild and as-of.
 */
export interface Reactor<Event extends AnyFact = AnyFact> {
  readonly name: string;
  readonly on: readonly Event['type'][];
  /** May read (streams, read models) but not write. */
  react(event: Recorded<Event>): Promise<readonly Reaction[]>;
}
