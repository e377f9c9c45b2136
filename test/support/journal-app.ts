import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { Streams } from '#event-store';
import { MemoryEventStore } from '#event-store/testing';
import { Planner } from '#journal';
import { lessonIdOf, type LessonPlan, lessonStream } from '#journal/events';
import {
  type AnyFact,
  canonicalJson,
  type Clock,
  type CommandContext,
  idFrom,
  instantOf,
  type Instant,
  type LocalDate,
  newId,
  parsePosition,
  schoolPrefix,
} from '#kernel';
import {
  Authenticator,
  Config,
  edgeOptions,
  httpAdapter,
  KeyEncryptionKey,
  Metrics,
  openEdge,
  type Principal,
  Reader,
  type ReadFrom,
  type ReadOptions,
  Seals,
  type SignInRole,
  Vault,
} from '#platform';
import { asOf, Pass, ReadModels, SqliteReadStore } from '#projecting';
import {
  groupStream,
  type PersonKind,
  personStream,
  policyStream,
  registerStream,
  schoolStream,
  type Slot,
  subjectStream,
  timetableStream,
  yearStream,
} from '#school/events';
import { AppModule } from '../../apps/server/src/app.module.ts';
import { projections } from '../../apps/server/src/projections.ts';
import { VaultFile } from '../../libs/platform/src/vault/sqlite/vault-file.ts';

export const SCHOOL = 'school-1';
export const OTHER_SCHOOL = 'school-2';
export const ZONE = 'Europe/Moscow';
/** A Tuesday in the first term: what «now» is when an app starts, at 9:10 of the clock. */
export const TODAY = '2026-10-06';
export const WEEK = '2026-W41';

/** The one id of a thing of the sample school, by what it is called. */
export const idOf = (name: string): string => idFrom('sample', name);

export const pupils = ['anna', 'boris', 'vera'] as const;
/** Left class 5А on 30 September. */
export const LEAVER = 'gleb';

export const slot = (register: string, weekday: number, number: number): Slot => ({
  slotId: idFrom('slot', idOf(register), weekday, number),
  registerId: idOf(register),
  weekday,
  number,
  parity: 'every',
  room: '12',
});

/** Tuesday: algebra first, physics second; Wednesday: algebra. */
export const ALGEBRA = slot('algebra', 2, 1);
export const PHYSICS = slot('physics', 2, 2);
const ALGEBRA_ON_WEDNESDAY = slot('algebra', 3, 1);

class TestClock implements Clock {
  readonly simulated = true;
  at = Date.parse(instantOf(TODAY, '09:10', ZONE));
  now(): number {
    return this.at;
  }
}

/** Folds what is new before each read, so that every read shows everything. */
class FreshReader extends Reader {
  readonly #readModels: ReadModels;
  #pass: Pass | null = null;

  constructor(
    private readonly log: MemoryEventStore,
    private readonly store: SqliteReadStore,
  ) {
    super();
    this.#readModels = new ReadModels(store);
  }

  async read<T>(options: ReadOptions, work: (from: ReadFrom) => Promise<T>): Promise<T> {
    const { schoolId, models } = options;
    if (options.asOf !== undefined) {
      const position = parsePosition(options.asOf);
      const named = projections.filter(({ name }) => models.includes(name));
      const at = position === null ? { instant: options.asOf } : { position };
      return asOf({ log: this.log, projections: named, schoolId, at }, work);
    }
    await this.#foldAll();
    return this.#readModels.read({ schoolId, models }, work);
  }

  async #foldAll(): Promise<void> {
    this.#pass ??= await Pass.open({ log: this.log, store: this.store, projections });
    const { events } = await this.log.readAll({ after: this.#pass.position, limit: 1_000_000 });
    if (events.length === 0) return;
    await this.#pass.fold(events);
    this.#pass.advance(events.at(-1)!.position);
    await this.#pass.commit();
  }
}

/** Anyone is who their token says. */
class TestAuthenticator extends Authenticator {
  readonly principals = new Map<string, Principal>();
  async authenticate(token: string): Promise<Principal | null> {
    return this.principals.get(token) ?? null;
  }
}

/** The whole server over a log and read models in memory, with class 5А, two registers and their timetable. */
export class JournalApp {
  readonly clock = new TestClock();
  readonly log: MemoryEventStore;
  readonly store = SqliteReadStore.open({ memory: true });
  readonly authenticator = new TestAuthenticator();
  /** Where attached files are kept. */
  readonly folder = mkdtempSync(join(tmpdir(), 'zhurnal-app-'));
  app!: NestFastifyApplication;

  private constructor(Log: typeof MemoryEventStore) {
    this.log = new Log(this.clock);
  }

