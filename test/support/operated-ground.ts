import { setTimeout as pause } from 'node:timers/promises';
import type { AccountRole } from '#accounts/events';
import type { Answer, Call } from './call.ts';
import { type Founded, type Ground, type Holder, PASSWORD, sessionOf } from './ground.ts';
import { type Settings, zhurnal } from './server-process.ts';

/** How long something may take to be seen (ms): a dead projector's slices are free after 15 s, the last of 8 later. */
const PATIENCE_MS = 60_000;

/** The built program in processes of its own: an operator founds the school, everybody is activated by a code. */
export abstract class OperatedGround implements Ground {
  /** A region officer who was let in and has not activated yet. */
  protected officer: Officer | null = null;

  constructor(readonly settings: Settings) {}

  abstract call(call: Call): Promise<Answer>;

  now(): number {
    return Date.now();
  }

  /** Reads, and asks again as long as what it should show is not to be seen yet. */
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
    await this.founded(schoolId);
    const login = `administrator.${schoolId.slice(-12)}`;
    const minPosition = await this.activate(/the code (\S+)/.exec(said)![1]!, login);
    const session = await sessionOf(this, login);
    const { accountId, person } = await this.see<Me>('me', { minPosition }, session.token);
    const { personId } = person;
    return {
      schoolId,
      administrator: { role: 'administrator', accountId, personId, login, ...session } satisfies Holder,
    };
  }

  async open(
    { schoolId, administrator: { token } }: Founded,
    role: AccountRole,
    personId: string | null,
    login: string,
  ): Promise<{ accountId: string }> {
    if (role === 'region-officer') {
      const officer = this.officer ?? (await this.letOfficerIn(schoolId));
      await this.activate(officer.code, login);
      return officer;
    }
    const body = { personId, roles: [role] };
    const created = await this.call({ method: 'POST', path: '/api/v1/accounts', token, body });
    const { accountId, code } = created.body as { accountId: string; code: string };
    await this.activate(code, login);
    return { accountId };
  }

  /** The operator's command for what no administrator can hand out. */
  protected async letOfficerIn(schoolId: string): Promise<Officer> {
    const said = await this.zhurnal('officer', '--school', schoolId);
    const [, accountId, code] = /Account (\S+): .* the code (\S+)/.exec(said)!;
    return (this.officer = { accountId: accountId!, code: code! });
  }

  /** Whatever has to be done between the founding of a school and its first call. */
  protected founded(_schoolId: string): Promise<void> {
    return Promise.resolve();
  }

  /** @returns the position of the account's activation */
  private async activate(code: string, login: string): Promise<string> {
    const body = { code, login, password: PASSWORD };
    const answer = await this.call({ method: 'POST', path: '/api/v1/activations', body });
    if (answer.status !== 201) throw new Error(`${login}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { position: string }).position;
  }
}

interface Officer {
  readonly accountId: string;
  readonly code: string;
}

interface Me {
  readonly accountId: string;
  readonly person: { readonly personId: string };
}
