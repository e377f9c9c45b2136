import { LRUCache } from 'lru-cache';
import {
  type AnyFact,
  type CommandContext,
  comparePositions,
  type Decider,
  type Position,
  type Recorded,
  type StreamName,
} from '#kernel';
import { CommandReused, WrongRevision } from './errors.ts';
import type { EventStore, Receipt } from './event-store.ts';

/** A stream's state after folding all of its events. */
export interface Loaded<State> {
  readonly state: State;
  /** -1 when the stream has no events. */
  readonly revision: number;
}

/** How a reader folds a stream: the half of a decider that only looks. */
export type Fold<State, Event extends AnyFact> = Pick<
  Decider<State, never, Event>,
  'name' | 'initial' | 'evolve'
>;

/** How many streams' folded states are remembered. */
const REMEMBERED_STREAMS = 20_000;
const ATTEMPTS_ON_CONFLICT = 4;

interface Remembered {
  readonly state: unknown;
  readonly revision: number;
  readonly commands: ReadonlyMap<string, Done>;
}

interface Done {
  readonly fingerprint: string;
  readonly receipt: Receipt;
}

/** What came of a command: a receipt, or null when it changed nothing and left no trace. */
export interface Outcome {
  readonly receipt: Receipt | null;
  /** True when the command had been done before and this is its first receipt again. */
  readonly repeated: boolean;
}

/**
 * The read–decide–append loop, the one place where commands meet the log. Remembers folded states, and reads
 * only what came since; a state is never trusted without asking the store for later events.
 */
export class Streams {
  readonly #store: EventStore;
  readonly #remembered = new LRUCache<string, Remembered>({ max: REMEMBERED_STREAMS });

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** The state of a stream now, by the decider's (or any reader's) own evolve. */
  async load<State, Event extends AnyFact>(
    stream: StreamName,
    fold: Fold<State, Event>,
  ): Promise<Loaded<State>> {
    const { state, revision } = await this.#current(stream, fold);
    return { state: state as State, revision };
  }

  /** The state of a stream as the log stood at a position, folded anew. null: before anything was recorded. */
  async loadAt<State, Event extends AnyFact>(
    stream: StreamName,
    { initial, evolve }: Fold<State, Event>,
    position: Position | null,
  ): Promise<State> {
    const events = await this.#store.readStream(stream);
    return events
      .filter((event) => comparePositions(event.position, position) <= 0)
      .reduce((state, event) => evolve(state, event as Recorded<Event>), initial);
  }

  /**
   * Does a command once. A repeated command answers its first receipt; a conflict is decided again (up to
   * three times) on the newer state; a refusal leaves no trace.
   * @throws Refused, CommandReused, WrongRevision (conflicts without end), and what append throws
   */
  async execute<State, Command, Event extends AnyFact>(
    stream: StreamName,
    decider: Decider<State, Command, Event>,
    command: Command,
    context: CommandContext,
  ): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      const current = await this.#current(stream, decider);
      const done = current.commands.get(context.commandId);
      if (done) {
        if (done.fingerprint !== context.fingerprint) throw new CommandReused(stream, context.commandId);
        return { receipt: done.receipt, repeated: true };
      }
      const facts = decider.decide(command, current.state as State);
      if (facts.length === 0) return { receipt: null, repeated: false };
      try {
        const expected = current.revision < 0 ? 'none' : current.revision;
        return { receipt: await this.#store.append(stream, facts, expected, context), repeated: false };
      } catch (error) {
        if (!(error instanceof WrongRevision) || attempt >= ATTEMPTS_ON_CONFLICT) throw error;
      }
    }
  }

  async #current<State, Event extends AnyFact>(
    stream: StreamName,
    fold: Fold<State, Event>,
  ): Promise<Remembered> {
    const key = `${fold.name}\n${stream}`;
    const before = this.#remembered.get(key) ?? { state: fold.initial, revision: -1, commands: new Map() };
    const events = await this.#store.readStream(stream, before.revision + 1);
    if (events.length === 0) return before;
    let state = before.state as State;
    const commands = new Map<string, Done>(before.commands);
    for (const event of events) {
      state = fold.evolve(state, event as Recorded<Event>);
      const { commandId, fingerprint, recordedAt } = event.metadata;
      const eventIds = [...(commands.get(commandId)?.receipt.eventIds ?? []), event.id];
      const receipt = {
        commandId,
        stream,
        eventIds,
        revision: event.revision,
        position: event.position,
        recordedAt,
      };
      commands.set(commandId, { fingerprint, receipt });
    }
    const after = { state, revision: events.at(-1)!.revision, commands };
    this.#remembered.set(key, after);
    return after;
  }
}