  /** @param Log another log than one that never fails */
  static async start(Log = MemoryEventStore): Promise<JournalApp> {
    const test = new JournalApp(Log);
    await test.store.prepare(projections);
    const { clock, log } = test;
    const reader = new FreshReader(log, test.store);
    const testing = await Test.createTestingModule({
      imports: [
        AppModule.on(new Config({ ZHURNAL_DATA: test.folder }), new Metrics(), { clock, log, reader }),
      ],
    })
      .overrideProvider(KeyEncryptionKey)
      .useValue(new KeyEncryptionKey(new Uint8Array(32).fill(1)))
      .overrideProvider(Vault)
      .useValue(asynchronous(new VaultFile(':memory:')))
      .overrideProvider(Authenticator)
      .useValue(test.authenticator)
      .compile();
    testing.useLogger(false);
    test.app = testing.createNestApplication(httpAdapter({ trustedProxies: [] }), edgeOptions);
    await openEdge(test.app);
    await test.app.init();
    await test.app.getHttpAdapter().getInstance().ready();
    await test.#seed();
    return test;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  get streams(): Streams {
    return this.app.get(Streams);
  }

  at(time: string, date: LocalDate = TODAY): Instant {
    return instantOf(date, time, ZONE);
  }

  /** Moves the clock to a local time. */
  goTo(time: string, date: LocalDate = TODAY): void {
    this.clock.at = Date.parse(this.at(time, date));
  }

  lessonId(of: Slot, date: LocalDate = TODAY): string {
    return lessonIdOf(of.slotId, date);
  }

  context(schoolId = SCHOOL): CommandContext {
    const commandId = newId();
    return {
      schoolId,
      actor: { accountId: 'seeder', role: 'system', sessionId: null },
      commandId,
      fingerprint: commandId,
      correlationId: commandId,
      causationId: commandId,
    };
  }

  /** Puts facts into the log as they are. */
  async record(stream: string, ...facts: AnyFact[]): Promise<void> {
    const { length } = await this.log.readStream(stream);
    const schoolId = stream.split('.')[1]!;
    await this.log.append(stream, facts, length === 0 ? 'none' : length - 1, this.context(schoolId));
  }

  /** The facts of a lesson, as type and data. */
  async facts(lessonId: string): Promise<(readonly [string, object])[]> {
    const events = await this.log.readStream(lessonStream(SCHOOL, lessonId));
    return events.map(({ type, data }) => [type, data] as const);
  }

  /** How many events the log holds for the school. */
  async count(): Promise<number> {
    const prefix = [schoolPrefix(SCHOOL)];
    return (await this.log.readAll({ after: null, limit: 1_000_000, streamPrefixes: prefix })).events.length;
  }

  async person(name: string, kind: PersonKind, familyName = name): Promise<string> {
    const personId = idOf(name);
    const details = canonicalJson({ familyName, givenName: `given of ${name}` });
    const sealed = await this.app.get(Seals).seal(SCHOOL, `person:${personId}`, details);
    await this.record(personStream(SCHOOL, personId), {
      type: 'PersonRegistered',
      data: { personId, kind, sealed },
    });
    return personId;
  }

  /** Somebody who is signed in: a person of the sample school, or a stranger to it. */
  as(name: string, roles: SignInRole[], schoolId = SCHOOL): Visitor {
    const token = `token-${name}-${roles.join('-')}-${schoolId}`;
    this.authenticator.principals.set(token, {
      schoolId,
      accountId: idOf(`account of ${name}`),
      personId: idOf(name),
      roles,
      sessionId: idOf(`session of ${name}`),
    });
    return new Visitor(this.app, token);
  }

  async #seed(): Promise<void> {
    await this.record(schoolStream(SCHOOL), {
      type: 'SchoolSetUp',
      data: { schoolId: SCHOOL, name: 'Школа', shortName: 'Школа', timeZone: ZONE },
    });
    await this.record(schoolStream(OTHER_SCHOOL), {
      type: 'SchoolSetUp',
      data: { schoolId: OTHER_SCHOOL, name: 'Другая', shortName: 'Другая', timeZone: ZONE },
    });
    const yearId = idOf('year');
    const [from, to] = ['2026-09-01', '2027-05-31'];
    await this.record(
      yearStream(SCHOOL, yearId),
      { type: 'AcademicYearOpened', data: { yearId, title: '2026/27', from, to } },
      {
        type: 'TermsSet',
        data: { yearId, scheme: 'quarters', terms: [{ termId: 't1', title: '1', from, to: '2026-10-25' }] },
      },
      {
        type: 'BellScheduleSet',
        data: {
          yearId,
          bellScheduleId: idOf('bells'),
          title: 'Bells',
          grades: [5],
          shift: 1,
          from,
          to,
          bells: [1, 2, 3, 4].map((number) => ({
            number,
            starts: `${String(number + 7).padStart(2, '0')}:30`,
            ends: `${String(number + 8).padStart(2, '0')}:10`,
          })),
        },
      },
    );
    for (const name of ['teacher', 'physicist', 'substitute', 'class-teacher'])
      await this.person(name, 'staff');
    for (const name of [...pupils, LEAVER, 'stranger']) await this.person(name, 'pupil');
    await this.person('mother', 'parent');
    await this.record(personStream(SCHOOL, idOf('mother')), {
      type: 'ParentLinked',
      data: { personId: idOf('mother'), childId: idOf('anna'), from },
    });
    const classId = idOf('5a');
    const group = { yearId, shift: 1, from, to, grade: 5 };
    await this.record(
      groupStream(SCHOOL, classId),
      {
        type: 'GroupFormed',
        data: { ...group, groupId: classId, kind: 'class', title: '5А', classIds: [classId] },
      },
      { type: 'ClassTeacherAssigned', data: { groupId: classId, personId: idOf('class-teacher'), from } },
      ...[...pupils, LEAVER].map((name) => ({
        type: 'MemberJoined',
        data: { groupId: classId, pupilId: idOf(name), from, order: null },
      })),
      {
        type: 'MemberLeft',
        data: { groupId: classId, pupilId: idOf(LEAVER), to: '2026-09-30', order: null, movedTo: null },
      },
    );
    for (const [subject, teacher] of [
      ['algebra', 'teacher'],
      ['physics', 'physicist'],
    ] as const) {
      await this.record(subjectStream(SCHOOL, idOf(`subject ${subject}`)), {
        type: 'SubjectDefined',
        data: { subjectId: idOf(`subject ${subject}`), title: subject, shortTitle: subject, area: null },
      });
      const registerId = idOf(subject);
      await this.record(
        registerStream(SCHOOL, registerId),
        {
          type: 'RegisterOpened',
          data: {
            registerId,
            yearId,
            subjectId: idOf(`subject ${subject}`),
            groupIds: [classId],
            kind: 'class',
            classIds: [classId],
          },
        },
        { type: 'RegisterTeacherAssigned', data: { registerId, teacherId: idOf(teacher), from } },
        { type: 'GradingSet', data: { registerId, grading: 'marks', from } },
      );
    }
    await this.record(timetableStream(SCHOOL, classId), {
      type: 'TimetablePublished',
      data: {
        timetableId: idOf('timetable'),
        groupId: classId,
        yearId,
        from,
        to,
        slots: [ALGEBRA, PHYSICS, ALGEBRA_ON_WEDNESDAY],
      },
    });
    await this.app.get(Planner).plan({ yearId, groupIds: [classId] }, this.context());
  }

