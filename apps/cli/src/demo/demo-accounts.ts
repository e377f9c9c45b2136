import type { CommandBus } from '@nestjs/cqrs';
import { accountIdOf, CreateAccount, type SeededAccounts } from '#accounts';
import type { AccountRole } from '#accounts/events';
import type { Actor, CommandContext, Role } from '#kernel';
import { RegisterPerson } from '#school';
import type { PersonDetails } from '#school/events';
import type { SignIn } from './demo-folder.ts';
import type { SchoolDescription } from './school-description.ts';
import type { SchoolPlan } from './school-plan.ts';
import { inParallel } from './set-up.ts';

/** The password of every sign-in that is printed. */
const PASSWORD = 'demo-zhurnal';

interface Holder {
  readonly key: string;
  readonly details: PersonDetails;
  readonly roles: readonly AccountRole[];
}

/** The accounts of a demo school: who has one, how they are opened, and which sign-ins are told. */
export class DemoAccounts {
  readonly #schoolId: string;
  readonly #description: SchoolDescription;
  readonly #plan: SchoolPlan;
  readonly #commands: CommandBus;
  readonly #accounts: SeededAccounts;
  readonly #id: () => string;
  readonly #people = new Map<string, string>();
  readonly #holders = new Map<string, Holder>();
  /** The command that created each account: opening it is the same command again, then its code. */
  readonly #created = new Map<string, CommandContext>();

  /** @param plan of the first year: the sign-ins that are told are of people who were there from the beginning */
  constructor(
    schoolId: string,
    description: SchoolDescription,
    plan: SchoolPlan,
    commands: CommandBus,
    accounts: SeededAccounts,
    id: () => string,
  ) {
    this.#schoolId = schoolId;
    this.#description = description;
    this.#plan = plan;
    this.#commands = commands;
    this.#accounts = accounts;
    this.#id = id;
  }

  /** Before anybody is there: what the one who sets the school up does, on no person's behalf. */
  bySystem(): CommandContext {
    return this.#context({ accountId: 'zhurnal demo', role: 'system', sessionId: null });
  }

  /** Registers the administrator and opens their account. Everything else is the administrator's doing. */
  async begin(): Promise<void> {
    const { key, details } = this.#plan.leaders.administrator;
    const command = new RegisterPerson({ kind: 'staff', ...details }, this.bySystem());
    await this.#commands.execute(command);
    this.#people.set(key, command.personId);
    const personId = command.personId;
    const passwordHash = await this.#accounts.hash(PASSWORD);
    await this.#accounts.open(
      { personId, roles: ['administrator'], login: this.#loginOf(key), passwordHash },
      this.bySystem(),
    );
  }

  /** The administrator's id by key, for the one who sets up everybody else. */
  get known(): ReadonlyMap<string, string> {
    return this.#people;
  }

  byAdministrator(): CommandContext {
    return this.by('administrator', 'administrator');
  }

  /** Creates an account for everybody who has none, as before the first day: nobody has activated theirs yet. */
  async createAll(
    plan: SchoolPlan,
    people: ReadonlyMap<string, string>,
    step: (what: string, done: number, of: number) => void,
  ): Promise<void> {
    for (const [key, personId] of people) this.#people.set(key, personId);
    const others = holdersOf(plan).filter(({ key }) => !this.#holders.has(key));
    for (const holder of others) this.#holders.set(holder.key, holder);
    const unopened = others.filter(({ key }) => key !== 'administrator');
    await inParallel(unopened, { step }, 'accounts', async ({ key, roles }) => {
      const context = this.byAdministrator();
      this.#created.set(key, context);
      await this.#commands.execute(
        new CreateAccount({ personId: people.get(key)!, roles: [...roles] }, context),
      );
    });
  }

  /** Activates an account with its code; a second time it changes nothing. */
  async activate(key: string, passwordHash: string): Promise<void> {
    const context = this.#created.get(key);
    if (context === undefined) return;
    const { roles } = this.#holders.get(key)!;
    const personId = this.#people.get(key)!;
    await this.#accounts.open({ personId, roles, login: this.#loginOf(key), passwordHash }, context);
  }

