import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AccountRole } from '#accounts/events';
import { type Answer, type Call, callAt } from '../support/call.ts';
import { type Founded, type Ground, PASSWORD, sessionOf } from '../support/ground.ts';
import { ServerProcess, type Settings, zhurnal } from '../support/server-process.ts';
import type { Stores } from './stores.ts';

/** How long something may take to be seen (ms): a dead projector's slices are free after 15 s, the last of 8 later. */
const PATIENCE_MS = 60_000;

/** The product as a region runs it: two replicas of the API and a projector, each a process of the built program. */
export class Cluster implements Ground {
  #next = 0;

  private constructor(
    readonly settings: Settings,
    /** Calls go to them in turn, so that whatever one of them knows by itself is missed at once. */
    readonly apis: [ServerProcess, ServerProcess],
    public projector: ServerProcess,
  ) {}

  static async start({ eventStoreUrl, mongoUrl, databases }: Stores): Promise<Cluster> {
    const settings = {
      PORT: '0',
      EVENTSTORE_URL: eventStoreUrl,
      MONGODB_URL: mongoUrl,
      ZHURNAL_DATABASES: databases,
      ZHURNAL_KEK: randomBytes(32).toString('hex'),
    };
    const [projector, ...apis] = await Promise.all([
      processOf(settings, 'projector'),
      processOf(settings, 'api'),
      processOf(settings, 'api'),
    ]);
    return new Cluster(settings, apis, projector);
  }

  /** Another projector, after the last one was killed. */
  async startProjector(): Promise<void> {
    this.projector = await processOf(this.settings, 'projector');
  }

  /** Another replica in the place of one that was killed. */
  async startApi(index: 0 | 1): Promise<void> {
    this.apis[index] = await processOf(this.settings, 'api');
  }

  now(): number {
    return Date.now();
  }

  call(call: Call): Promise<Answer> {
    this.#next += 1;
    return callAt(this.apis[this.#next % 2]!.url, call);
  }

  /** Reads, at one replica or the next, and asks again as long as what it should show is not to be seen yet. */
  async see<Body>(path: string, query: Record<string, string>, token: string): Promise<Body> {
    for (const deadline = Date.now() + PATIENCE_MS; ;) {
      const { status, body } = await this.call({ method: 'GET', path: `/api/v1/${path}`, query, token });
      if (status === 200) return body as Body;
      if (status !== 503 || Date.now() > deadline)
        throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
      await pause(100);
    }
  }

  zhurnal(...words: string[]): Promise<string> {
    return zhurnal(this.settings, ...words);
  }

  /** By the operator's command; the administrator then activates as everybody does. */
  async found(timeZone: string): Promise<Founded> {
    const named = ['--name', 'Малая школа', '--short-name', 'Малая', '--time-zone', timeZone];
    const said = await this.zhurnal('found', ...named, '--administrator', 'Первая Анна');
    const schoolId = /School (\S+):/.exec(said)![1]!;
    const login = `administrator.${schoolId.slice(-12)}`;
    const minPosition = await this.activate(/the code (\S+)/.exec(said)![1]!, login);
    const session = await sessionOf(this, login);
    const me = await this.see<Me>('me', { minPosition }, session.token);
    const { accountId, person } = me;
    const holder = {
      role: 'administrator',
      accountId,
      personId: person.personId,
      login,
      ...session,
    } as const;
    return { schoolId, administrator: holder };
  }

  async open(
    { administrator: { token } }: Founded,
    role: AccountRole,
    personId: string | null,
    login: string,
  ): Promise<{ accountId: string }> {
    const body = { personId, roles: [role] };
    const created = await this.call({ method: 'POST', path: '/api/v1/accounts', token, body });
    const { accountId, code } = created.body as { accountId: string; code: string };
    await this.activate(code, login);
    return { accountId };
  }

  /** @returns the position of the account's activation */
  private async activate(code: string, login: string): Promise<string> {
    const body = { code, login, password: PASSWORD };
    const answer = await this.call({ method: 'POST', path: '/api/v1/activations', body });
    if (answer.status !== 201) throw new Error(`${login}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { position: string }).position;
  }

  async stop(): Promise<void> {
    await Promise.all([this.projector, ...this.apis].map((each) => each.stop()));
  }
}

interface Me {
  readonly accountId: string;
  readonly person: { readonly personId: string };
}

const processOf = (settings: Settings, role: 'api' | 'projector'): Promise<ServerProcess> =>
  ServerProcess.with({ ...settings, ZHURNAL_ROLE: role });
