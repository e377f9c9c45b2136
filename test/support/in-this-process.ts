import { CommandBus } from '@nestjs/cqrs';
import { SeededAccounts } from '#accounts';
import type { AccountRole } from '#accounts/events';
import { type Actor, type Clock, type CommandContext, newId } from '#kernel';
import { RegisterPerson, SetUpSchool } from '#school';
import type { Server } from '../../apps/server/src/server.ts';
import type { Answer, Call } from './call.ts';
import { type Founded, type Ground, PASSWORD, sessionOf } from './ground.ts';

const SYSTEM: Actor = { accountId: 'test', role: 'system', sessionId: null };

/** A server in this process, its clock, and a way to it. */
export interface Running {
  readonly server: Pick<Server, 'app'>;
  readonly clock: Clock;
  call(call: Call): Promise<Answer>;
}

/** A server in this process: people get in by its own commands, past the codes that are handed out on paper. */
export class InThisProcess implements Ground {
  #passwordHash: Promise<string> | null = null;

  constructor(private readonly running: Running) {}

  now(): number {
    return this.running.clock.now();
  }

  call(call: Call): Promise<Answer> {
    return this.running.call(call);
  }

  async found(timeZone: string): Promise<Founded> {
    const schoolId = newId();
    const commands = this.running.server.app.get(CommandBus);
    const named = { name: 'Малая школа', shortName: 'Малая', timeZone };
    await commands.execute(new SetUpSchool(named, contextOf(schoolId, SYSTEM)));
    const details = { kind: 'staff', familyName: 'Первая', givenName: 'Анна' } as const;
    const person = new RegisterPerson(details, contextOf(schoolId, SYSTEM));
    const { personId } = person;
    await commands.execute(person);
    const login = `administrator.${schoolId.slice(-12)}`;
    const accountId = await this.#open(login, 'administrator', personId, contextOf(schoolId, SYSTEM));
    const session = await sessionOf(this, login);
    return { schoolId, administrator: { role: 'administrator', accountId, personId, login, ...session } };
  }

  async open(
    { schoolId, administrator }: Founded,
    role: AccountRole,
    personId: string | null,
    login: string,
  ): Promise<{ accountId: string }> {
    const { accountId, sessionId } = administrator;
    const by: Actor = { accountId, personId: administrator.personId!, role: 'administrator', sessionId };
    const context = contextOf(schoolId, personId === null ? SYSTEM : by);
    return { accountId: await this.#open(login, role, personId, context) };
  }

  async #open(
    login: string,
    role: AccountRole,
    personId: string | null,
    context: CommandContext,
  ): Promise<string> {
    const accounts = this.running.server.app.get(SeededAccounts);
    const passwordHash = await (this.#passwordHash ??= accounts.hash(PASSWORD));
    return accounts.open({ personId, roles: [role], login, passwordHash }, context);
  }
}

function contextOf(schoolId: string, actor: Actor): CommandContext {
  const commandId = newId();
  return { schoolId, actor, commandId, fingerprint: '', correlationId: commandId, causationId: commandId };
}
