import type { AnyFact, Recorded } from '#kernel';
import type { EventStore, LogMessage, ReadableLog } from './event-store.ts';

/** How an event of an old type reads as now. Pure; one event stays one event. */
export interface Upcast {
  /** The type that it was stored under. */
  readonly type: string;
  readonly upcast: (data: object) => AnyFact;
}

/**
 * The store as its readers should see it: events of old types come in their newest shape, once, so that deciders,
 * projections and reactors know no other. What is stored, the ids, revisions, positions and the chain hashes stay
 * as they are; who verifies the chain reads the store beneath.
 * @throws Error when two upcasts name the same type, or one makes another old type
 */
export const upcasting = (store: EventStore, upcasts: readonly Upcast[]): EventStore => ({
  ...upcastingLog(store, upcasts),
  append: (...args) => store.append(...args),
});

/** The same for a log that is only read. */
export function upcastingLog(store: ReadableLog, upcasts: readonly Upcast[]): ReadableLog {
  const byType = new Map(upcasts.map((upcast) => [upcast.type, upcast]));
  if (byType.size !== upcasts.length) throw new Error('Two upcasts name the same old type');

  const newest = (event: Recorded): Recorded => {
    const old = byType.get(event.type);
    if (old === undefined) return event;
    const { type, data } = old.upcast(event.data);
    if (byType.has(type)) throw new Error(`The upcast of ${event.type} makes another old type, ${type}`);
    return { ...event, type, data };
  };
  const newestOf = (events: readonly Recorded[]): readonly Recorded[] =>
    events.some((event) => byType.has(event.type)) ? events.map(newest) : events;

  async function* subscribed(messages: AsyncIterable<LogMessage>): AsyncIterable<LogMessage> {
    for await (const message of messages) {
      yield message.kind === 'events' ? { kind: 'events', events: newestOf(message.events) } : message;
    }
  }

  return {
    readStream: async (stream, from) => newestOf(await store.readStream(stream, from)),
    readAll: async (options) => {
      const page = await store.readAll(options);
      return { ...page, events: newestOf(page.events) };
    },
    subscribe: (options) => subscribed(store.subscribe(options)),
    head: () => store.head(),
    positionAt: (prefix, at) => store.positionAt(prefix, at),
    close: () => store.close(),
  };
}
