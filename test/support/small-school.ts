import { CommandBus } from '@nestjs/cqrs';
import { SeededAccounts } from '#accounts';
import type { AccountRole } from '#accounts/events';
import { type Actor, type Clock, type CommandContext, localDateOf, newId } from '#kernel';
import { RegisterPerson, SetUpSchool } from '#school';
import type { PersonKind } from '#school/events';
import type { Server } from '../../apps/server/src/server.ts';
import type { Answer, Call } from './call.ts';

export const ZONE = 'Europe/Moscow';
export const PASSWORD = 'a small school';
/** The school year, and the days of its timetable. */
export const YEAR = { from: '2026-09-01', to: '2027-05-31' } as const;
const LESSONS = { from: '2026-09-01', to: '2026-10-24' } as const;

/** Where a school is made: a server, its clock, and a way to it. */
interface Running {
  readonly server: Pick<Server, 'app'>;
  readonly clock: Clock;
  call(call: Call): Promise<Answer>;
}

/** An account that is signed in. */
export interface Holder {
  readonly role: AccountRole;
  readonly accountId: string;
  /** null for those from outside. */
  readonly personId: string | null;
  readonly login: string;
  readonly sessionId: string;
  /** For `Authorization: Bearer`. */
  readonly token: string;
}

/** Whose role it is to have something of their own; the others have the school. */
export type OwnRole = 'teacher' | 'class-teacher' | 'pupil' | 'parent';

/** A class, and everybody and everything that belongs to it and to no other class. */
export interface Part {
  readonly classId: string;
  readonly subjectId: string;
  readonly registerId: string;
  /** Of another subject in the same class, with the same teacher. */
  readonly secondRegisterId: string;
  readonly timetableId: string;
  readonly pupilId: string;
  readonly classmateId: string;
  readonly parentId: string;
  readonly teacherId: string;
  readonly classTeacherId: string;
  readonly holders: Readonly<Record<OwnRole, Holder>>;
  /** Lessons that are over and nobody wrote to, the latest first. */
  readonly lessonIds: string[];
}

/** A school of two classes in a running server, made through the same commands as every school. */
export class SmallSchool {
  readonly schoolId = newId();
  yearId!: string;
  bellScheduleId = newId();
  /** Whose ids most questions are about. */
  own!: Part;
  /** Of the same school, and nothing of it is theirs who belong to `own`. */
  other!: Part;
  readonly staff = new Map<AccountRole, Holder>();
  #administrator!: Holder;
  #passwordHash!: string;
  #names = 0;

  private constructor(readonly running: Running) {}

  /** Makes one and waits until its lessons are there. */
  static async make(running: Running): Promise<SmallSchool> {
    const school = new SmallSchool(running);
    await school.#begin();
    for (const role of ['head', 'deputy-head', 'auditor', 'region-officer'] as const) {
      school.staff.set(role, await school.signUp(role));
    }
    await school.#setUpYear();
    school.own = await school.#setUpClass(5, 'А', LESSONS.to);
    school.other = await school.#setUpClass(6, 'А', '2026-09-30');
    await school.#lessonsOf(school.own);
    await school.#lessonsOf(school.other);
    return school;
  }

  /** Who acts in a role: of those who have something of their own, the ones of `own`. */
  holder(role: AccountRole): Holder {
    const holder = this.staff.get(role) ?? this.own.holders[role as OwnRole];
    if (holder === undefined) throw new Error(`Nobody is ${role}`);
    return holder;
  }

  /** A lesson that is over and that nobody wrote to. */
  nextLesson(part: Part): string {
    const lessonId = part.lessonIds.pop();
    if (lessonId === undefined) throw new Error('All lessons were used');
    return lessonId;
  }

