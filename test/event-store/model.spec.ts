import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CommandReused,
  type EventStore,
  type ExpectedRevision,
  SqliteEventStore,
  WrongRevision,
} from '#event-store';
import { MemoryEventStore } from '#event-store/testing';
import { type CommandContext, idFrom, type Position, type Recorded, schoolPrefix, streamOf } from '#kernel';
import { SettableClock } from '../../libs/event-store/src/contract.ts';

/** How many random sequences are tried: a few in short form; the fault campaign sets ZHURNAL_MODEL_RUNS. */
const RUNS = Number(process.env['ZHURNAL_MODEL_RUNS'] ?? 40);
const MS_PER_RUN = 5_000;

const SCHOOLS = ['school-1', 'school-2'];
const streamNames = SCHOOLS.flatMap((school) => ['a', 'b'].map((id) => streamOf(school, 'lesson', id)));
const prefixLists = [undefined, [schoolPrefix('school-1')], [streamNames[2]!, streamNames[0]!], ['ff.']];

type Step =
  | {
      do: 'append';
      stream: number;
      facts: number;
      expect: 'tip' | 'none' | number;
      command: 'new' | number;
      other: boolean;
    }
  | { do: 'set the clock'; minutes: number; simulated: boolean }
  | { do: 'reopen' }
  | { do: 'read a stream'; stream: number; from: number }
  | { do: 'read the log'; limit: number; prefixes: number }
  | { do: 'subscribe'; after: number; maxBatch: number; prefixes: number }
  | { do: 'resolve an instant'; minutes: number; stream: number };

const stream = fc.nat(streamNames.length - 1);
const prefixes = fc.nat(prefixLists.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      stream,
      facts: fc.integer({ min: 1, max: 4 }),
      expect: fc.oneof(
        { weight: 6, arbitrary: fc.constant('tip' as const) },
        fc.constant('none' as const),
        fc.nat(8),
      ),
      command: fc.oneof({ weight: 3, arbitrary: fc.constant('new' as const) }, fc.nat(9)),
      other: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
  },
  fc.record({ do: fc.constant('set the clock' as const), minutes: fc.nat(600), simulated: fc.boolean() }),
  fc.record({ do: fc.constant('reopen' as const) }),
  fc.record({ do: fc.constant('read a stream' as const), stream, from: fc.nat(12) }),
  fc.record({ do: fc.constant('read the log' as const), limit: fc.integer({ min: 1, max: 20 }), prefixes }),
  fc.record({
    do: fc.constant('subscribe' as const),
    after: fc.nat(40),
    maxBatch: fc.integer({ min: 1, max: 20 }),
    prefixes,
  }),
  fc.record({ do: fc.constant('resolve an instant' as const), minutes: fc.nat(600), stream }),
);

const timeOf = (minutes: number): string =>
  new Date(Date.parse('2026-09-01T00:00:00Z') + minutes * 60_000).toISOString();

const contextOf = (command: number, other: boolean): CommandContext => ({
  schoolId: 'school-1',
  actor: { accountId: 'account-1', role: 'teacher', sessionId: null },
  commandId: command % 3 === 0 ? `command ${command}` : idFrom('command', command),
  fingerprint: other ? 'other' : idFrom('content', command),
  correlationId: idFrom('correlation', command % 2),
  causationId: idFrom('command', command),
  ...(command % 4 === 0 ? { claimedAt: timeOf(command) } : {}),
});

/** What a store answers to one step; the same steps give both stores the same commands. */
class Actor {
  readonly #commands: number[] = [];
  #store: EventStore;

  constructor(
    store: EventStore,
    private readonly clock: SettableClock,
    private readonly reopen: (store: EventStore) => Promise<EventStore>,
  ) {
    this.#store = store;
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  async whole(): Promise<readonly Recorded[]> {
    return (await this.#store.readAll({ after: null, limit: 1_000 })).events;
  }

  async take(step: Step): Promise<unknown> {
    switch (step.do) {
      case 'append':
        return this.#append(step);
      case 'set the clock':
        this.clock.set(timeOf(step.minutes));
        this.clock.simulated = step.simulated;
        return null;
      case 'reopen':
        this.#store = await this.reopen(this.#store);
        return this.#store.head();
      case 'read a stream':
        return this.#store.readStream(streamNames[step.stream]!, step.from);
      case 'read the log':
        return this.#pages(step.limit, prefixLists[step.prefixes]);
      case 'subscribe':
        return this.#subscribe(step);
      case 'resolve an instant':
        return this.#store.positionAt(streamNames[step.stream]!, timeOf(step.minutes));
    }
  }

  async #append({ stream, facts, expect, command, other }: Step & { do: 'append' }): Promise<unknown> {
    const name = streamNames[stream]!;
    const tip = (await this.#store.readStream(name)).length - 1;
    const atTip: ExpectedRevision = tip < 0 ? 'none' : tip;
    const before = command === 'new' ? undefined : this.#commands[command % (this.#commands.length || 1)];
    const number = before ?? this.#commands.length;
    if (before === undefined) this.#commands.push(number);
    const data = Array.from({ length: facts }, (_, index) => ({
      type: `Noted${index}`,
      data: { number, index, word: 'урок'.repeat(index) },
    }));
    try {
      return await this.#store.append(
        name,
        data,
        expect === 'tip' ? atTip : expect,
        contextOf(number, other && before !== undefined),
      );
    } catch (error) {
      if (error instanceof WrongRevision || error instanceof CommandReused) return error.message;
      throw error;
    }
  }

  async #pages(limit: number, streamPrefixes?: readonly string[]): Promise<unknown> {
    const pages = [];
    for (let after: Position | null = null, end = false; !end;) {
      const page = await this.#store.readAll({ after, limit, ...(streamPrefixes && { streamPrefixes }) });
      pages.push(page);
      ({ next: after, end } = page);
    }
    return pages;
  }

  async #subscribe({ after, maxBatch, prefixes }: Step & { do: 'subscribe' }): Promise<unknown> {
    const from = (await this.whole())[after]?.position ?? null;
    const streamPrefixes = prefixLists[prefixes];
    const stop = new AbortController();
    const messages = [];
    for await (const message of this.#store.subscribe({
      after: from,
      maxBatch,
      signal: stop.signal,
      ...(streamPrefixes && { streamPrefixes }),
    })) {
      messages.push(message);
      if (message.kind === 'caught-up') stop.abort();
    }
    return messages;
  }
}

const modelActor = (): Actor => {
  const clock = new SettableClock(timeOf(0));
  return new Actor(new MemoryEventStore(clock), clock, async (store) => store);
};

async function sqliteActor(folder: string): Promise<Actor> {
  const clock = new SettableClock(timeOf(0));
  const onFailure = (error: Error): never => {
    throw error;
  };
  const open = () => SqliteEventStore.open({ file: join(folder, 'log.sqlite'), clock, onFailure });
  return new Actor(await open(), clock, async (before) => {
    await before.close();
    return open();
  });
}

it(
  'answers every sequence of steps as the store in memory does',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const folder = await mkdtemp(join(tmpdir(), 'zhurnal-model-'));
        const model = modelActor();
        const real = await sqliteActor(folder);
        try {
          for (const step of steps) expect(await real.take(step)).toEqual(await model.take(step));
          expect(await real.whole()).toEqual(await model.whole());
        } finally {
          await real.close();
          await rm(folder, { recursive: true });
        }
      }),
      { numRuns: RUNS },
    );
  },
  RUNS * MS_PER_RUN,
);