  /** One sign-in for each role of the school. They are activated with the told password; see `told`. */
  signIns(): SignIn[] {
    return this.told().map(({ role, key }) => {
      const { familyName, givenName, patronymic } = this.#holders.get(key)!.details;
      const name = [familyName, givenName, patronymic].filter(Boolean).join(' ');
      return this.#signIn(role, name, this.#loginOf(key));
    });
  }

  /** Opens an account for the region's officer, who sees this school's readiness, and tells its sign-in. */
  async openOfficer(): Promise<SignIn> {
    const passwordHash = await this.toldPassword();
    const login = 'region';
    await this.#accounts.open(
      { personId: null, roles: ['region-officer'], login, passwordHash },
      this.bySystem(),
    );
    return this.#signIn('region-officer', 'Сотрудник управления образования', login);
  }

  /** Whose sign-ins are told: their password is the printed one. */
  told(): readonly { readonly role: AccountRole; readonly key: string }[] {
    const { teacherOf, classTeacherOf, pupilOf } = this.#description.told;
    const { registers, groups, parents } = this.#plan;
    const teacher = registers.find(({ key }) => key === teacherOf)!.teacher;
    const pupil = groups.find(({ key }) => key === pupilOf)!.pupils[2]!;
    const parent = parents.find(({ children }) => children.length > 1) ?? parents[0]!;
    const classTeacher = groups.find(({ key }) => key === classTeacherOf)!.classTeacher!;
    return [
      { role: 'teacher', key: teacher },
      { role: 'class-teacher', key: classTeacher },
      { role: 'head', key: 'head' },
      { role: 'deputy-head', key: 'deputy' },
      { role: 'administrator', key: 'administrator' },
      { role: 'pupil', key: pupil },
      { role: 'parent', key: parent.key },
      { role: 'auditor', key: 'auditor' },
    ];
  }

  /** A password hash for the told sign-ins. */
  toldPassword(): Promise<string> {
    return this.#accounts.hash(PASSWORD);
  }

  /** What somebody does in a role, as a fresh command. */
  by(key: string, role: Role): CommandContext {
    const personId = this.#people.get(key)!;
    const accountId = accountIdOf(this.#schoolId, personId);
    return this.#context({ accountId, personId, role, sessionId: null });
  }

  #context(actor: Actor): CommandContext {
    const commandId = this.#id();
    const schoolId = this.#schoolId;
    return { schoolId, actor, commandId, fingerprint: '', correlationId: commandId, causationId: commandId };
  }

  #signIn(role: string, name: string, login: string): SignIn {
    return { role, name, login, password: PASSWORD, school: this.#description.shortName };
  }

  /** `8А/pupil-3` → `8a.pupil-3`: logins are told by the plan's keys, after what all of the school begin with. */
  #loginOf(key: string): string {
    const login = key.replace(/[АБВ]/g, (letter) => latin[letter]!).replaceAll('/', '.');
    return (this.#description.loginPrefix + login).padEnd(3, '.');
  }
}

function holdersOf({ leaders, teachers, pupils, parents, groups }: SchoolPlan): readonly Holder[] {
  const lead = (who: 'head' | 'deputy' | 'administrator' | 'auditor', role: AccountRole): Holder => ({
    ...leaders[who],
    roles: [role],
  });
  return [
    lead('head', 'head'),
    lead('deputy', 'deputy-head'),
    lead('administrator', 'administrator'),
    lead('auditor', 'auditor'),
    ...teachers.map(({ key, details }): Holder => {
      const hasClass = groups.some(({ classTeacher }) => classTeacher === key);
      return { key, details, roles: hasClass ? ['teacher', 'class-teacher'] : ['teacher'] };
    }),
    ...pupils.map(({ key, details }): Holder => ({ key, details, roles: ['pupil'] })),
    ...parents.map(({ key, details }): Holder => ({ key, details, roles: ['parent'] })),
  ];
}

const latin: Readonly<Record<string, string>> = { А: 'a', Б: 'b', В: 'v' };