  /** Another school policy from now on. */
  policy(policy: object): Promise<void> {
    return this.record(policyStream(SCHOOL), {
      type: 'PolicySet',
      data: { version: 1, policy, reason: 'test' },
    });
  }

  /** A lesson of another school. @returns its id */
  async lessonElsewhere(plan: LessonPlan): Promise<string> {
    const lessonId = newId();
    await this.record(lessonStream(OTHER_SCHOOL, lessonId), {
      type: 'LessonScheduled',
      data: { lessonId, slotId: null, originalDate: plan.date, ...plan },
    });
    return lessonId;
  }
}

/** Somebody who is signed in. */
export class Visitor {
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly token: string,
  ) {}

  get(path: string): request.Test {
    return this.#call('get', path);
  }

  /** @param key the Idempotency-Key; a new one by default */
  do(method: 'post' | 'put' | 'patch' | 'delete', path: string, body?: object, key = newId()): request.Test {
    const call = this.#call(method, path).set('idempotency-key', key);
    return body === undefined ? call : call.send(body);
  }

  /** Sends a file as the body. */
  upload(method: 'post' | 'put', path: string, content: Uint8Array, key = newId()): request.Test {
    return this.#call(method, path)
      .set('idempotency-key', key)
      .set('content-type', 'application/octet-stream')
      .send(Buffer.from(content));
  }

  #call(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string): request.Test {
    return request(this.app.getHttpServer())
      [method](`/api/v1/${path}`)
      .set('authorization', `Bearer ${this.token}`);
  }
}

/** The vault's file as the port has it: every answer later. */
const asynchronous = (file: VaultFile): Vault =>
  new Proxy(file, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      return typeof method === 'function'
        ? async (...args: unknown[]): Promise<unknown> => method.apply(target, args) as unknown
        : undefined;
    },
  }) as unknown as Vault;
