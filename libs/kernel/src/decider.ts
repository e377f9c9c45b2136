import type { AnyFact } from './fact.ts';
import type { Recorded } from './recorded.ts';

/**
 * The rules of one stream as three plain functions. Nothing here reads a clock, draws a random number or does
 * I/O: the instant, the ids and what was read from other streams arrive inside the command.
 */
export interface Decider<State, Command, Event extends AnyFact> {
  /** Names the state's shape where folded states are remembered: `lesson`, `group`. */
  readonly name: string;
  readonly initial: State;
  /** The facts that follow from the command; none when nothing changes. Throws `Refused`. */
  decide(command: Command, state: State): readonly Event[];
  /** The state after one more fact. No default branch: a new event does not compile until it is handled. */
  evolve(state: State, event: Recorded<Event>): State;
}
