import type { Mutant } from './mutant.ts';

const here = 'libs/event-store/src/eventstoredb';
const contract = 'test/event-store/eventstoredb.spec.ts';
const appending = 'test/event-store/eventstoredb.appending.spec.ts';
const reading = 'test/event-store/eventstoredb.reading.spec.ts';
const subscribing = 'test/event-store/eventstoredb.subscribing.spec.ts';

/** Ways to break the EventStoreDB adapter. */
export const mutants: readonly Mutant[] = [
  {
    name: 'appends at any revision',
    file: `${here}/connection.ts`,
    search: "expected === 'none' ? NO_STREAM : BigInt(expected)",
    replacement: "'any'",
    spec: contract,
  },
  {
    name: 'appends by the batch path',
    file: `${here}/connection.ts`,
    search: 'credentials: this.#credentials,\n        requiresLeader: true,\n        deadline: callMs,',
    replacement: 'requiresLeader: true,\n        deadline: callMs,',
    spec: appending,
  },
  {
    name: 'ids on the wire that do not stand for the content',
    file: `${here}/envelope.ts`,
    search: 'id: idFrom(chain, index),',
    replacement: 'id: fact.id,',
    spec: appending,
  },
  {
    name: 'a conflict is not looked into',
    file: `${here}/appending.ts`,
    search: 'if (receipt) return receipt;\n      throw new WrongRevision',
    replacement: 'if (receipt && !expected) return receipt;\n      throw new WrongRevision',
    spec: appending,
  },
  {
    name: 'a command with another content is answered as done',
    file: `${here}/appending.ts`,
    search: 'last.metadata.fingerprint !== context.fingerprint',
    replacement: "last.metadata.fingerprint === ''",
    spec: appending,
  },
  {
    name: 'a lost answer is not looked for in the stream',
    file: `${here}/appending.ts`,
    search: 'uncertain ? await this.#receiptIfSeen(stream, context) : null',
    replacement: 'null as Receipt | null',
    spec: appending,
  },
  {
    name: 'a lost answer is sent again at once',
    file: `${here}/appending.ts`,
    search: 'uncertain ? timings.settleAfterMs : backoff(attempt, timings)',
    replacement: 'backoff(attempt, timings)',
    spec: appending,
  },
  {
    name: 'an unknown end is called none',
    file: `${here}/appending.ts`,
    search: "uncertain ||= failure === 'unknown';",
    replacement: '',
    spec: appending,
  },
  {
    name: 'the chain goes on from a remembered tip whatever its revision',
    file: `${here}/stream-tips.ts`,
    search: 'known?.revision === revision ? known.tip : undefined',
    replacement: 'known?.tip',
    spec: appending,
  },
  {
    name: 'the time goes back with the clock',
    file: `${here}/envelope.ts`,
    search: 'Math.max(clock.now(), Date.parse(before.recordedAt))',
    replacement: 'clock.now()',
    spec: contract,
  },
  {
    name: "a page starts with its position's own event",
    file: `${here}/reading.ts`,
    search: 'event.position.commit <= orderOf(after)',
    replacement: 'event.position.commit < orderOf(after)',
    spec: contract,
  },
  {
    name: 'a page is not filtered',
    file: `${here}/reading.ts`,
    search: 'if (isOurs(event.streamId, streamPrefixes)) events',
    replacement: 'if (isOurs(event.streamId)) events',
    spec: contract,
  },
  {
    name: "records of the server's own are the head of the log",
    file: `${here}/reading.ts`,
    search: 'if (isOurs(event.streamId)) return from;',
    replacement: 'return from;',
    spec: reading,
  },
  {
    name: 'a read has no deadline of its own',
    file: `${here}/connection.ts`,
    search: 'else read.destroy(new NoAnswer(what, callMs));',
    replacement: '',
    spec: reading,
  },
  {
    name: 'a read that is left early is never ended',
    file: `${here}/connection.ts`,
    search: 'read.iterator({ destroyOnReturn: false })',
    replacement: 'read',
    spec: reading,
  },
  {
    name: 'checkpoints before their events',
    file: `${here}/subscription.ts`,
    search: "if (events.length > 0) yield { kind: 'events', events };",
    replacement:
      "if (checkpoint) yield { kind: 'checkpoint', position: checkpoint };\n        if (events.length > 0) yield { kind: 'events', events };",
    spec: subscribing,
  },
  {
    name: 'goes on from where it began',
    file: `${here}/subscription.ts`,
    search: 'connection.subscribe(this.#after, this.#filter(), maxBatch)',
    replacement: 'connection.subscribe(this.#options.after, this.#filter(), maxBatch)',
    spec: subscribing,
  },
  {
    name: 'goes on behind what its reader has not got',
    file: `${here}/subscription.ts`,
    search: 'events.push(recordedFrom(fed.event));',
    replacement: 'events.push(recordedFrom(fed.event));\n          this.#after = events.at(-1)!.position;',
    spec: subscribing,
  },
  {
    name: 'an end is an end',
    file: `${here}/subscription.ts`,
    search: 'failures += 1;',
    replacement: 'return;',
    spec: subscribing,
  },
  {
    name: 'a subscription to a frozen server waits for ever',
    file: `${here}/subscription.ts`,
    search: 'feed.destroy(new NoAnswer(',
    replacement: 'void (new NoAnswer(',
    spec: subscribing,
  },
  {
    name: 'a subscription at rest is behind by whatever the log has more',
    file: `${here}/eventstoredb-event-store.ts`,
    search: 'atRest || head === null',
    replacement: 'head === null',
    spec: subscribing,
  },
];