  /** Does something in a role, and wants it done. @returns the answer's body @throws Error when it is not 2xx */
  async do<Body extends object = Record<string, string>>(
    method: string,
    path: string,
    body?: object,
    as: Holder = this.#administrator,
  ): Promise<Body> {
    const answer = await this.call(method, path, { as, ...(body === undefined ? {} : { body }) });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} as ${as.role}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body as Body;
  }

  call(
    method: string,
    path: string,
    { as, ...rest }: { as: Holder; query?: Readonly<Record<string, string>>; body?: object },
  ): Promise<Answer> {
    return this.running.call({ method, path: `/api/v1/${path}`, token: as.token, ...rest });
  }

  /** Registers somebody new. @returns the person's id */
  async person(kind: PersonKind): Promise<string> {
    this.#names += 1;
    const name = { familyName: `Иванов-${this.#names}`, givenName: 'Иван' };
    return (await this.do('POST', 'people', { kind, ...name }))['personId']!;
  }

  /** A new account with a role, its person where it has one, and a session of its own. */
  async signUp(role: AccountRole): Promise<Holder> {
    const outside = role === 'auditor' || role === 'region-officer';
    const personId = outside ? null : await this.person(kindOf(role));
    return this.#open(role, personId, outside ? this.#bySystem() : this.#byAdministrator());
  }

  /** A new group of the kind class in this year. @returns its id */
  async group(grade = 7): Promise<string> {
    this.#names += 1;
    const fields = { yearId: this.yearId, kind: 'class', title: `${grade}-${this.#names}`, grade, shift: 1 };
    return (await this.do('POST', 'groups', { ...fields, ...YEAR }))['groupId']!;
  }

  /** A new register of a group. @returns its id */
  async register(groupId: string, teacherId?: string, subjectId = this.own.subjectId): Promise<string> {
    const teachers = teacherId === undefined ? [] : [{ teacherId }];
    return (await this.do('POST', 'registers', { subjectId, groupIds: [groupId], teachers }))['registerId']!;
  }

  async subject(): Promise<string> {
    this.#names += 1;
    const title = `Предмет ${this.#names}`;
    return (await this.do('POST', 'subjects', { title, shortTitle: title }))['subjectId']!;
  }

  async #begin(): Promise<void> {
    const { app } = this.running.server;
    const commands = app.get(CommandBus);
    const school = { name: 'Малая школа', shortName: 'Малая', timeZone: ZONE };
    await commands.execute(new SetUpSchool(school, this.#bySystem()));
    const register = new RegisterPerson(
      { kind: 'staff', familyName: 'Первая', givenName: 'Анна' },
      this.#bySystem(),
    );
    await commands.execute(register);
    this.#passwordHash = await app.get(SeededAccounts).hash(PASSWORD);
    this.#administrator = await this.#open('administrator', register.personId, this.#bySystem());
    this.staff.set('administrator', this.#administrator);
  }

  async #open(role: AccountRole, personId: string | null, context: CommandContext): Promise<Holder> {
    this.#names += 1;
    const login = `${role}.${this.#names}.${this.schoolId.slice(-12)}`;
    const account = { personId, roles: [role], login, passwordHash: this.#passwordHash };
    const accountId = await this.running.server.app.get(SeededAccounts).open(account, context);
    return { role, accountId, personId, login, ...(await this.#session(login)) };
  }

  async #session(login: string): Promise<Pick<Holder, 'token' | 'sessionId'>> {
    const body = { login, password: PASSWORD, bearer: true };
    const answer = await this.running.call({ method: 'POST', path: '/api/v1/sessions', body });
    return answer.body as Pick<Holder, 'token' | 'sessionId'>;
  }

  async #setUpYear(): Promise<void> {
    this.yearId = (await this.do('POST', 'years', { title: '2026/27', ...YEAR }))['yearId']!;
    await this.do('PUT', `years/${this.yearId}/terms`, quarters(2026));
    await this.do('PUT', `years/${this.yearId}/bell-schedules/${this.bellScheduleId}`, bells(YEAR));
  }

  async #setUpClass(grade: number, letter: string, to: string): Promise<Part> {
    const title = `${grade}${letter}`;
    const { yearId } = this;
    const classId = (
      await this.do('POST', 'groups', { yearId, kind: 'class', title, grade, shift: 1, ...YEAR })
    )['groupId']!;
    const teacher = await this.signUp('teacher');
    const classTeacher = await this.signUp('class-teacher');
    const pupil = await this.signUp('pupil');
    const classmateId = await this.person('pupil');
    const parent = await this.signUp('parent');
    const [pupilId, parentId] = [pupil.personId!, parent.personId!];
    const { from } = YEAR;
    await this.do('POST', `groups/${classId}/class-teachers`, { personId: classTeacher.personId, from });
    await this.do('POST', `groups/${classId}/members`, { pupilIds: [pupilId, classmateId], from });
    await this.do('POST', `people/${parentId}/children`, { childId: pupilId, from });
    const subjectId = await this.subject();
    const registerId = await this.register(classId, teacher.personId!, subjectId);
    const secondRegisterId = await this.register(classId, teacher.personId!, await this.subject());
    const slots = [1, 2, 3, 4, 5].flatMap((weekday) =>
      [1, 2, 3, 4, 5, 6].map((number) => ({ registerId, weekday, number, parity: 'every' })),
    );
    const published = await this.do('POST', 'timetables', {
      groupId: classId,
      from: LESSONS.from,
      to,
      slots,
    });
    return {
      classId,
      subjectId,
      registerId,
      secondRegisterId,
      timetableId: published['timetableId']!,
      pupilId,
      classmateId,
      parentId,
      teacherId: teacher.personId!,
      classTeacherId: classTeacher.personId!,
      holders: { teacher, 'class-teacher': classTeacher, pupil, parent },
      lessonIds: [],
    };
  }

  /** Waits until the planner, which works by itself, has planned a class's lessons, and takes those that are over. */
  async #lessonsOf(part: Part): Promise<void> {
    const today = localDateOf(this.running.clock.now(), ZONE);
    const query = { from: LESSONS.from, to: today, groupId: part.classId };
    const as = this.#administrator;
    for (let count = -1, tries = 0; tries < 600; tries += 1) {
      const answer = await this.call('GET', 'timetable', { as, query });
      // On a busy machine the read models may not know the class yet.
      const { lessons = [] } = answer.body as { lessons?: { lessonId: string; endsAt: string }[] };
      // Planned in the order of time: no more of them than a moment ago means that all are there.
      const over = lessons.filter(({ endsAt }) => Date.parse(endsAt) < this.running.clock.now());
      if (over.length > 0 && over.length === count) {
        part.lessonIds.push(...over.map(({ lessonId }) => lessonId));
        return;
      }
      count = over.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('The lessons were not planned within a minute');
  }

  #bySystem(): CommandContext {
    return this.#context({ accountId: 'test', role: 'system', sessionId: null });
  }

  #byAdministrator(): CommandContext {
    const { accountId, personId, sessionId } = this.#administrator;
    return this.#context({ accountId, personId: personId!, role: 'administrator', sessionId });
  }

  #context(actor: Actor): CommandContext {
    const commandId = newId();
    const { schoolId } = this;
    return { schoolId, actor, commandId, fingerprint: '', correlationId: commandId, causationId: commandId };
  }
}

const kindOf = (role: AccountRole): PersonKind => (role === 'pupil' || role === 'parent' ? role : 'staff');

/** The terms of a school year, by the calendar year that it begins in. */
export const quarters = (year: number): object => ({
  scheme: 'quarters',
  terms: [
    { title: '1', from: `${year}-09-01`, to: `${year}-10-25` },
    { title: '2', from: `${year}-11-02`, to: `${year}-12-28` },
    { title: '3', from: `${year + 1}-01-11`, to: `${year + 1}-03-21` },
    { title: '4', from: `${year + 1}-03-29`, to: `${year + 1}-05-26` },
  ],
});

/** Six lessons from half past eight on, for grades 5 to 9. */
export const bells = (span: { readonly from: string; readonly to: string }): object => ({
  title: 'Звонки',
  grades: [5, 6, 7, 8, 9],
  shift: 1,
  from: span.from,
  to: span.to,
  bells: [8, 9, 10, 11, 12, 13].map((hour, index) => ({
    number: index + 1,
    starts: `${String(hour).padStart(2, '0')}:30`,
    ends: `${String(hour + 1).padStart(2, '0')}:10`,
  })),
});
