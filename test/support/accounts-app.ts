import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { hash } from '@node-rs/argon2';
import request from 'supertest';
import { accountsProjections, AccountsModule } from '#accounts';
import { accountStream, type AccountRole } from '#accounts/events';
import { MemoryEventStore } from '#event-store/testing';
import { Streams } from '#event-store';
import { type AnyFact, type Clock, type CommandContext, idFrom, newId, parsePosition } from '#kernel';
import {
  Config,
  Directory,
  edgeOptions,
  type GroupCard,
  httpAdapter,
  KeyEncryptionKey,
  NamedThings,
  openEdge,
  type PersonName,
  Reader,
  type ReadFrom,
  type ReadOptions,
  ScopeChecks,
  tokens,
  Vault,
} from '#platform';
import { asOf } from '#projecting';
import { groupStream, type PersonKind, personStream, schoolStream } from '#school/events';
import { PlatformModule } from '#platform';
import { Argon2id } from '../../libs/accounts/src/session/argon2id.ts';
import { SeededAccounts } from '../../libs/accounts/src/seeding/seeded-accounts.ts';
import { VaultFile } from '../../libs/platform/src/vault/sqlite/vault-file.ts';

export const SCHOOL = 'school-1';
export const PASSWORD = 'три зелёных кита';

/** A clock that stands until it is moved. */
class TestClock implements Clock {
  readonly simulated = true;
  at = Date.parse('2026-09-01T05:00:00.000Z');
  now(): number {
    return this.at;
  }
}

/** Counts how much work was done for passwords, and does little of it. */
class CountingArgon2id extends Argon2id {
  hashes = 0;
  comparisons = 0;
  override hash(password: string): Promise<string> {
    this.hashes += 1;
    return hash(password.normalize('NFKC'), { memoryCost: 64, timeCost: 1, parallelism: 1 });
  }
  override matches(passwordHash: string, password: string): Promise<boolean> {
    this.comparisons += 1;
    return super.matches(passwordHash, password);
  }
}

/** Reads every model as the log stands at this moment. */
class LogReader extends Reader {
  constructor(private readonly log: MemoryEventStore) {
    super();
  }
  async read<T>(options: ReadOptions, work: (from: ReadFrom) => Promise<T>): Promise<T> {
    const { schoolId, models } = options;
    const projections = accountsProjections.filter(({ name }) => models.includes(name));
    const position = parsePosition(options.asOf ?? '') ?? (await this.log.head())!;
    return asOf({ log: this.log, projections, schoolId, at: { position } }, work);
  }
}

/** Names that the tests gave, and groups and children that they made. */
class TestDirectory extends Directory {
  readonly models: readonly string[] = [];
  readonly names = new Map<string, PersonName>();
  readonly cards = new Map<string, GroupCard>();
  readonly children = new Map<string, string[]>();
  async people(_: unknown, __: string, ids: readonly string[]): Promise<ReadonlyMap<string, PersonName>> {
    return new Map(ids.flatMap((id) => (this.names.has(id) ? [[id, this.names.get(id)!] as const] : [])));
  }
  async groups(_: unknown, __: string, ids: readonly string[]): Promise<ReadonlyMap<string, GroupCard>> {
    return new Map(ids.flatMap((id) => (this.cards.has(id) ? [[id, this.cards.get(id)!] as const] : [])));
  }
  async childrenOf(_: unknown, __: string, parentId: string): Promise<readonly string[]> {
    return this.children.get(parentId) ?? [];
  }
  groupsDuring = notHere;
  groupsOf = notHere;
  registers = notHere;
  registersDuring = notHere;
  subjects = notHere;
  timeZone = notHere;
}
const notHere = (): never => {
  throw new Error('The accounts do not ask for this');
};

/** The accounts context behind HTTP, over a log and a vault in memory, with a school and its administrator. */
export class AccountsApp {
  readonly clock = new TestClock();
  readonly log = new MemoryEventStore(this.clock);
  readonly directory = new TestDirectory();
  readonly argon2id = new CountingArgon2id();
  readonly vaultFile = new VaultFile(':memory:');
  app!: NestFastifyApplication;
  /** Which pupils' classes belong to the signed-in class teacher. */
  ownClass: (groupId: string) => boolean = () => false;
  #revisions = new Map<string, number>();

