import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Command, CommandBus, type Query, QueryBus } from '@nestjs/cqrs';
import { Streams } from '#event-store';
import { MemoryEventStore } from '#event-store/testing';
import { type Clock, type CommandContext, idFrom, type Instant, parsePosition } from '#kernel';
import { NamedThings, Reader, type ReadFrom, type ReadOptions, ScopeChecks, Seals, tokens } from '#platform';
import { asOf, Pass, ReadModels, SqliteReadStore } from '#projecting';
import { SchoolModule, schoolProjections } from '../index.ts';

/** The administrator of the stage's schools, as every command is sent by default. */
const administrator = { accountId: 'administrator', role: 'administrator', sessionId: null } as const;

/** A clock that stands still until it is set. */
export class SetClock implements Clock {
  readonly simulated = false;
  constructor(public at: Instant) {}
  now(): number {
    return Date.parse(this.at);
  }
}

/** Seals that hide nothing but forget for good: what a test needs of a vault. */
export class OpenSeals extends Seals {
  readonly destroyed = new Set<string>();
  unsealed = 0;

  async seal(schoolId: string, subject: string, text: string): Promise<string> {
    if (this.destroyed.has(`${schoolId} ${subject}`)) throw new Error(`${subject} has been erased`);
    return JSON.stringify([schoolId, subject, text]);
  }

  async unseal(schoolId: string, subject: string, sealed: string): Promise<string | null> {
    const [school, under, text] = JSON.parse(sealed) as [string, string, string];
    if (school !== schoolId || under !== subject) throw new Error(`Not sealed under ${subject}`);
    this.unsealed += 1;
    return this.destroyed.has(`${schoolId} ${subject}`) ? null : text;
  }

  unsealMany(
    schoolId: string,
    items: readonly { readonly subject: string; readonly sealed: string }[],
  ): Promise<readonly (string | null)[]> {
    return Promise.all(items.map(({ subject, sealed }) => this.unseal(schoolId, subject, sealed)));
  }

  async destroy(schoolId: string, subject: string): Promise<void> {
    this.destroyed.add(`${schoolId} ${subject}`);
  }
}

/** Reads the read models after folding everything that the log holds: nobody waits in a test. */
class StageReader extends Reader {
  readonly #log: MemoryEventStore;
  readonly #store: SqliteReadStore;
  readonly #pass: Pass;
  /** While true nothing is folded: the read models lag behind. */
  lagging = false;

  private constructor(log: MemoryEventStore, store: SqliteReadStore, pass: Pass) {
    super();
    this.#log = log;
    this.#store = store;
    this.#pass = pass;
  }

  static async over(log: MemoryEventStore): Promise<StageReader> {
    const store = SqliteReadStore.open({ memory: true });
    await store.prepare(schoolProjections);
    return new StageReader(log, store, await Pass.open({ log, store, projections: schoolProjections }));
  }

  async read<T>(options: ReadOptions, work: (from: ReadFrom) => Promise<T>): Promise<T> {
    const { schoolId, models, asOf: moment, minPosition: seen } = options;
    const minPosition = seen === undefined ? null : parsePosition(seen);
    if (moment !== undefined) {
      const projections = schoolProjections.filter(({ name }) => models.includes(name));
      return asOf({ log: this.#log, projections, schoolId, at: { instant: moment } }, work);
    }
    if (!this.lagging) await this.#catchUp();
    return new ReadModels(this.#store).read({ schoolId, models, minPosition, timeoutMs: 50 }, work);
  }

  async #catchUp(): Promise<void> {
    const { events, next } = await this.#log.readAll({ after: this.#pass.position, limit: 100_000 });
    if (next === null) return;
    await this.#pass.fold(events);
    this.#pass.advance(next);
    await this.#pass.commit();
    for (const { model, halts } of this.#pass.models) {
      if (halts[0]) throw new Error(`${model.name} halted: ${halts[0].error}`);
    }
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

/** The whole school context over a log in memory, for tests of what its parts do together. */
export class Stage {
  readonly clock: SetClock;
  readonly log: MemoryEventStore;
  readonly seals: OpenSeals;
  readonly reader: StageReader;
  readonly #app: INestApplicationContext;
  #commands = 0;

  private constructor(
    parts: Pick<Stage, 'clock' | 'log' | 'seals' | 'reader'>,
    app: INestApplicationContext,
    readonly schoolId: string,
  ) {
    this.clock = parts.clock;
    this.log = parts.log;
    this.seals = parts.seals;
    this.reader = parts.reader;
    this.#app = app;
  }

  static async set(schoolId = 'lyceum'): Promise<Stage> {
    const clock = new SetClock('2026-09-15T09:00:00.000Z');
    const log = new MemoryEventStore(clock);
    const seals = new OpenSeals();
    const reader = await StageReader.over(log);
    const providers = [
      { provide: tokens.clock, useValue: clock },
      { provide: Streams, useValue: new Streams(log) },
      { provide: Reader, useValue: reader },
      { provide: Seals, useValue: seals },
      ScopeChecks,
      NamedThings,
    ];
    @Module({})
    class Boards {}
    const boards = {
      module: Boards,
      global: true,
      providers,
      exports: providers.map((one) => ('provide' in one ? one.provide : one)),
    };
    const app = await NestFactory.createApplicationContext(
      { module: class {}, imports: [boards, SchoolModule] },
      { logger: false },
    );
    return new Stage({ clock, log, seals, reader }, app, schoolId);
  }

  /** A part of the context, by its class. */
  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.#app.get<T>(token);
  }

  /** A context for one more command: by a name, the same for the same name. */
  context(name?: string): CommandContext {
    const commandId = idFrom('stage', this.schoolId, name ?? `command ${(this.#commands += 1)}`);
    return {
      schoolId: this.schoolId,
      actor: administrator,
      commandId,
      fingerprint: name ?? '',
      correlationId: commandId,
      causationId: commandId,
    };
  }

  do<R>(command: Command<R>): Promise<R> {
    return this.get(CommandBus).execute(command);
  }

  ask<R>(query: Query<R>): Promise<R> {
    return this.get(QueryBus).execute(query);
  }

  async clear(): Promise<void> {
    await this.#app.close();
    await this.reader.close();
  }
}
