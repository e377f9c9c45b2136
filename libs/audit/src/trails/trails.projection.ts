import type { AnyFact, Recorded } from '#kernel';
import { type Key, projection } from '#projecting';
import { type EventKind, everydayKinds, kindOf } from '../event/kinds.ts';
import { categoryIn, nameWithin } from '../event/stream-names.ts';

/** What was recorded in one stream within one hour. Instants in ms since the epoch, both included. */
export interface Run {
  readonly from: number;
  readonly to: number;
  /** The people who did it; an account where there is no person. */
  readonly actors: readonly string[];
  readonly sessions: readonly string[];
  /** Without the everyday ones. */
  readonly kinds: readonly EventKind[];
}

/** Where events are to be found, not the events: they stand in the log, and are read there. */
export interface Trail {
  /** The stream's name within the school. */
  readonly stream: string;
  /** Of a lesson, of a work, and of a register itself. */
  readonly registerId: string | null;
  /** In the order of time; no two in the same hour. */
  readonly runs: readonly Run[];
}

const HOUR_MS = 3_600_000;

/** The last ms of the hour (UTC) that an instant lies in: no run goes beyond. */
export const endOfHour = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS + HOUR_MS - 1;

/** Streams that end by themselves have one trail; others, an account's for one, have another each month. */
const SHORT = new Set(['lesson', 'register', 'work']);

function keyOf({ stream, metadata }: Recorded): string {
  const name = nameWithin(stream);
  return SHORT.has(categoryIn(name)) ? name : `${name}@${metadata.recordedAt.slice(0, 7)}`;
}

/** By whom something was done, as trails list it. */
export const actorIn = ({ metadata: { actor } }: Recorded): string => actor.personId ?? actor.accountId;

function followed(trail: Trail | null, event: Recorded): Trail {
  const {
    stream,
    runs,
    registerId: known,
  } = trail ?? {
    stream: nameWithin(event.stream),
    runs: [],
    registerId: null,
  };
  const { registerId } = event.data as { readonly registerId?: unknown };
  return {
    stream,
    registerId: SHORT.has(categoryIn(stream)) && typeof registerId === 'string' ? registerId : known,
    runs: withEvent(runs, event),
  };
}

function withEvent(runs: readonly Run[], event: Recorded): readonly Run[] {
  const at = Date.parse(event.metadata.recordedAt);
  const actor = actorIn(event);
  const { sessionId } = event.metadata.actor;
  const kind = kindOf(event);
  const last = runs.at(-1);
  const goesOn = last !== undefined && at <= endOfHour(last.from);
  const run = goesOn ? last : { from: at, to: at, actors: [], sessions: [], kinds: [] };
  const longer: Run = {
    from: run.from,
    to: Math.max(at, run.to),
    actors: having(run.actors, actor),
    sessions: sessionId === null ? run.sessions : having(run.sessions, sessionId),
    kinds: everydayKinds[kind] === undefined ? having(run.kinds, kind) : run.kinds,
  };
  return goesOn ? runs.with(-1, longer) : [...runs, longer];
}

const having = <Item>(items: readonly Item[], item: Item): readonly Item[] =>
  items.includes(item) ? items : [...items, item];

/**
 * Which streams hold what was done when, by whom and in which session. An entry for each run, not for each event:
 * a lesson's thirty events are two or three runs.
 */
export const trails = projection<Trail, AnyFact>({
  name: 'trails',
  version: 2,
  key: keyOf,
  evolve: {},
  every: followed,
  indexes: {
    byTime: ({ runs }) => runs.map(({ to }): Key => [to]),
    byRegister: ({ registerId, runs }) =>
      registerId === null ? [] : runs.map(({ to }): Key => [registerId, to]),
    byActor: ({ runs }) => runs.flatMap(({ actors, to }) => actors.map((actor): Key => [actor, to])),
    bySession: ({ runs }) =>
      runs.flatMap(({ sessions, to }) => sessions.map((session): Key => [session, to])),
    byKind: ({ runs }) => runs.flatMap(({ kinds, to }) => kinds.map((kind): Key => [kind, to])),
  },
});
