import { createHash } from 'node:crypto';
import { AppendTooLarge, CommandReused, InvalidAppend, type ReadableLog } from '#event-store';
import {
  canonicalJson,
  type Clock,
  type CommandContext,
  comparePositions,
  idFrom,
  type Position,
  type Recorded,
  Refused,
} from '#kernel';
import { isAbsence, patiently, pause } from '../engine/patiently.ts';
import { noNotices, type Notices } from '../notices.ts';
import type { DocWrite, ReadStore } from '../read-store.ts';
import type { Reaction, Reactor } from '../reactor.ts';
import { ALL_SCHOOLS, covers, type Slice, streamPrefixesOf } from '../slice.ts';
import { type Pending, pendingOf, reactorModel } from './pending.ts';

/** Hands a reaction to whoever does commands of that name. Throws what the command throws. */
export type Dispatch = (reaction: Reaction, context: CommandContext) => Promise<void>;

export interface ReactorRunnerOptions {
  readonly reactor: Reactor;
  readonly log: Pick<ReadableLog, 'subscribe'>;
  /** Holds the checkpoint and what is not due yet. */
  readonly store: ReadStore;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly slice?: Slice;
  readonly notices?: Notices;
  /** Told after each commit how far the reactor has come. */
  readonly onReacted?: (position: Position) => void;
}

/** Where a reactor stands. */
export interface ReactorStatus {
  readonly reactor: string;
  readonly checkpoint: Position | null;
  /** How many reactions wait for their time. */
  readonly pending: number;
  /**
   * What it tries again and again (an event's or a command's id), and why that fails. Until it is done, nothing
   * that came after it is.
   */
  readonly failing: { readonly what: string; readonly error: string } | null;
}

/** Events that concern nobody still move the checkpoint on, this often (ms). */
const IDLE_COMMIT_EVERY_MS = 5_000;
/** How often to look for what has fallen due (ms). */
const LOOK_EVERY_MS = 1_000;
const FIRST_BACKOFF_MS = 200;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * Runs one reactor over one slice: every event once in effect, since a command's id follows from reactor, event
 * and step. The checkpoint moves only after the commands of its events are done or, if not due yet, kept.
 */