  static async start(): Promise<AccountsApp> {
    const test = new AccountsApp();
    const { clock, log, directory } = test;
    const foundation = [
      { provide: tokens.clock, useValue: clock },
      { provide: tokens.eventStore, useValue: log },
      { provide: Streams, useValue: new Streams(log) },
      { provide: Reader, useValue: new LogReader(log) },
      { provide: Directory, useValue: directory },
    ];
    @Module({})
    class Foundation {}
    const testing = await Test.createTestingModule({
      imports: [
        {
          module: Foundation,
          global: true,
          providers: foundation,
          exports: foundation.map(({ provide }) => provide),
        },
        PlatformModule.with(new Config({})),
        AccountsModule,
      ],
    })
      .overrideProvider(KeyEncryptionKey)
      .useValue(new KeyEncryptionKey(new Uint8Array(32).fill(1)))
      .overrideProvider(Vault)
      .useValue(asynchronous(test.vaultFile))
      .overrideProvider(Argon2id)
      .useValue(test.argon2id)
      .compile();
    testing.useLogger(false);
    test.app = testing.createNestApplication(httpAdapter({ trustedProxies: [] }), edgeOptions);
    test.app
      .get(ScopeChecks)
      .register('own-class', async (_, { params }) => test.ownClass(params['groupId'] ?? ''));
    test.app.get(NamedThings).register('groupId', 'group', async (_, id) => directory.cards.has(id));
    await openEdge(test.app);
    await test.app.init();
    await test.app.getHttpAdapter().getInstance().ready();
    await test.record(schoolStream(SCHOOL), {
      type: 'SchoolSetUp',
      data: { schoolId: SCHOOL, name: 'Школа', shortName: 'Школа', timeZone: 'Europe/Moscow' },
    });
    return test;
  }

  close(): Promise<void> {
    return this.app.close();
  }

  /** Puts a fact of another context into the log. */
  async record(stream: string, fact: AnyFact): Promise<void> {
    const events = await this.log.readStream(stream);
    await this.log.append(stream, [fact], events.length === 0 ? 'none' : events.length - 1, this.operator());
  }

  operator(): CommandContext {
    const commandId = newId();
    return {
      schoolId: SCHOOL,
      actor: { accountId: 'operator', role: 'system', sessionId: null },
      commandId,
      fingerprint: commandId,
      correlationId: commandId,
      causationId: commandId,
    };
  }

  /** @returns the person's id */
  async person(kind: PersonKind, familyName: string): Promise<string> {
    const personId = idFrom('person', familyName);
    await this.record(personStream(SCHOOL, personId), {
      type: 'PersonRegistered',
      data: { personId, kind, sealed: '' },
    });
    this.directory.names.set(personId, {
      personId,
      kind,
      familyName,
      givenName: '',
      patronymic: '',
      erased: false,
    });
    return personId;
  }

  /** A class with these pupils from September on. @returns its id */
  async group(...pupilIds: string[]): Promise<string> {
    const groupId = newId();
    const stay = { from: '2026-09-01', to: null };
    for (const pupilId of pupilIds) {
      await this.record(groupStream(SCHOOL, groupId), {
        type: 'MemberJoined',
        data: { groupId, pupilId, from: stay.from, order: null },
      });
    }
    this.directory.cards.set(groupId, {
      groupId,
      yearId: '',
      kind: 'class',
      title: '5А',
      grade: 5,
      shift: 1,
      classIds: [groupId],
      classTeachers: [],
      members: pupilIds.map((pupilId) => ({ pupilId, ...stay })),
    });
    return groupId;
  }

  async link(parentId: string, childId: string): Promise<void> {
    await this.record(personStream(SCHOOL, parentId), {
      type: 'ParentLinked',
      data: { personId: parentId, childId, from: '2026-09-01' },
    });
    this.directory.children.set(parentId, [...(this.directory.children.get(parentId) ?? []), childId]);
  }

  /** An activated account of somebody of the staff. @returns its id and its way to speak HTTP */
  async signedIn(login: string, roles: AccountRole[], kind: PersonKind = 'staff'): Promise<Visitor> {
    const personId = await this.person(kind, login);
    const seeded = this.app.get(SeededAccounts);
    const passwordHash = await seeded.hash(PASSWORD);
    const accountId = await seeded.open({ personId, roles, login, passwordHash }, this.operator());
    return this.signIn(login, accountId, personId);
  }

  async signIn(login: string, accountId: string, personId: string, password = PASSWORD): Promise<Visitor> {
    const answer = await this.http('post', 'sessions').send({
      login,
      password,
      bearer: true,
      remember: true,
    });
    if (answer.status !== 201) throw new Error(`${login}: ${answer.text}`);
    const { token, sessionId } = answer.body as { token: string; sessionId: string };
    return new Visitor(this, token, accountId, personId, sessionId);
  }

  http(method: 'get' | 'post' | 'put' | 'delete', path: string): request.Test {
    return request(this.app.getHttpServer())[method](`/api/v1/${path}`);
  }

  /** The facts of an account, as `Type`. */
  async facts(accountId: string): Promise<string[]> {
    return (await this.log.readStream(accountStream(SCHOOL, accountId))).map(({ type }) => type);
  }
}

/** Somebody who is signed in. */
export class Visitor {
  constructor(
    private readonly test: AccountsApp,
    readonly token: string,
    readonly accountId: string,
    readonly personId: string,
    readonly sessionId: string,
  ) {}

  get(path: string): request.Test {
    return this.test.http('get', path).set('authorization', `Bearer ${this.token}`);
  }

  /** @param key the Idempotency-Key; a new one by default */
  do(method: 'post' | 'put' | 'delete', path: string, body?: object, key = newId()): request.Test {
    const call = this.test
      .http(method, path)
      .set('authorization', `Bearer ${this.token}`)
      .set('idempotency-key', key);
    return body === undefined ? call : call.send(body);
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
