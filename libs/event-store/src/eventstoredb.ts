/** Apart from the rest: its client takes half a second to load, and a school with the embedded log needs none of it. */
export { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb/eventstoredb-event-store.ts';