export class ReactorRunner {
  readonly #options: ReactorRunnerOptions;
  readonly #slice: Slice;
  readonly #notices: Notices;
  readonly #model: { readonly name: string; readonly version: number };
  readonly #pending = new Map<string, Pending>();
  #checkpoint: Position | null = null;
  #failing: ReactorStatus['failing'] = null;
  /** One writer of the checkpoint at a time: events and due reactions take turns. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: ReactorRunnerOptions) {
    this.#options = options;
    this.#slice = options.slice ?? ALL_SCHOOLS;
    this.#notices = options.notices ?? noNotices;
    this.#model = reactorModel(options.reactor.name);
  }

  status(): ReactorStatus {
    return {
      reactor: this.#options.reactor.name,
      checkpoint: this.#checkpoint,
      pending: this.#pending.size,
      failing: this.#failing,
    };
  }

  /**
   * Reacts until the signal aborts; outlives the absence of either store.
   * @throws Fenced when somebody else runs the same reactor on the same slice
   */
  async run(signal: AbortSignal): Promise<void> {
    const ending = new AbortController();
    const stop = AbortSignal.any([signal, ending.signal]);
    let failure: Error | null = null;
    const look = setInterval(() => {
      void this.#inTurn(() => this.#doDue(stop)).catch((error: unknown) => {
        if (stop.aborted || isAbsence(error)) return;
        failure = error instanceof Error ? error : new Error(String(error));
        ending.abort();
      });
    }, LOOK_EVERY_MS);
    try {
      await patiently(
        stop,
        () => this.#follow(stop),
        (error, pauseMs) => {
          this.#notices.warn(
            { reactor: this.#options.reactor.name, error: String(error), pauseMs },
            'a store is away',
          );
        },
      );
    } finally {
      clearInterval(look);
      ending.abort();
      await this.#turn.catch(() => {});
    }
    if (failure !== null) throw failure as Error;
  }

  async #follow(stop: AbortSignal): Promise<void> {
    const { log, store } = this.#options;
    await this.#inTurn(() => this.#load(store));
    let committedAt = performance.now();
    const prefixes = streamPrefixesOf(this.#slice);
    const subscription = log.subscribe({
      after: this.#checkpoint,
      signal: stop,
      ...(prefixes === undefined ? {} : { streamPrefixes: prefixes }),
    });
    for await (const message of subscription) {
      if (message.kind === 'events') {
        const concerning = message.events.filter((event) => this.#options.reactor.on.includes(event.type));
        if (concerning.length > 0) {
          await this.#inTurn(() => this.#take(concerning, message.events.at(-1)!.position, stop));
          committedAt = performance.now();
          if (stop.aborted) return;
          continue;
        }
      }
      const position =
        message.kind === 'events'
          ? message.events.at(-1)?.position
          : message.kind === 'checkpoint'
            ? message.position
            : undefined;
      if (position !== undefined && performance.now() - committedAt >= IDLE_COMMIT_EVERY_MS) {
        await this.#inTurn(() => this.#commit(position, []));
        committedAt = performance.now();
      }
      if (stop.aborted) return;
    }
  }

  async #load(store: ReadStore): Promise<void> {
    await store.prepare([pendingOf(this.#options.reactor.name)]);
    this.#checkpoint = await store.checkpoint(this.#model, this.#slice);
    this.#pending.clear();
    for await (const { schoolId, key, body } of store.scan(this.#model)) {
      if (covers(this.#slice, schoolId)) this.#pending.set(key, JSON.parse(body) as Pending);
    }
  }

  /** Reacts to events in order; what is not due is kept together with the checkpoint. */
  async #take(events: readonly Recorded[], last: Position, stop: AbortSignal): Promise<void> {
    const { reactor, clock } = this.#options;
    const kept: Pending[] = [];
    for (const event of events) {
      const reactions = await this.#insist(stop, event.id, () => reactor.react(event));
      for (const reaction of reactions ?? []) {
        const context = contextOf(reactor.name, event, reaction);
        if (reaction.due !== undefined && Date.parse(reaction.due) > clock.now())
          kept.push({ reaction, context });
        else await this.#insist(stop, event.id, () => this.#dispatch(reaction, context));
      }
    }
    if (stop.aborted) return;
    await this.#commit(
      last,
      kept.map((pending) => this.#write(pending, JSON.stringify(pending), last)),
    );
    for (const pending of kept) this.#pending.set(pending.context.commandId, pending);
  }

  async #doDue(stop: AbortSignal): Promise<void> {
    const now = this.#options.clock.now();
    for (const [commandId, pending] of [...this.#pending]) {
      if (Date.parse(pending.reaction.due!) > now || stop.aborted) continue;
      await this.#insist(stop, commandId, () => this.#dispatch(pending.reaction, pending.context));
      if (stop.aborted || this.#checkpoint === null) return;
      await this.#commit(this.#checkpoint, [this.#write(pending, null, this.#checkpoint)]);
      this.#pending.delete(commandId);
    }
  }

  /** A refusal is the command's last word: it is told and not asked again. */
  async #dispatch(reaction: Reaction, context: CommandContext): Promise<void> {
    try {
      await this.#options.dispatch(reaction, context);
    } catch (error) {
      if (!isLastWord(error)) throw error;
      this.#notices.warn(
        {
          reactor: this.#options.reactor.name,
          command: reaction.command,
          causedBy: context.causationId,
          error: String(error),
        },
        'a command that follows from a fact was refused',
      );
    }
  }

  /** Does it until it is done or the signal aborts: a fact must not stay without what follows from it. */
  async #insist<T>(stop: AbortSignal, what: string, work: () => Promise<T>): Promise<T | undefined> {
    for (let backoff = FIRST_BACKOFF_MS; !stop.aborted; backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS)) {
      try {
        const done = await work();
        this.#failing = null;
        return done;
      } catch (error) {
        if (stop.aborted) return undefined;
        this.#failing = { what, error: String(error) };
        this.#notices.error(
          { reactor: this.#options.reactor.name, what, error: String(error), pauseMs: backoff },
          'a reactor could not do what follows from a fact; trying again',
        );
        await pause(backoff, stop);
      }
    }
    return undefined;
  }

  async #commit(checkpoint: Position, docs: readonly DocWrite[]): Promise<void> {
    if (docs.length === 0 && comparePositions(checkpoint, this.#checkpoint) <= 0) return;
    const after = this.#checkpoint;
    await this.#options.store.commit({
      model: this.#model,
      slice: this.#slice,
      after,
      checkpoint,
      docs,
      tallies: [],
    });
    this.#checkpoint = checkpoint;
    this.#options.onReacted?.(checkpoint);
  }

  #write({ context }: Pending, body: string | null, position: Position): DocWrite {
    return { schoolId: context.schoolId, key: context.commandId, body, position, indexes: {} };
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => {});
    return mine;
  }
}

/**
 * Whether asking again would change nothing: a rule said no; the command was done before, although what the reactor
 * read when it was asked again made its content another; the command's facts cannot be recorded.
 */
const isLastWord = (error: unknown): boolean =>
  (error instanceof Refused && !isForNow(error)) ||
  error instanceof CommandReused ||
  error instanceof InvalidAppend ||
  error instanceof AppendTooLarge;

/** Whether the refusal is about this moment, not about the command. */
const isForNow = ({ status }: Refused): boolean => status === 503 || status === 429;

/** The envelope half of a reaction: whose doing it is, what caused it, and an id that follows from both. */
function contextOf(reactor: string, event: Recorded, reaction: Reaction): CommandContext {
  const { command, payload, schoolId, step } = reaction;
  return {
    schoolId,
    actor: { accountId: reactor, role: 'system', sessionId: null },
    commandId: idFrom('reaction', reactor, event.id, step),
    fingerprint: createHash('sha256').update(canonicalJson({ command, payload })).digest('hex'),
    correlationId: event.metadata.correlationId,
    causationId: event.id,
  };
}
